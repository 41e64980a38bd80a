"""What moderators do: open, close, freeze, slow down, mute, remove, ban, give the floor, hand over."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from vamv.api.audit import record
from vamv.api.conversations import lock, tell_pages
from vamv.api.statistics import count
from vamv.api.vault import Vault
from vamv_groupchat import policy
from vamv_groupchat.models import ChatSession, Participant, Sanction
from vamv_groupchat.policy import Refused
from vamv_groupchat.queries import people
from vamv_groupchat.services.telling import tell

FOREVER = 0  # days

OPEN, CLOSE, FREEZE, THAW, SLOW, EXTEND = "open", "close", "freeze", "thaw", "slow", "extend"
STEPS = (OPEN, CLOSE, FREEZE, THAW, SLOW, EXTEND)


def steer(
    session: Session,
    vault: Vault,
    chat: ChatSession,
    step: str,
    *,
    actor_id: str,
    seconds: int = 0,
    now: datetime,
) -> None:
    """Do one of STEPS with a meeting; doing it twice is harmless. `seconds`: the pause for SLOW.

    Raises Refused when the meeting is over.
    """
    lock(session, chat)
    if chat.cancelled_at is not None or chat.closed_at is not None or now >= chat.ends_at:
        raise Refused(policy.CLOSED)
    if step == OPEN:
        if chat.opened_at is None:
            chat.opened_at = now
            count(session, "groupchat.sessions", now=now)
    elif step == CLOSE:
        chat.closed_at = now
    elif step == FREEZE:
        chat.frozen_at = chat.frozen_at or now
    elif step == THAW:
        chat.frozen_at = None
    elif step == SLOW:
        chat.slow_seconds = max(0, min(seconds, policy.SLOWEST))
    elif step == EXTEND:
        chat.ends_at += policy.EXTENSION
    session.flush()
    tell(session, chat, now=now)
    record(session, vault, actor_id=actor_id, action=f"groupchat.session.{step}", object_id=chat.id, now=now)


def open_first(session: Session, vault: Vault, chat: ChatSession, actor_id: str, *, now: datetime) -> None:
    """Note that the meeting takes place: the first moderator has come within its hours."""
    if chat.opened_at is None and chat.starts_at <= now:
        steer(session, vault, chat, OPEN, actor_id=actor_id, now=now)


def sanction(
    session: Session,
    vault: Vault,
    chat: ChatSession,
    who: Participant,
    *,
    kind: str,
    reason: str,
    days: int = FOREVER,
    actor_id: str,
    now: datetime,
) -> Sanction:
    """Mute or remove somebody for this meeting, or ban them from the room for `days`, or for good.

    Raises Refused for another moderator.
    """
    lock(session, chat)
    if who.moderating:
        raise Refused("moderator")
    row = Sanction(
        person_id=who.person_id,
        room_id=chat.room_id,
        session_id=None if kind == people.BAN else chat.id,
        kind=kind,
        reason=reason,
        until=now + timedelta(days=days) if kind == people.BAN and days != FOREVER else None,
        by_id=actor_id,
        created_at=now,
    )
    session.add(row)
    if kind != people.MUTE:
        who.left_at = who.left_at or now
    if kind == people.BAN:
        # Also from another meeting that goes on in this room.
        others = select(ChatSession.id).where(ChatSession.room_id == chat.room_id)
        session.execute(
            update(Participant)
            .where(Participant.person_id == who.person_id, Participant.conversation_id.in_(others))
            .where(Participant.left_at.is_(None))
            .values(left_at=now)
            .execution_options(synchronize_session="fetch")
        )
    who.hand_at = who.called_at = who.writing_at = None
    session.flush()
    tell(session, chat, now=now)
    tell_pages(session, who.person_id)
    count(session, "groupchat.sanctions", now=now, kind=kind)
    record(session, vault, actor_id=actor_id, action=f"groupchat.person.{kind}", object_id=row.id, now=now)
    return row


def lift(session: Session, vault: Vault, row: Sanction, *, actor_id: str, now: datetime) -> None:
    """Take a decision about somebody back. Twice is harmless."""
    if row.lifted_at is None:
        row.lifted_at = now
        session.flush()
        tell_pages(session, row.person_id)
        record(session, vault, actor_id=actor_id, action="groupchat.person.lift", object_id=row.id, now=now)


def call(session: Session, chat: ChatSession, who: Participant, *, now: datetime) -> None:
    """Give somebody who raised a hand the floor; whoever had it before is done."""
    lock(session, chat)
    session.refresh(who)
    if who.hand_at is None:
        return
    session.execute(
        update(Participant)
        .where(Participant.conversation_id == chat.id, Participant.called_at.is_not(None))
        .values(hand_at=None, called_at=None)
        .execution_options(synchronize_session="fetch")
    )
    who.called_at = now
    session.flush()
    tell(session, chat, now=now)
    tell_pages(session, who.person_id)


def hand_over(
    session: Session, vault: Vault, chat: ChatSession, to: Participant, *, actor_id: str, now: datetime
) -> None:
    """Give the lead to another moderator in the room. Raises Refused for anybody else."""
    lock(session, chat)
    if not to.moderating or to.left_at is not None:
        raise Refused("no_moderator")
    chat.lead_id = to.person_id
    session.flush()
    record(session, vault, actor_id=actor_id, action="groupchat.session.handover", object_id=chat.id, now=now)
