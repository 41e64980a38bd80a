"""Telling those in a room that something about it is different: who is there, who may write, until when.

A change of the room is a row with a number, like what is said, so nobody misses it.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.conversations import lock, note_conversation, tell_pages
from vamv.api.orm import new_id
from vamv_groupchat import policy
from vamv_groupchat.models import ChatSession, Message, Participant, Room
from vamv_groupchat.policy import Presence
from vamv_groupchat.queries import presence as present
from vamv_groupchat.queries import rooms


def state_of(session: Session, chat: ChatSession, now: datetime, presence: Presence) -> str:
    """Return what a meeting is now."""
    seen = rooms.moderator_seen(session, [chat.id]).get(chat.id)
    return policy.state(chat, seen, now, presence.away)


def is_there(
    session: Session, chat: ChatSession, who: Participant, now: datetime, presence: Presence
) -> bool:
    """Tell whether somebody is in a meeting: where places are few, one not used may be taken by now."""
    if who.left_at is not None:
        return False
    if who.moderating or policy.has_place(who, now, presence.idle):
        return True
    free = session.get_one(Room, chat.room_id).places is None
    return free or state_of(session, chat, now, presence) in policy.ENDED


def tell(session: Session, chat: ChatSession, *, now: datetime) -> None:
    """Tell everybody in the room that it is different now; call it after the change."""
    note_conversation(session, chat, Message, actor_id=None, client_id=new_id(), now=now)


def tell_if_changed(session: Session, chat: ChatSession, *, now: datetime, presence: Presence) -> bool:
    """Tell everybody what only time has changed: nobody moderates any more, somebody has gone, it is over."""
    count = present.how_many(session, chat.id, now=now, idle=presence.idle)
    word = f"{state_of(session, chat, now, presence)} {count}"
    if chat.told == word:
        return False
    lock(session, chat)
    chat.told = word
    session.flush()
    tell(session, chat, now=now)
    return True


def tell_moderators(session: Session, chat: ChatSession) -> None:
    """Have the pages of the moderators in the room look at what is only for them."""
    here = select(Participant.person_id).where(
        Participant.conversation_id == chat.id, Participant.moderating, Participant.left_at.is_(None)
    )
    for person_id in session.scalars(here):
        tell_pages(session, person_id)
