"""What was said, for one reader: from where they may read, without those who must not exist for them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from vamv_groupchat.models import HELD, Aside, Backroom, ChatSession, Message, Participant


@dataclass(frozen=True)
class Reader:
    """Who reads a meeting: their row in it, and whose texts they do not get."""

    own: Participant
    unseen: frozenset[str] = frozenset()


def visible(chat: ChatSession, reader: Reader) -> list[ColumnElement[bool]]:
    """Return the conditions for rows of messages that this reader may have, changes among them."""
    conditions = [Message.conversation_id == chat.id, Message.seq > reader.own.from_seq]
    if reader.unseen and not reader.own.moderating:
        conditions.append(or_(Message.sender_id.is_(None), Message.sender_id.not_in(reader.unseen)))
    return conditions


def said_before(
    session: Session, chat: ChatSession, reader: Reader, seq: int, limit: int
) -> Sequence[Message]:
    """Return the `limit` messages right before number `seq`, the earliest first."""
    found = select(Message).where(*visible(chat, reader), Message.target_seq.is_(None), Message.seq < seq)
    return session.scalars(found.order_by(Message.seq.desc()).limit(limit)).all()[::-1]


def said_after(
    session: Session, chat: ChatSession, reader: Reader, seq: int, limit: int
) -> Sequence[Message]:
    """Return at most `limit` messages behind number `seq`, the earliest first."""
    found = select(Message).where(*visible(chat, reader), Message.target_seq.is_(None), Message.seq > seq)
    return session.scalars(found.order_by(Message.seq).limit(limit)).all()


def rows_after(session: Session, chat: ChatSession, reader: Reader, seq: int, limit: int) -> list[Message]:
    """Return at most `limit` rows behind number `seq`, changes included, the earliest first."""
    found = select(Message).where(*visible(chat, reader), Message.seq > seq)
    return list(session.scalars(found.order_by(Message.seq).limit(limit)))


def is_for(reader: Reader, message: Message) -> bool:
    """Tell whether a message that has changed is one that this reader may have."""
    hidden = message.sender_id in reader.unseen and not reader.own.moderating
    return message.seq > reader.own.from_seq and not hidden


def message_with_session(session: Session, message_id: str) -> tuple[Message, ChatSession] | None:
    """Return a message and the meeting it was said in."""
    row = session.execute(
        select(Message, ChatSession)
        .join(ChatSession, ChatSession.id == Message.conversation_id)
        .where(Message.id == message_id, Message.target_seq.is_(None))
    ).first()
    return (row[0], row[1]) if row else None


def may_read(session: Session, message_id: str, person_id: str) -> bool:
    """Tell whether somebody takes part in the meeting of a message, and it was said in front of them."""
    found = (
        select(Message.id)
        .join(Participant, Participant.conversation_id == Message.conversation_id)
        .where(
            Message.id == message_id,
            Message.target_seq.is_(None),
            Participant.person_id == person_id,
            Message.seq > Participant.from_seq,
        )
    )
    return session.scalar(found) is not None


def backroom_of(session: Session, session_id: str) -> Backroom | None:
    """Return the conversation beside a meeting."""
    return session.scalar(select(Backroom).where(Backroom.session_id == session_id))


def asides(
    session: Session, session_id: str, *, about: str | None, before: int | None, limit: int
) -> Sequence[Aside]:
    """Return the latest of what was said beside the room before a number, the earliest first.

    `about`: only what concerns this participant; None for all of it, which is for moderators.
    """
    found = select(Aside).join(Backroom, Backroom.id == Aside.conversation_id)
    found = found.where(Backroom.session_id == session_id)
    if about is not None:
        found = found.where(Aside.about_id == about)
    if before is not None:
        found = found.where(Aside.seq < before)
    return session.scalars(found.order_by(Aside.seq.desc()).limit(limit)).all()[::-1]


def aside_in(session: Session, session_id: str, aside_id: str) -> Aside | None:
    """Return something that was said beside this meeting."""
    return session.scalar(
        select(Aside)
        .join(Backroom, Backroom.id == Aside.conversation_id)
        .where(Backroom.session_id == session_id, Aside.id == aside_id)
    )


def new_asides(session: Session, session_id: str, who: Participant) -> int:
    """Return how much of what others said beside the room somebody has not read yet."""
    found = (
        select(func.count())
        .select_from(Aside)
        .join(Backroom, Backroom.id == Aside.conversation_id)
        .where(
            Backroom.session_id == session_id,
            Aside.seq > who.aside_seq,
            or_(Aside.sender_id.is_(None), Aside.sender_id != who.person_id),
        )
    )
    if not who.moderating:
        found = found.where(Aside.about_id == who.person_id)
    return session.scalar(found) or 0


def asides_for(session: Session, session_id: str, who: Participant) -> int:
    """Return how much has been said beside the room that somebody may read."""
    found = select(func.count()).select_from(Aside).join(Backroom, Backroom.id == Aside.conversation_id)
    found = found.where(Backroom.session_id == session_id)
    if not who.moderating:
        found = found.where(Aside.about_id == who.person_id)
    return session.scalar(found) or 0


def held(session: Session, session_id: str) -> int:
    """Return how many texts wait for a moderator before the room reads them."""
    found = (
        select(func.count())
        .select_from(Aside)
        .join(Backroom, Backroom.id == Aside.conversation_id)
        .where(Backroom.session_id == session_id, Aside.kind == HELD, Aside.settled_at.is_(None))
    )
    return session.scalar(found) or 0


def senders(rows: Sequence[Message] | Sequence[Aside]) -> Collection[str]:
    """Return who wrote these."""
    return {row.sender_id for row in rows if row.sender_id}
