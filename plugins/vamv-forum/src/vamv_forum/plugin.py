"""Everything the forum adds to a portal."""

from collections.abc import Mapping
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
from vamv_forum import kinds, moved, notifications, panels, permissions, search, statistics, work
from vamv_forum.messages import privacy as messages
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
    # Before the pages of the forum, whose last pattern fits anything.
    config.include("vamv_forum.messages")
    config.include("vamv_forum.views")
    panels.declare(config)
    kinds.declare(config)
    notifications.declare(config)
    moved.declare(config)
    statistics.declare(config)
    retention.declare(config)
    work.declare(config)


@hookimpl
def vamv_declare_settings() -> list[Setting]:
    return SETTINGS


@hookimpl
def vamv_seed(session: Session, vault: Vault, now: datetime, seed: SeedContext) -> None:
    story.tell(session, vault, now, seed)


@hookimpl
def vamv_check_health(session: Session, settings: Mapping[str, Any]) -> list[Finding]:
    found = messages.check(session, settings["forum.messages"])
    if places.all_categories(session):
        return found
    return [
        *found,
        Finding("warning", "The forum has no category.", "Add one in the portal: Forum, Bereiche."),
    ]


@hookimpl
def vamv_search(session: Session, actor: Identity | None, query: SearchQuery, limit: int) -> list[SearchHit]:
    return search.hits(session, actor, query, limit)


@hookimpl
def vamv_export_person(session: Session, vault: Vault, person_id: str) -> list[ExportSection]:
    return [
        *export_texts(session, person_id),
        *export_own(session, vault, person_id),
        *messages.export_messages(session, vault, person_id),
    ]


@hookimpl
def vamv_erase_person(session: Session, person_id: str, keep_texts: bool, now: datetime) -> Erasure:
    rows = messages.erase_messages(session, person_id)
    return Erasure(rows + erasure.erase_person(session, person_id, keep_texts, now).rows)


@hookimpl
def vamv_apply_retention(session: Session, now: datetime) -> int:
    return retention.forget_the_rest(session, now)
