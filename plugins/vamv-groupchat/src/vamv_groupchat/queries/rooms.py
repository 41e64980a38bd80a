"""Rooms, and the meetings in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from vamv.api.security import Identity
from vamv_groupchat.models import (
    GROUP,
    MODERATOR,
    ChatSession,
    Duty,
    Hours,
    Member,
    Participant,
    Reminder,
    Room,
    RoomStaff,
)

NEXT = 6


@dataclass(frozen=True)
class Listed:
    """A room with its meeting that goes on or comes next; None when none is planned."""

    room: Room
    chat: ChatSession | None


def rooms_for(session: Session, actor: Identity | None, moderates: bool, now: datetime) -> list[Listed]:
    """Return the rooms that somebody may know of: closed groups only for their members and moderators."""
    statement = select(Room).where(Room.archived_at.is_(None))
    if not moderates:
        mine = select(Member.room_id).where(Member.person_id == (actor.person_id if actor else None))
        statement = statement.where(or_(Room.kind != GROUP, Room.id.in_(mine)))
    rooms = session.scalars(statement).all()
    coming = next_of(session, [room.id for room in rooms], now)
    listed = [Listed(room, coming.get(room.id)) for room in rooms]
    # What is soonest stands first; rooms without a date come last.
    return sorted(
        listed, key=lambda each: (each.chat is None, each.chat and each.chat.starts_at, each.room.title)
    )


def next_of(session: Session, room_ids: Sequence[str], now: datetime) -> dict[str, ChatSession]:
    """Return the meeting of each room that is not over yet and begins first."""
    if not room_ids:
        return {}
    coming = _coming(now).where(ChatSession.room_id.in_(room_ids)).subquery()
    first = (
        select(coming.c.room_id, func.min(coming.c.starts_at).label("at"))
        .group_by(coming.c.room_id)
        .subquery()
    )
    found = session.scalars(
        _coming(now).join(
            first, (first.c.room_id == ChatSession.room_id) & (first.c.at == ChatSession.starts_at)
        )
    )
    return {chat.room_id: chat for chat in found}


def coming_in(session: Session, room_id: str, now: datetime, limit: int = NEXT) -> Sequence[ChatSession]:
    """Return the next meetings of a room, the one that goes on first."""
    statement = _coming(now).where(ChatSession.room_id == room_id).order_by(ChatSession.starts_at)
    return session.scalars(statement.limit(limit)).all()


def _coming(now: datetime):  # type: ignore[no-untyped-def] # a Select of one entity, whose type nobody can write
    return select(ChatSession).where(
        ChatSession.ends_at > now, ChatSession.closed_at.is_(None), ChatSession.cancelled_at.is_(None)
    )


def all_rooms(session: Session) -> Sequence[Room]:
    """Return every room, those in use first."""
    return session.scalars(select(Room).order_by(Room.archived_at.is_not(None), Room.title, Room.id)).all()


def hours_of(session: Session, room_id: str) -> Sequence[Hours]:
    """Return the opening hours of a room in the order of the week."""
    found = session.scalars(select(Hours).where(Hours.room_id == room_id)).all()
    return sorted(found, key=lambda each: (each.first_day.weekday(), each.minute_of_day, each.id))


def staff_of(session: Session, room_id: str) -> dict[str, str]:
    """Return who usually looks after a room: part by person."""
    rows = session.execute(select(RoomStaff.person_id, RoomStaff.part).where(RoomStaff.room_id == room_id))
    return {row[0]: row[1] for row in rows}


def duty_of(session: Session, session_id: str) -> dict[str, str]:
    """Return who is on duty in a meeting: part by person."""
    rows = session.execute(select(Duty.person_id, Duty.part).where(Duty.session_id == session_id))
    return {row[0]: row[1] for row in rows}


def moderators_on_duty(session: Session, session_ids: Sequence[str]) -> dict[str, list[str]]:
    """Return the moderators on duty in each of these meetings."""
    rows = session.execute(
        select(Duty.session_id, Duty.person_id)
        .where(Duty.session_id.in_(session_ids), Duty.part == MODERATOR)
        .order_by(Duty.session_id, Duty.person_id)
    )
    found: dict[str, list[str]] = {}
    for session_id, person_id in rows:
        found.setdefault(session_id, []).append(person_id)
    return found


def moderator_seen(session: Session, session_ids: Sequence[str]) -> dict[str, datetime]:
    """Return the latest request of any moderator in each of these meetings."""
    rows = session.execute(
        select(Participant.conversation_id, func.max(Participant.seen_at))
        .where(
            Participant.conversation_id.in_(session_ids),
            Participant.moderating,
            Participant.left_at.is_(None),
        )
        .group_by(Participant.conversation_id)
    )
    return {row[0]: row[1] for row in rows}


def is_in_group(session: Session, room_id: str, person_id: str) -> bool:
    """Tell whether somebody belongs to a closed group."""
    return session.get(Member, (person_id, room_id)) is not None


def room_by_invitation(session: Session, key: bytes) -> Room | None:
    """Return the group that an invitation leads to."""
    return session.scalar(select(Room).where(Room.invitation_key == key, Room.archived_at.is_(None)))


def reminded(session: Session, person_id: str, session_ids: Sequence[str]) -> frozenset[str]:
    """Return of which of these meetings somebody wants to be reminded."""
    found = select(Reminder.session_id).where(
        Reminder.person_id == person_id, Reminder.session_id.in_(session_ids)
    )
    return frozenset(session.scalars(found))
