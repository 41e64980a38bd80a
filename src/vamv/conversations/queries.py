"""Reading a conversation by number: what a page shows, and what a client that was away has missed."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.conversations.models import MessageMixin

M = TypeVar("M", bound=MessageMixin)


def messages_after(
    session: Session, table: type[M], conversation_id: str, seq: int, limit: int
) -> Sequence[M]:
    """Return at most `limit` messages behind number `seq`, the earliest first."""
    statement = (
        select(table)
        .where(table.conversation_id == conversation_id, table.seq > seq)
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
        .where(table.conversation_id == conversation_id, table.seq < seq)
        .order_by(table.seq.desc())
        .limit(limit)
    )
    return session.scalars(statement).all()[::-1]
