"""Changing one's own words, or taking them back, for a while."""

from datetime import datetime, timedelta

from vamv.api.conversations import Appended, edit, remove
from vamv_groupchat import policy
from vamv_groupchat.models import MESSAGE_KIND, Message
from vamv_groupchat.policy import Refused
from vamv_groupchat.services.keys import close_text
from vamv_groupchat.services.writing import Pen, refused

LATE = "late"
CHANGEABLE = timedelta(minutes=15)


def may_change(message: Message, now: datetime) -> bool:
    """Tell whether a message can still be changed or taken back by whoever said it."""
    there = message.removed_at is None and message.hidden_at is None
    return there and now - message.created_at <= CHANGEABLE


def change(pen: Pen, message: Message, text: str, client_id: str) -> Appended[Message]:
    """Give one's own message another text; all who have it before them see that it was changed.

    Whoever cannot write just now cannot change either, slow mode aside. Raises Refused.
    """
    who = pen.locked()
    _in_time(pen, message)
    problem = refused(pen, who)
    if problem is not None and problem.code != policy.SLOW:
        raise problem
    who.seen_at = pen.now
    return edit(
        pen.session,
        pen.chat,
        message,
        actor_id=pen.person_id,
        client_id=client_id,
        close=lambda row_id: close_text(pen.vault, pen.chat, MESSAGE_KIND, row_id, text),
        now=pen.now,
    )


def take_back(pen: Pen, message: Message, client_id: str) -> Appended[Message]:
    """Remove one's own message for good; that there was one stays to be seen. Raises Refused.

    Possible for those who are muted, in a room that stands still, and after its end.
    """
    pen.session.refresh(message)
    _in_time(pen, message)
    return remove(pen.session, pen.chat, message, actor_id=pen.person_id, client_id=client_id, now=pen.now)


def _in_time(pen: Pen, message: Message) -> None:
    if message.sender_id != pen.person_id or not may_change(message, pen.now):
        raise Refused(LATE)
