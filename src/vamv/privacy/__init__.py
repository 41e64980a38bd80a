"""Privacy: how long data is kept, what a person gets to see of it, and how it goes."""

from typing import Any

from vamv.i18n.strings import _
from vamv.privacy import upkeep
from vamv.privacy.retention import add_retention_rule
from vamv.security.identity import AUTHENTICATED, EVERYONE


def includeme(config: Any) -> None:
    config.add_directive("add_retention_rule", add_retention_rule)
    config.add_permission(
        "privacy.read",
        _("permission-privacy", default="Datenschutz"),
        _("permission-privacy-text", default="Lesen, was das Portal speichert und wie lange"),
        roles=(EVERYONE,),
    )
    config.add_permission(
        "privacy.own",
        _("permission-own-data", default="Eigene Daten"),
        _("permission-own-data-text", default="Die eigenen Daten mitnehmen und das Konto löschen"),
        roles=(AUTHENTICATED,),
    )
    config.add_route("privacy.data", "/privacy/data")
    config.add_route("privacy.export", "/account/export")
    config.add_route("privacy.file", "/account/export/file")
    config.add_route("privacy.delete", "/account/delete")
    config.add_route("privacy.confirm", "/account/delete/confirm")
    config.add_route("privacy.gone", "/goodbye")
    config.scan("vamv.privacy.views")
    config.add_job("privacy.retention", upkeep.apply_retention, schedule="daily")
    config.add_job(upkeep.RULE_JOB, upkeep.apply_rule)
    config.add_job(upkeep.ERASURES_JOB, upkeep.finish_erasures, schedule="hourly")
