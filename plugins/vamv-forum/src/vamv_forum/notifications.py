"""Who is told of a post. What the notification says is neutral; only the portal shows the title."""

from typing import Any

from sqlalchemy.orm import Session

from vamv.api.notifications import notify
from vamv_forum import _, telling
from vamv_forum.events import PostWritten


def declare(config: Any) -> None:
    """Declare what people can be told of, and who is told when."""
    config.add_notification_type(
        "forum.released",
        _("notification-released", default="Ein Beitrag von Ihnen ist jetzt zu lesen"),
        channels=("portal", "mail"),
    )
    telling.declare(config)


def tell_released(session: Session, event: PostWritten) -> None:
    """Tell the author that a text that has waited can be read now."""
    if event.post.author_id is not None:
        notify(
            session,
            person_id=event.post.author_id,
            type="forum.released",
            now=event.now,
            route="forum.post",
            route_args={"post": event.post.id},
            summary=event.discussion.title,
        )
