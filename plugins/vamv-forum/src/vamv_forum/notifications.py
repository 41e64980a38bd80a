"""Who is told of a post. What the notification says is neutral; only the portal shows the title."""

from typing import Any

from sqlalchemy.orm import Session

from vamv.api.notifications import notify
from vamv_forum import _
from vamv_forum.events import PostWritten


def declare(config: Any) -> None:
    """Declare what people can be told of, and who is told when."""
    config.add_notification_type(
        "forum.reply", _("notification-reply", default="Jemand hat in Ihrer Diskussion geantwortet")
    )
    config.add_notification_type(
        "forum.released",
        _("notification-released", default="Ein Beitrag von Ihnen ist jetzt zu lesen"),
        channels=("portal", "mail"),
    )
    config.add_subscriber(tell_author, (PostWritten, Session))


def tell_author(event: PostWritten, session: Session) -> None:
    """Tell the person who opened a discussion that somebody has answered."""
    author_id = event.discussion.author_id
    if event.post.seq == 1 or author_id is None or author_id == event.post.author_id:
        return
    notify(
        session,
        person_id=author_id,
        type="forum.reply",
        now=event.now,
        route="forum.post",
        route_args={"post": event.post.id},
        summary=event.discussion.title,
    )


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
