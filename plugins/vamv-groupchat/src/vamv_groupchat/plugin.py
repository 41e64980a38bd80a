"""Everything the group chat adds to a portal."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.api.plugin import (
    Erasure,
    ExportSection,
    Finding,
    PluginInfo,
    SeedContext,
    Setting,
    hookimpl,
)
from vamv.api.vault import Vault
from vamv_groupchat import health, kinds, notifications, panels, permissions, realtime, statistics
from vamv_groupchat.privacy import erasure, export, retention
from vamv_groupchat.seed import story
from vamv_groupchat.settings import SETTINGS

PLUGIN = PluginInfo(
    name="groupchat",
    title="Gruppenchat",
    summary="Moderated group chats: at a fixed hour, in rooms with opening hours, in closed groups.",
    models="vamv_groupchat.models",
    migrations="vamv_groupchat:migrations",
)


def includeme(config: Any) -> None:
    permissions.declare(config)
    config.include("vamv_groupchat.views")
    panels.declare(config)
    realtime.declare(config)
    kinds.declare(config)
    notifications.declare(config)
    statistics.declare(config)
    retention.declare(config)


@hookimpl
def vamv_declare_settings() -> list[Setting]:
    return SETTINGS


@hookimpl
def vamv_seed(session: Session, vault: Vault, now: datetime, seed: SeedContext) -> None:
    story.tell(session, vault, now, seed)


@hookimpl
def vamv_check_health(session: Session, settings: Mapping[str, Any], now: datetime) -> list[Finding]:
    return health.check(session, now)


@hookimpl
def vamv_export_person(session: Session, vault: Vault, person_id: str) -> list[ExportSection]:
    return export.export_person(session, vault, person_id)


@hookimpl
def vamv_erase_person(session: Session, person_id: str) -> Erasure:
    return Erasure(erasure.erase_person(session, person_id))
