"""What people write in the forum, for the moderation desk: it can be reported, hidden and restored."""

from typing import Any

from vamv.api.moderation import ContentActions
from vamv_forum import _
from vamv_forum.queries import content
from vamv_forum.services import visibility


def declare(config: Any) -> None:
    """Declare the kinds of content."""
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
