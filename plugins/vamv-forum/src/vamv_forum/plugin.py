"""Everything the forum adds to a portal."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.api.moderation import ContentActions
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
from vamv_forum import _, mails, panels, privacy, search, statistics
from vamv_forum.events import PostWritten
from vamv_forum.permissions import declare_permissions
from vamv_forum.queries import content, places
from vamv_forum.seed import story
from vamv_forum.services import visibility

PLUGIN = PluginInfo(
    name="forum",
    title="Forum",
    summary="Discussions in categories, for members or for everyone to read.",
    models="vamv_forum.models",
    migrations="vamv_forum:migrations",
)
SETTINGS = [
    Setting("forum.posts_per_page", int, 20, "Posts on one page of a discussion."),
    Setting("forum.discussions_per_page", int, 25, "Discussions on one page of a category."),
    Setting("forum.new_days", int, 30, "Days after which a discussion no longer counts as new."),
    Setting("forum.undo_minutes", int, 30, "Minutes in which a person can take back removing a post."),
]


def includeme(config: Any) -> None:
    declare_permissions(config)
    config.include("vamv_forum.views")
    config.add_request_method(panels.forum_news, "forum_news", reify=True)
    config.add_page_asset("vamv_forum:static/forum.css", ("forum.*",))

    config.add_nav_item(
        "forum",
        _("nav-forum", default="Forum"),
        route="forum.index",
        menu="main",
        icon="messages-square",
        permission="forum.read",
        badge=panels.badge,
    )
    for panel, outlet in ((panels.way, "ways"), (panels.news, "news"), (panels.place, "places")):
        template = f"templates/panel_{outlet}.pt"
        config.add_panel(panel, f"forum.{outlet}", f"start.{outlet}", template, permission="forum.read")

    config.add_content_kind(
        "forum.post",
        _("kind-post", default="Beitrag im Forum"),
        content.post_content,
        ContentActions(visibility.hide_post, visibility.restore_post),
    )
    config.add_content_kind(
        "forum.discussion",
        _("kind-discussion", default="Diskussion im Forum"),
        content.discussion_content,
        ContentActions(visibility.hide_discussion, visibility.restore_discussion),
    )
    config.add_notification_type(
        "forum.reply", _("notification-reply", default="Jemand hat in Ihrer Diskussion geantwortet")
    )
    config.add_subscriber(statistics.count_post, (PostWritten, Session))
    config.add_subscriber(mails.tell_author, (PostWritten, Session))
    statistics.declare_metrics(config)
    privacy.declare_retention(config)


@hookimpl
def vamv_declare_settings() -> list[Setting]:
    return SETTINGS


@hookimpl
def vamv_seed(session: Session, now: datetime, seed: SeedContext) -> None:
    story.tell(session, now, seed)


@hookimpl
def vamv_check_health(session: Session) -> list[Finding]:
    if places.all_categories(session):
        return []
    return [Finding("warning", "The forum has no category.", "Add one in the portal: Forum, Bereiche.")]


@hookimpl
def vamv_search(session: Session, actor: Identity | None, query: SearchQuery, limit: int) -> list[SearchHit]:
    return search.hits(session, actor, query, limit)


@hookimpl
def vamv_export_person(session: Session, person_id: str) -> list[ExportSection]:
    return privacy.export_person(session, person_id)


@hookimpl
def vamv_erase_person(session: Session, person_id: str, keep_texts: bool, now: datetime) -> Erasure:
    return privacy.erase_person(session, person_id, keep_texts, now)


@hookimpl
def vamv_apply_retention(session: Session, now: datetime) -> int:
    return privacy.forget_read_marks(session, now)
