"""Who is in a meeting, under which name, and what was decided about whom."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from vamv.api.calendar import local_day
from vamv.api.moderation import Muted, blocked_with
from vamv.api.security import display_names
from vamv.api.vault import SealBroken, Vault
from vamv_groupchat.models import (
    ALIAS_KIND,
    Alias,
    ChatSession,
    Participant,
    Room,
    Sanction,
    Waiting,
)

BAN = "ban"
REMOVE = "remove"
MUTE = "mute"


def participants(session: Session, session_id: str) -> Sequence[Participant]:
    """Return everybody who has been in a meeting, as they are now, in the order in which they came."""
    found = select(Participant).where(Participant.conversation_id == session_id)
    found = found.order_by(Participant.joined_at, Participant.ref)
    return session.scalars(found.execution_options(populate_existing=True)).all()


def participants_by(session: Session, session_id: str, ids: Iterable[str]) -> dict[str, Participant]:
    """Return the rows of some people in a meeting, by person."""
    found = select(Participant).where(
        Participant.conversation_id == session_id, Participant.person_id.in_(list(ids))
    )
    return {each.person_id: each for each in session.scalars(found)} if ids else {}


def participant(session: Session, session_id: str, person_id: str) -> Participant | None:
    """Return somebody's row in a meeting as it is now, whether they are there or have left."""
    return session.get(Participant, (person_id, session_id), populate_existing=True)


def by_ref(session: Session, session_id: str, ref: str) -> Participant | None:
    """Return who is meant by the name that a page has for them."""
    return session.scalar(
        select(Participant).where(Participant.conversation_id == session_id, Participant.ref == ref)
    )


def present(people: Iterable[Participant], now: datetime, idle: timedelta) -> list[Participant]:
    """Return who is there now: they have not left, and were heard of within `idle`."""
    return [each for each in people if each.left_at is None and now - each.seen_at <= idle]


def names_of(session: Session, vault: Vault, people: Sequence[Participant]) -> dict[str, str]:
    """Return the name by which each is known in the meeting, by person; missing where there is none.

    Somebody under another name never gets their own here, even if the other is gone.
    """
    names = display_names(session, vault, [each.person_id for each in people if not each.masked])
    ids = [each.alias_id for each in people if each.alias_id]
    aliases = {row.id: row for row in session.scalars(select(Alias).where(Alias.id.in_(ids)))} if ids else {}
    for each in people:
        if each.alias_id in aliases:
            names[each.person_id] = alias_name(vault, aliases[each.alias_id])
    return {person_id: name for person_id, name in names.items() if name}


def alias_of(session: Session, room_id: str, person_id: str) -> Alias | None:
    """Return the other name somebody has in a room."""
    return session.scalar(select(Alias).where(Alias.room_id == room_id, Alias.person_id == person_id))


def alias_name(vault: Vault, alias: Alias) -> str:
    """Return another name; empty when its row was damaged."""
    try:
        return vault.open_text(ALIAS_KIND, alias.id, alias.name_sealed)
    except SealBroken:
        return ""


def unseen_by(session: Session, muted: Muted, person_id: str, chat: ChatSession) -> frozenset[str]:
    """Return who in a meeting must not exist for somebody: no text, no name, not counted.

    A block works both ways and under every name, because the two are in one room. What somebody has merely
    hidden is hidden under the name under which they know it. Whoever moderates has to be heard.
    """
    found = blocked_with(session, person_id, chat.room_id) | _hidden_by(session, muted, chat)
    if not found:
        return found
    here = (Participant.conversation_id == chat.id, Participant.person_id.in_(found))
    return found - set(session.scalars(select(Participant.person_id).where(*here, Participant.moderating)))


def _hidden_by(session: Session, muted: Muted, chat: ChatSession) -> frozenset[str]:
    if not (muted.people or muted.aliases):
        return frozenset()
    masks = session.execute(
        select(Participant.person_id, Participant.masked).where(
            Participant.conversation_id == chat.id,
            Participant.person_id.in_(muted.people | {other for _scope, other in muted.aliases}),
        )
    )
    return frozenset(other for other, masked in masks if muted.hides(other, chat.room_id if masked else None))


def sanction_here(
    session: Session, chat: ChatSession, person_id: str, kinds: Iterable[str], now: datetime
) -> Sanction | None:
    """Return what keeps somebody from taking part now: for this meeting, or for its room; the latest."""
    found = (
        select(Sanction)
        .where(
            Sanction.person_id == person_id,
            Sanction.room_id == chat.room_id,
            Sanction.kind.in_(tuple(kinds)),
            Sanction.lifted_at.is_(None),
            or_(Sanction.session_id.is_(None), Sanction.session_id == chat.id),
            or_(Sanction.until.is_(None), Sanction.until > now),
        )
        .order_by(Sanction.created_at.desc(), Sanction.id)
    )
    return session.scalars(found.limit(1)).first()


def sanctions_here(session: Session, chat: ChatSession, now: datetime) -> Sequence[Sanction]:
    """Return what holds in a meeting and its room, the latest first."""
    found = (
        select(Sanction)
        .where(
            Sanction.room_id == chat.room_id,
            Sanction.lifted_at.is_(None),
            or_(Sanction.session_id.is_(None), Sanction.session_id == chat.id),
            or_(Sanction.until.is_(None), Sanction.until > now),
        )
        .order_by(Sanction.created_at.desc(), Sanction.id)
    )
    return session.scalars(found).all()


def waiting_list(session: Session, session_id: str) -> Sequence[Waiting]:
    """Return who waits for a place, the first first."""
    found = select(Waiting).where(Waiting.session_id == session_id)
    return session.scalars(found.order_by(Waiting.created_at, Waiting.person_id)).all()


def ahead_of(session: Session, chat: ChatSession, person_id: str) -> int | None:
    """Return how many come before somebody on the waiting list, as they are told; None for who is not on it.

    Whoever must not exist for them keeps the place in the list, and is not counted.
    """
    waiting = [each.person_id for each in waiting_list(session, chat.id)]
    if person_id not in waiting:
        return None
    before = waiting[: waiting.index(person_id)]
    return len(set(before) - blocked_with(session, person_id, chat.room_id))


def was_elsewhere_today(session: Session, chat: ChatSession, person_id: str, now: datetime) -> bool:
    """Tell whether somebody has had their meeting of the day in another one with that rule."""
    joined = session.scalars(
        select(Participant.joined_at)
        .join(ChatSession, ChatSession.id == Participant.conversation_id)
        .join(Room, Room.id == ChatSession.room_id)
        .where(
            Participant.person_id == person_id,
            Participant.conversation_id != chat.id,
            Participant.moderating.is_(False),
            Room.once_a_day,
            Participant.joined_at > now - timedelta(days=1, hours=1),
        )
    )
    return any(local_day(at) == local_day(now) for at in joined)
