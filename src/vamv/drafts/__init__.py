"""Drafts: what somebody is still writing, kept on the server and readable by nobody else."""

from typing import Any

from vamv.drafts.services import KEEP, forget_old
from vamv.i18n.strings import _
from vamv.security.identity import AUTHENTICATED


def includeme(config: Any) -> None:
    config.add_permission(
        "drafts.own",
        _("permission-drafts-own", default="Entwürfe"),
        _("permission-drafts-own-text", default="Eigene Texte während des Schreibens sichern lassen"),
        roles=(AUTHENTICATED,),
    )
    config.add_retention_rule(
        "drafts", _("retention-drafts", default="Entwürfe, die Sie nicht abgeschickt haben"), KEEP, forget_old
    )
    config.add_route("drafts.save", "/drafts")
    config.scan("vamv.drafts.views")
