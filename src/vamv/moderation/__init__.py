"""Moderation: reports by anybody, decisions by people, reasons for both sides."""

from typing import Any

from vamv.i18n.strings import _
from vamv.moderation import retention, services, work
from vamv.moderation.directives import add_content_kind
from vamv.moderation.resources import Author, Case, MutedPerson, Report, Target
from vamv.moderation.views.mute import muted
from vamv.security.identity import ADVICE_SEEKER, EVERYONE


def includeme(config: Any) -> None:
    config.add_directive("add_content_kind", add_content_kind)

    config.add_permission(
        "moderation.report",
        _("permission-report", default="Melden"),
        _("permission-report-text", default="Einen Text melden und nachfragen, was daraus geworden ist"),
        roles=(EVERYONE,),
    )
    config.add_permission(
        "moderation.desk",
        _("permission-desk", default="Moderationstisch"),
        _(
            "permission-desk-text",
            default="Meldungen lesen, Texte mit Begründung ausblenden und wieder zeigen",
        ),
        roles=("moderator",),
    )
    config.add_permission(
        "moderation.statement",
        _("permission-statement", default="Begründung lesen"),
        _("permission-statement-text", default="Lesen, warum ein eigener Text ausgeblendet wurde"),
    )
    config.add_permission(
        "moderation.outcome",
        _("permission-outcome", default="Eigene Meldung"),
        _("permission-outcome-text", default="Lesen, was aus der eigenen Meldung geworden ist"),
    )
    config.add_permission(
        "moderation.mute",
        _("permission-mute", default="Andere für sich ausblenden"),
        _("permission-mute-text", default="Texte anderer nicht mehr sehen und Nachrichten von ihnen sperren"),
        roles=(ADVICE_SEEKER,),
    )

    config.add_route("moderation.receipt", "/report/receipt")
    config.add_route("moderation.outcome", "/report/outcome/{report}", factory=Report)
    config.add_route("moderation.report", "/report/{kind}/{id}", factory=Target)
    config.add_route("moderation.desk", "/moderation")
    config.add_route("moderation.log", "/moderation/log")
    config.add_route("moderation.case", "/moderation/case/{case}", factory=Case)
    config.add_route("moderation.restore", "/moderation/case/{case}/restore", factory=Case)
    config.add_route("moderation.statement", "/moderation/statement/{case}", factory=Case)
    config.add_route("moderation.mute", "/mute/{kind}/{id}", factory=Author)
    config.add_route("moderation.muted", "/account/hidden")
    config.add_route("moderation.unmute", "/account/hidden/{mute}/undo", factory=MutedPerson)
    config.scan("vamv.moderation.views")
    config.add_request_method(muted, "muted", reify=True)

    config.add_nav_item(
        "moderation",
        _("nav-moderation", default="Moderation"),
        "moderation.desk",
        "staff",
        icon="shield",
        permission="moderation.desk",
        badge=work.badge,
    )
    config.add_work_list(
        "moderation", _("work-list-moderation", default="Meldungen"), work.open_work, "moderation.desk"
    )
    config.add_retention_rule(
        "moderation",
        _("retention-moderation", default="Meldungen und Entscheidungen darüber, nach der Entscheidung"),
        retention.KEEP,
        retention.forget_decided,
    )
    config.add_notification_type(
        services.STATEMENT,
        _("notify-statement", default="Über einen Text von Ihnen wurde entschieden"),
        channels=("portal", "mail"),
    )
    config.add_notification_type(
        services.OUTCOME,
        _("notify-outcome", default="Über eine Meldung von Ihnen wurde entschieden"),
        channels=("portal", "mail"),
    )
    config.add_metric(
        "moderation.reports",
        _("metric-reports", default="Meldungen"),
        _("metric-reports-text", default="Meldungen über Texte, mit und ohne Anmeldung, nach Grund"),
        dimensions=("reason",),
    )
    config.add_metric(
        "moderation.decisions",
        _("metric-decisions", default="Entscheidungen der Moderation"),
        _("metric-decisions-text", default="Entscheidungen über gemeldete Texte, nach Ergebnis"),
        dimensions=("action",),
    )
