"""The letter box: everything it adds to the portal."""

from datetime import datetime, timedelta
from typing import Any

import click
from sqlalchemy.orm import Session

from vamv.api.plugin import (
    Erasure,
    ExportSection,
    Finding,
    PluginInfo,
    Screening,
    SearchHit,
    SearchQuery,
    SeedContext,
    Setting,
    hookimpl,
)
from vamv_tiny import _, commands, demo, panels, queries, realtime, services

PLUGIN = PluginInfo(
    name="tiny",
    title=_("tiny-title", default="Briefkasten"),
    summary=_("tiny-summary", default="Zettel für alle"),
    models="vamv_tiny.models",
    migrations="vamv_tiny:migrations",
)
NEWEST = "vamv_tiny:templates/newest.pt"


def includeme(config: Any) -> None:
    config.include("vamv_tiny.permissions")
    config.include("vamv_tiny.views")
    config.add_nav_item("tiny", PLUGIN.title, "tiny.box", "main", icon="mail", permission="tiny.read")
    config.declare_outlet("tiny.below", args=("slip",))
    config.add_panel(panels.thanks, "tiny.thanks", "tiny.below", "vamv_tiny:templates/thanks.pt")
    config.add_panel(panels.newest, "tiny.newest", "start.news", NEWEST, permission="tiny.read")
    config.add_panel(panels.newest, "tiny.beside", "kite.beside", NEWEST, optional=True)
    config.add_page_asset("vamv_tiny:static/tiny.css", pages=("tiny.*",))
    config.add_realtime_namespace(realtime.Box, "/tiny", permission="tiny.read")
    config.add_notification_type(
        "tiny.thanked", _("tiny-thanked", default="Jemand hat sich für Ihren Zettel bedankt")
    )
    config.add_job("tiny.tell", services.tell)
    config.add_content_kind("tiny.slip", _("tiny-slip", default="Zettel"), queries.load, services.ACTIONS)
    config.add_work_list(
        "tiny.held", _("tiny-held", default="Zurückgehaltene Zettel"), queries.waiting, permission="tiny.care"
    )
    config.add_metric(
        "tiny.slips",
        _("tiny-metric", default="Zettel"),
        _("tiny-metric-text", default="Zettel, die in den Briefkasten geworfen wurden."),
        dimensions=("held",),
    )
    config.add_retention_rule(
        "tiny.slips",
        _("tiny-retention", default="Zettel im Briefkasten"),
        default=timedelta(days=365),
        apply=services.throw_away,
    )


@hookimpl
def vamv_declare_settings() -> list[Setting]:
    return [Setting("tiny.longest", int, 500, "Characters that a slip may have.")]


@hookimpl
def vamv_add_commands(group: click.Group) -> None:
    commands.add(group)


@hookimpl
def vamv_seed(session: Session, seed: SeedContext, now: datetime) -> None:
    demo.fill(session, seed, now)


@hookimpl
def vamv_check_health(session: Session) -> list[Finding]:
    held = queries.held(session)
    return [Finding("warning", f"{held} held slips", "Look at them.")] if held else []


@hookimpl
def vamv_search(session: Session, actor: Any, query: SearchQuery, limit: int) -> list[SearchHit]:
    return queries.search(session, actor, query, limit)


@hookimpl
def vamv_screen_text(text: str) -> Screening | None:
    return Screening(("telephone",), hold=True) if "0123 456" in text else None


@hookimpl
def vamv_may_contact(sender_id: str, recipient_id: str) -> bool | None:
    return False if sender_id == recipient_id else None


@hookimpl
def vamv_deliver(notification: Any) -> bool:
    return bool(notification.type == "tiny.thanked")


@hookimpl
def vamv_export_person(session: Session, person_id: str) -> list[ExportSection]:
    return queries.everything_of(session, person_id)


@hookimpl
def vamv_erase_person(session: Session, person_id: str, keep_texts: bool) -> Erasure:
    return Erasure(services.forget(session, person_id, keep_texts))


@hookimpl
def vamv_apply_retention(session: Session, now: datetime) -> int:
    return services.throw_away_hidden(session, now)
