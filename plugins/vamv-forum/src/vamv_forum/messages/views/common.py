"""What the pages of private messages have in common."""

from collections.abc import Callable
from typing import Any

from vamv.api.events import announce
from vamv.api.moderation import may_contact
from vamv.api.security import Root, display_names
from vamv_forum import _
from vamv_forum.messages import policy
from vamv_forum.messages.events import MessageWritten
from vamv_forum.messages.resources import WRITE, are_on
from vamv_forum.models import Post
from vamv_forum.models.talks import Talk, TalkMessage
from vamv_forum.views.common import NO_LONGER_A_MEMBER

OFTEN = "20/minute"
NOT_TAKEN = _("message-not-taken", default="Diese Person nimmt keine Nachrichten an.")


def offers_message(request: Any, post: Post) -> bool:
    """Tell whether to show the way to write to the author of a post (route `forum.ask`)."""
    return (
        are_on(request.registry)
        and policy.offers_message(post, request.identity)
        and bool(request.has_permission(WRITE, Root(request)))
    )


def contact(request: Any) -> Callable[[str, str], bool]:
    """Return whether one person may write to another, as the whole portal sees it."""

    def may_write(sender_id: str, recipient_id: str) -> bool:
        return may_contact(request.hooks, request.dbsession, sender_id=sender_id, recipient_id=recipient_id)

    return may_write


def tell(request: Any, talk: Talk, message: TalkMessage, recipient_id: str) -> None:
    """Tell the house of a new message."""
    announce(request.registry, request.dbsession, MessageWritten(talk, message, recipient_id, request.now))


def name_of(request: Any, person_id: str | None) -> str:
    """Return somebody's name, or words in its place when they have left."""
    names = display_names(request.dbsession, request.vault, [person_id])
    return names.get(person_id or "") or str(request.localizer.translate(NO_LONGER_A_MEMBER))
