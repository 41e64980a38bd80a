"""What the worker does while nobody looks: plan, remind, call the substitute, move people up."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vamv.api.notifications import notify
from vamv.api.vault import Vault
from vamv_groupchat import policy
from vamv_groupchat.models import SUBSTITUTE, ChatSession, Reminder, Room, Waiting
from vamv_groupchat.policy import Presence
from vamv_groupchat.queries import rooms
from vamv_groupchat.services import dates, entering, telling

REMINDER = "groupchat.reminder"
JUST_OVER = timedelta(hours=1)
SUBSTITUTE_NEEDED = "groupchat.substitute"


def plan_all(session: Session, vault: Vault, *, now: datetime, ahead: timedelta) -> int:
    """Plan the meetings of all rooms; return how many are new."""
    return sum(dates.plan(session, vault, room, now=now, ahead=ahead) for room in rooms.all_rooms(session))


def remind_all(session: Session, *, now: datetime, before: timedelta) -> int:
    """Remind whoever wants it of meetings that begin soon, once; return how many people."""
    soon = select(ChatSession).where(
        ChatSession.starts_at > now,
        ChatSession.starts_at <= now + before,
        ChatSession.reminded_at.is_(None),
        ChatSession.cancelled_at.is_(None),
    )
    told = 0
    for chat in session.scalars(soon).all():
        chat.reminded_at = now
        people = session.scalars(select(Reminder.person_id).where(Reminder.session_id == chat.id)).all()
        for person_id in people:
            _tell(session, person_id, REMINDER, chat, now)
        session.execute(delete(Reminder).where(Reminder.session_id == chat.id))
        told += len(people)
    return told


def call_substitutes(session: Session, *, now: datetime, presence: Presence) -> int:
    """Tell the substitutes of meetings that no moderator looks after, once each; return how many meetings.

    A meeting has `away` from its beginning until somebody has to be called.
    """
    called = 0
    for chat in _going_on(session, now):
        unstaffed = telling.state_of(session, chat, now, presence) == policy.UNSTAFFED
        if chat.called_at is not None or not unstaffed or now - chat.starts_at < presence.away:
            continue
        chat.called_at = now
        for person_id, part in rooms.duty_of(session, chat.id).items():
            if part == SUBSTITUTE:
                _tell(session, person_id, SUBSTITUTE_NEEDED, chat, now)
        called += 1
    session.flush()
    return called


def move_all_up(session: Session, *, now: datetime, presence: Presence) -> int:
    """Give places that have become free to those who wait; return how many moved up."""
    moved = 0
    for chat in _going_on(session, now):
        if session.scalar(select(Waiting.person_id).where(Waiting.session_id == chat.id).limit(1)):
            room = session.get_one(Room, chat.room_id)
            moved += len(entering.move_up(session, room, chat, presence=presence, now=now))
    return moved


def tell_all(session: Session, *, now: datetime, presence: Presence) -> int:
    """Tell each room that is open, or was until now, what only time has changed; return in how many."""
    latest = select(ChatSession).where(
        ChatSession.starts_at <= now,
        ChatSession.ends_at > now - JUST_OVER,
        ChatSession.cancelled_at.is_(None),
    )
    return sum(
        telling.tell_if_changed(session, chat, now=now, presence=presence)
        for chat in session.scalars(latest).all()
    )


def _going_on(session: Session, now: datetime) -> list[ChatSession]:
    return list(
        session.scalars(
            select(ChatSession).where(
                ChatSession.starts_at <= now,
                ChatSession.ends_at > now,
                ChatSession.closed_at.is_(None),
                ChatSession.cancelled_at.is_(None),
            )
        )
    )


def _tell(session: Session, person_id: str, what: str, chat: ChatSession, now: datetime) -> None:
    substitute = what == SUBSTITUTE_NEEDED
    notify(
        session,
        person_id=person_id,
        type=what,
        now=now,
        route="groupchat.enter" if substitute else "groupchat.room",
        route_args={"session": chat.id} if substitute else {"room": chat.room_id},
        audience="substitute" if substitute else "you",
    )
