"""Making and changing rooms, their opening hours, their duty roster, and the door of closed groups."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from vamv.api.orm import insert, new_id
from vamv.api.security import Identity
from vamv.api.vault import SealBroken, Vault
from vamv.api.web import render_page
from vamv_groupchat.models import (
    GROUP,
    INVITATION_KIND,
    PARTS,
    Hours,
    Member,
    Room,
    RoomStaff,
)


def add_room(session: Session, vault: Vault, *, now: datetime, **data: Any) -> Room:
    """Make a room; `data` as in `change_room`."""
    room = Room(created_at=now)
    session.add(room)
    change_room(session, vault, room, now=now, **data)
    return room


def change_room(
    session: Session,
    vault: Vault,
    room: Room,
    *,
    kind: str,
    title: str,
    announcement: str = "",
    places: int | None = None,
    once_a_day: bool = False,
    from_entry: bool = False,
    slow_seconds: int = 0,
    archived: bool = False,
    now: datetime,
) -> None:
    """Change what a room is like; it holds for the next meetings, the places at once."""
    room.kind, room.title, room.announcement = kind, title, announcement
    room.announcement_html = str(render_page(announcement)) if announcement else ""
    room.places, room.once_a_day, room.from_entry = places, once_a_day, from_entry
    room.slow_seconds = slow_seconds
    room.archived_at = (room.archived_at or now) if archived else None
    session.flush()
    if kind == GROUP and room.invitation_key is None:
        renew_invitation(session, vault, room, secret=new_secret())


def set_staff(session: Session, room: Room, staff: Mapping[str, str]) -> None:
    """Say who usually looks after a room: part by person. It holds for meetings that are planned from now."""
    session.execute(delete(RoomStaff).where(RoomStaff.room_id == room.id))
    session.add_all(
        RoomStaff(room_id=room.id, person_id=person_id, part=part)
        for person_id, part in staff.items()
        if part in PARTS
    )
    session.flush()


def add_hours(
    session: Session,
    room: Room,
    *,
    first_day: date,
    minute_of_day: int,
    minutes: int,
    every_weeks: int,
) -> Hours:
    """Open a room again and again."""
    hours = Hours(
        room_id=room.id,
        first_day=first_day,
        minute_of_day=minute_of_day,
        minutes=minutes,
        every_weeks=every_weeks,
    )
    session.add(hours)
    session.flush()
    return hours


def new_secret() -> str:
    """Draw the secret of an invitation: as hard to guess as an id."""
    return new_id() + new_id()


def renew_invitation(session: Session, vault: Vault, room: Room, *, secret: str) -> None:
    """Give a group a link; the one before no longer works. Who has come stays."""
    room.invitation_sealed = vault.seal_text(INVITATION_KIND, room.id, secret)
    room.invitation_key = invitation_key(vault, secret)
    session.flush()


def invitation_of(vault: Vault, room: Room) -> str | None:
    """Return the secret in a group's link; None when there is none, or its row was damaged."""
    try:
        sealed = room.invitation_sealed
        return vault.open_text(INVITATION_KIND, room.id, sealed) if sealed else None
    except SealBroken:
        return None


def invitation_key(vault: Vault, secret: str) -> bytes:
    """Return what an invitation is found by."""
    return vault.blind_index(INVITATION_KIND, secret)


def join(session: Session, room: Room, actor: Identity, *, now: datetime) -> None:
    """Let somebody who was invited into a group; twice is harmless."""
    row = insert(session, Member).values(person_id=actor.person_id, room_id=room.id, joined_at=now)
    session.execute(row.on_conflict_do_nothing(index_elements=["person_id", "room_id"]))


def leave_group(session: Session, room: Room, actor: Identity) -> None:
    """Let somebody out of a group; the link lets them in again."""
    session.execute(delete(Member).where(Member.person_id == actor.person_id, Member.room_id == room.id))
