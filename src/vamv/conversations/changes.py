"""Changing what has been written: each change takes the next number, so all readers see one order.

The tables of messages here are made from `ChangingMessageMixin`. A change is stored once, like a message: the
same `client_id` of a person again is the same change.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.conversations.models import ChangingMessageMixin, ConversationMixin
from vamv.conversations.services import Appended, lock, store

THE_CONVERSATION = 0  # in place of a message's number: the change is about the conversation itself


C = TypeVar("C", bound=ChangingMessageMixin)


def edit(
    session: Session,
    conversation: ConversationMixin,
    message: C,
    *,
    actor_id: str | None,
    client_id: str,
    close: Callable[[str], bytes],
    now: datetime,
) -> Appended[C]:
    """Give a message another text; `close(message_id)` returns it sealed to the message's row.

    Nothing happens to a message that has been removed. The earlier text is not kept.
    """

    def apply() -> None:
        if message.removed_at is None:
            message.body = close(message.id)
            message.changed_at = now

    return _change(session, conversation, message, apply, actor_id=actor_id, client_id=client_id, now=now)


def remove(
    session: Session,
    conversation: ConversationMixin,
    message: C,
    *,
    actor_id: str | None,
    client_id: str,
    now: datetime,
) -> Appended[C]:
    """Take a message out for good: its text goes, its number and place stay."""

    def apply() -> None:
        message.body = b""
        message.removed_at = message.removed_at or now

    return _change(session, conversation, message, apply, actor_id=actor_id, client_id=client_id, now=now)


def note_change(
    session: Session,
    conversation: ConversationMixin,
    message: C,
    *,
    actor_id: str | None,
    client_id: str,
    now: datetime,
) -> Appended[C]:
    """Tell readers that a message looks different now, for what a part keeps of its own (hidden, thanked)."""
    return _change(
        session, conversation, message, lambda: None, actor_id=actor_id, client_id=client_id, now=now
    )


def note_conversation(
    session: Session,
    conversation: ConversationMixin,
    table: type[C],
    *,
    actor_id: str | None,
    client_id: str,
    now: datetime,
) -> Appended[C]:
    """Tell readers that the conversation itself is different now (frozen, renamed); call it last."""
    lock(session, conversation)
    known = _known(session, conversation, table, actor_id, client_id)
    if known is not None:
        return Appended(known, first=False)
    return _store(session, conversation, table, THE_CONVERSATION, actor_id, client_id, now)


def targets(session: Session, table: type[C], rows: list[C]) -> dict[int, C]:
    """Return the messages to be shown for `rows`, by number: their own, and those that changes are about."""
    found = {row.seq: row for row in rows if row.target_seq is None}
    wanted = {row.target_seq for row in rows if row.target_seq} - found.keys()
    if wanted:
        statement = select(table).where(
            table.conversation_id == rows[0].conversation_id, table.seq.in_(sorted(wanted))
        )
        found.update((row.seq, row) for row in session.scalars(statement))
    return found


def _change(
    session: Session,
    conversation: ConversationMixin,
    message: C,
    apply: Callable[[], None],
    *,
    actor_id: str | None,
    client_id: str,
    now: datetime,
) -> Appended[C]:
    table = type(message)
    lock(session, conversation)
    session.refresh(message)
    known = _known(session, conversation, table, actor_id, client_id)
    if known is not None:
        return Appended(known, first=False)
    apply()
    return _store(session, conversation, table, message.seq, actor_id, client_id, now)


def _known(
    session: Session, conversation: ConversationMixin, table: type[C], actor_id: str | None, client_id: str
) -> C | None:
    return session.scalar(
        select(table).where(
            table.conversation_id == conversation.id,
            table.sender_id == actor_id,
            table.client_id == client_id,
        )
    )


def _store(
    session: Session,
    conversation: ConversationMixin,
    table: type[C],
    target_seq: int,
    actor_id: str | None,
    client_id: str,
    now: datetime,
) -> Appended[C]:
    row = store(
        session,
        conversation,
        table,
        sender_id=actor_id,
        client_id=client_id,
        close=lambda _id: b"",
        now=now,
        target_seq=target_seq,
    )
    return Appended(row, first=True)
