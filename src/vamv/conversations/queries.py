"""Reading a conversation by number: what a page shows, and what a client that was away has missed.

Where messages can be changed, the page shows `messages_after` and `messages_before`, without the rows of
changes; a client that knows everything up to a number asks for `rows_after`, which has them all.
"""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from vamv.conversations.models import ChangingMessageMixin, MessageMixin

M = TypeVar("M", bound=MessageMixin)


def messages_after(
    session: Session, table: type[M], conversation_id: str, seq: int, limit: int
) -> Sequence[M]:
    """Return at most `limit` messages behind number `seq`, the earliest first."""
    statement = (
        select(table)
        .where(table.conversation_id == conversation_id, table.seq > seq, *_messages_only(table))
        .order_by(table.seq)
        .limit(limit)
    )
    return session.scalars(statement).all()


def messages_before(
    session: Session, table: type[M], conversation_id: str, seq: int, limit: int
) -> Sequence[M]:
    """Return the `limit` messages that come right before number `seq`, the earliest first."""
    statement = (
        select(table)
        .where(table.conversation_id == conversation_id, table.seq < seq, *_messages_only(table))
        .order_by(table.seq.desc())
        .limit(limit)
    )
    return session.scalars(statement).all()[::-1]


def rows_after(session: Session, table: type[M], conversation_id: str, seq: int, limit: int) -> list[M]:
    """Return at most `limit` rows behind number `seq`, changes included: what a client has missed."""
    statement = (
        select(table)
        .where(table.conversation_id == conversation_id, table.seq > seq)
        .order_by(table.seq)
        .limit(limit)
    )
    return list(session.scalars(statement))


def _messages_only(table: type[MessageMixin]) -> tuple[ColumnElement[bool], ...]:
    return (table.target_seq.is_(None),) if issubclass(table, ChangingMessageMixin) else ()
