"""What people write in the forum, for the moderation desk: it can be reported, hidden and restored.

A text that waits for the moderation, or was refused, is a post here already: it has the id it will have.
"""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.api.events import announce
from vamv.api.moderation import ContentActions
from vamv_forum import _
from vamv_forum.queries import content
from vamv_forum.services import held, visibility


def declare(config: Any) -> None:
    """Declare the kinds of content."""

    def restore_text(session: Session, post_id: str, *, now: datetime) -> None:
        written = held.restore_text(session, config.registry["vamv.vault"], post_id, now=now)
        if written is not None:
            announce(config.registry, session, written)

    config.add_content_kind(
        "forum.post",
        _("kind-post", default="Beitrag im Forum"),
        content.post_content,
        ContentActions(held.hide_text, restore_text),
        may_read=content.may_read_post,
    )
    config.add_content_kind(
        "forum.discussion",
        _("kind-discussion", default="Diskussion im Forum"),
        content.discussion_content,
        ContentActions(visibility.hide_discussion, visibility.restore_discussion),
        may_read=content.may_read_discussion,
    )
