"""Everything the forum adds to a portal."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.api.plugin import (
    Erasure,
    ExportSection,
    Finding,
    PluginInfo,
    SearchHit,
    SearchQuery,
    SeedContext,
    Setting,
    hookimpl,
)
from vamv.api.security import Identity
from vamv.api.vault import Vault
from vamv_forum import kinds, notifications, panels, permissions, search, statistics
from vamv_forum.privacy import erasure, retention
from vamv_forum.privacy.export_own import export_own
from vamv_forum.privacy.export_texts import export_texts
from vamv_forum.queries import places
from vamv_forum.seed import story
from vamv_forum.settings import SETTINGS

PLUGIN = PluginInfo(
    name="forum",
    title="Forum",
    summary="Discussions in categories, for members or for everyone to read.",
    models="vamv_forum.models",
    migrations="vamv_forum:migrations",
)


def includeme(config: Any) -> None:
    permissions.declare(config)
    config.include("vamv_forum.views")
    panels.declare(config)
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
def vamv_check_health(session: Session) -> list[Finding]:
    if places.all_categories(session):
        return []
    return [Finding("warning", "The forum has no category.", "Add one in the portal: Forum, Bereiche.")]


@hookimpl
def vamv_search(session: Session, actor: Identity | None, query: SearchQuery, limit: int) -> list[SearchHit]:
    return search.hits(session, actor, query, limit)


@hookimpl
def vamv_export_person(session: Session, vault: Vault, person_id: str) -> list[ExportSection]:
    return [*export_texts(session, person_id), *export_own(session, vault, person_id)]


@hookimpl
def vamv_erase_person(session: Session, person_id: str, keep_texts: bool, now: datetime) -> Erasure:
    return erasure.erase_person(session, person_id, keep_texts, now)


@hookimpl
def vamv_apply_retention(session: Session, now: datetime) -> int:
    return retention.forget_the_rest(session, now)
