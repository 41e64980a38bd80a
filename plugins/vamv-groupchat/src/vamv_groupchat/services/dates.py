"""Planning meetings: from opening hours, or one by one; moving and cancelling them, and who is on duty."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vamv.api.notifications import notify
from vamv.api.orm import insert, new_id
from vamv.api.security import Identity
from vamv.api.vault import Vault
from vamv_groupchat.models import ChatSession, Duty, Hours, Reminder, Room
from vamv_groupchat.queries import rooms as find
from vamv_groupchat.schedule import occurrences
from vamv_groupchat.services.keys import new_key

CANCELLED = "groupchat.cancelled"
MOVED = "groupchat.moved"


def plan(session: Session, vault: Vault, room: Room, *, now: datetime, ahead: timedelta) -> int:
    """Make the meetings of a room's opening hours up to `ahead`; return how many. Twice is harmless."""
    if room.archived_at is not None:
        return 0
    made = 0
    for hours in find.hours_of(session, room.id):
        known = set(session.scalars(select(ChatSession.planned_day).where(ChatSession.hours_id == hours.id)))
        for each in occurrences(
            hours.first_day,
            hours.minute_of_day,
            hours.minutes,
            hours.every_weeks,
            since=now,
            until=now + ahead,
        ):
            if each.day not in known:
                chat = _new(vault, room, each.starts_at, each.ends_at, now)
                chat.hours_id, chat.planned_day = hours.id, each.day
                _store(session, chat)
                made += 1
    return made


def add_date(
    session: Session,
    vault: Vault,
    room: Room,
    *,
    topic: str,
    starts_at: datetime,
    minutes: int,
    now: datetime,
) -> ChatSession:
    """Plan a single meeting."""
    chat = _new(vault, room, starts_at, starts_at + timedelta(minutes=minutes), now)
    chat.topic = topic
    return _store(session, chat)


def _new(vault: Vault, room: Room, starts_at: datetime, ends_at: datetime, now: datetime) -> ChatSession:
    session_id = new_id()
    return ChatSession(
        id=session_id,
        room_id=room.id,
        starts_at=starts_at,
        ends_at=ends_at,
        slow_seconds=room.slow_seconds,
        key_sealed=new_key(vault, session_id),
        created_at=now,
        last_message_at=now,
    )


def _store(session: Session, chat: ChatSession) -> ChatSession:
    session.add(chat)
    session.flush()
    set_duty(session, chat, find.staff_of(session, chat.room_id))
    return chat


def set_duty(session: Session, chat: ChatSession, duty: Mapping[str, str]) -> None:
    """Say who is on duty in a meeting: part by person."""
    session.execute(delete(Duty).where(Duty.session_id == chat.id))
    session.add_all(
        Duty(session_id=chat.id, person_id=person_id, part=part) for person_id, part in duty.items() if part
    )
    session.flush()


def change_date(
    session: Session, chat: ChatSession, *, topic: str, starts_at: datetime, minutes: int, now: datetime
) -> None:
    """Change when and about what a meeting is; whoever wanted to be reminded is told of another time."""
    moved = chat.starts_at != starts_at
    chat.topic, chat.starts_at = topic, starts_at
    chat.ends_at = starts_at + timedelta(minutes=minutes)
    if moved:
        chat.reminded_at = chat.called_at = None
        _tell_all(session, chat, MOVED, now)
    session.flush()


def cancel(session: Session, chat: ChatSession, *, now: datetime) -> None:
    """Call a meeting off and tell whoever wanted to come. Twice is harmless."""
    if chat.cancelled_at is None and now < chat.ends_at:
        chat.cancelled_at = now
        _tell_all(session, chat, CANCELLED, now)
        session.flush()


def remove_hours(session: Session, hours: Hours, *, now: datetime) -> None:
    """Take opening hours back: meetings made from them that nobody has opened are called off."""
    coming = select(ChatSession).where(
        ChatSession.hours_id == hours.id, ChatSession.starts_at > now, ChatSession.opened_at.is_(None)
    )
    for chat in session.scalars(coming):
        cancel(session, chat, now=now)
    session.delete(hours)
    session.flush()


def remind(session: Session, chat: ChatSession, actor: Identity, *, wanted: bool, now: datetime) -> None:
    """Note whether somebody wants to be reminded of a meeting."""
    if not wanted:
        session.execute(
            delete(Reminder).where(Reminder.person_id == actor.person_id, Reminder.session_id == chat.id)
        )
        return
    row = insert(session, Reminder).values(person_id=actor.person_id, session_id=chat.id, created_at=now)
    session.execute(row.on_conflict_do_nothing(index_elements=["person_id", "session_id"]))


def _tell_all(session: Session, chat: ChatSession, what: str, now: datetime) -> None:
    for person_id in session.scalars(select(Reminder.person_id).where(Reminder.session_id == chat.id)):
        notify(
            session,
            person_id=person_id,
            type=what,
            now=now,
            route="groupchat.room",
            route_args={"room": chat.room_id},
        )
