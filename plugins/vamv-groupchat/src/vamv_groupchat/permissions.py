"""What people may do in group chats, in sentences for whoever decides it."""

from typing import Any

from vamv.api.security import EVERYONE
from vamv_groupchat import _

READ = "groupchat.read"
TAKE_PART = "groupchat.take_part"
MODERATE = "groupchat.moderate"
MANAGE = "groupchat.room.manage"


def declare(config: Any) -> None:
    """Declare the permissions and the roles that have them unless the chapter says otherwise."""
    config.add_permission(
        READ,
        _("permission-read", default="Räume und Termine sehen"),
        _(
            "permission-read-text",
            default="Sehen, welche Gruppenchats es gibt und wann sie sind. Geschlossene Gruppen sieht "
            "nur, wer dazugehört.",
        ),
        roles=(EVERYONE,),
    )
    config.add_permission(
        TAKE_PART,
        _("permission-take-part", default="An Gruppenchats teilnehmen"),
        _("permission-take-part-text", default="Einen Raum betreten, mitlesen und schreiben."),
        roles=("advice_seeker", "counsellor", "moderator", "expert", "coordinator"),
    )
    config.add_permission(
        MODERATE,
        _("permission-moderate", default="Gruppenchats moderieren"),
        _(
            "permission-moderate-text",
            default="Räume öffnen, begleiten und schließen, Menschen stummschalten, entfernen und sperren.",
        ),
        roles=("moderator",),
    )
    config.add_permission(
        MANAGE,
        _("permission-manage", default="Räume und Termine pflegen"),
        _(
            "permission-manage-text",
            default="Räume anlegen und ändern, Termine planen, Dienste eintragen, zu Gruppen einladen.",
        ),
        roles=("moderator", "coordinator"),
    )
