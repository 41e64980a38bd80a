"""Telling people that the moderation has moved what they wrote: in the worker, one notification each."""

from typing import Any

from sqlalchemy import select

from vamv.api.jobs import JobContext
from vamv.api.notifications import notify
from vamv_forum import _
from vamv_forum.models import GROUP, Category, Discussion, Post

JOB = "forum.tell_moved"


def declare(config: Any) -> None:
    """Declare the notification, and the work of sending it."""
    config.add_notification_type(
        "forum.moved", _("notification-moved", default="Ihr Beitrag steht jetzt an anderer Stelle")
    )
    config.add_job(JOB, tell)


def tell(context: JobContext) -> None:
    """Tell the authors of these posts; not the one who moved them. Payload: `posts`, `by`."""
    rows = context.session.execute(
        select(Post.id, Post.author_id, Discussion.title, Category.access)
        .join(Discussion, Discussion.id == Post.discussion_id)
        .join(Category, Category.id == Discussion.category_id)
        .where(
            Post.id.in_(context.payload["posts"]),
            Post.author_id != context.payload["by"],
            Post.removed_at.is_(None),
            Post.hidden_at.is_(None),
        )
    ).all()
    for post_id, author_id, title, access in rows:
        if author_id is None:
            continue
        notify(
            context.session,
            person_id=author_id,
            type="forum.moved",
            now=context.now,
            route="forum.post",
            route_args={"post": post_id},
            # What is written for a group is named on its own pages only.
            summary="" if access == GROUP else title,
        )
