"""What people may do in the forum, in sentences for whoever decides it."""

from typing import Any

from vamv.api.security import AUTHENTICATED, EVERYONE
from vamv_forum import _


def declare(config: Any) -> None:
    """Declare the permissions and the roles that have them unless the chapter says otherwise."""
    config.add_permission(
        "forum.read",
        _("permission-read", default="Im Forum lesen"),
        _(
            "permission-read-text",
            default="Öffentliche Bereiche lesen; Bereiche für Mitglieder nur, wer angemeldet ist.",
        ),
        roles=(EVERYONE,),
    )
    config.add_permission(
        "forum.follow",
        _("permission-follow", default="Gelesenes vermerken"),
        _("permission-follow-text", default="Alles Neue im Forum als gelesen vermerken lassen."),
        roles=(AUTHENTICATED,),
    )
    config.add_permission(
        "forum.post.write",
        _("permission-write", default="Im Forum schreiben"),
        _(
            "permission-write-text",
            default="Diskussionen beginnen und antworten, eigene Beiträge ändern und entfernen.",
        ),
        roles=("advice_seeker", "counsellor", "moderator", "expert", "coordinator"),
    )
    config.add_permission(
        "forum.post.thank",
        _("permission-thank", default="Danke sagen"),
        _("permission-thank-text", default="Für die Beiträge anderer danken; nur deren Autor*in erfährt es."),
        roles=("advice_seeker", "counsellor", "moderator", "expert", "coordinator"),
    )
    config.add_permission(
        "forum.post.moderate",
        _("permission-moderate", default="Forum moderieren"),
        _("permission-moderate-text", default="Ausgeblendete Diskussionen und frühere Fassungen lesen."),
        roles=("moderator",),
    )
    config.add_permission(
        "forum.legal.sign",
        _("permission-sign", default="Rechtliches fachlich bestätigen"),
        _(
            "permission-sign-text",
            default="Bei Rechtsfragen bestätigen, dass ein Beitrag stimmt, und das zurücknehmen.",
        ),
        roles=("counsellor", "expert"),
    )
    config.add_permission(
        "forum.category.manage",
        _("permission-manage", default="Bereiche des Forums pflegen"),
        _(
            "permission-manage-text",
            default="Bereiche anlegen, umbenennen, ordnen und schließen und bestimmen, wer sie lesen darf.",
        ),
        roles=("coordinator", "administrator"),
    )
