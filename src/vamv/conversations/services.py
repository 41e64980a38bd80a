"""Writing to a conversation: acknowledged is durable, stored once, numbered without gaps.

Whoever is reading is told after the commit, by a hint under the name of the conversation's table.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, Update, bindparam, insert, select, update
from sqlalchemy.orm import Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from vamv.conversations.models import ConversationMixin, MessageMixin, ParticipantMixin
from vamv.db.hints import announce
from vamv.db.session import straight
from vamv.db.types import new_id

M = TypeVar("M", bound=MessageMixin)

_LOCKED = "vamv_locked"


@dataclass(frozen=True)
class Appended(Generic[M]):
    """A stored message; `first`: it was not there before, so others are to be told."""

    message: M
    first: bool


def append(
    session: Session,
    conversation: ConversationMixin,
    table: type[M],
    *,
    sender_id: str,
    client_id: str,
    close: Callable[[str], bytes],
    now: datetime,
) -> Appended[M]:
    """Store a message under the next number; the same `client_id` of a sender again is the same message.

    Locks the conversation until the transaction ends, so whether the sender may write is best asked after
    this, or under the same lock. `close(message_id)` returns the text sealed to its row.
    """
    lock(session, conversation)
    asked = {"conversation": conversation.id, "sender": sender_id, "client": client_id}
    known = straight(session).scalar(_known(_rows(table)), asked)
    if known is not None:
        return Appended(session.get_one(table, known), first=False)
    # A clock that was set back must not put a message before the one it answers.
    set_committed_value(conversation, "last_message_at", max(conversation.last_message_at, now))
    message = store(
        session, conversation, table, sender_id=sender_id, client_id=client_id, close=close, now=now
    )
    return Appended(message, first=True)


def store(
    session: Session,
    conversation: ConversationMixin,
    table: type[M],
    *,
    sender_id: str | None,
    client_id: str,
    close: Callable[[str], bytes],
    now: datetime,
    **more: Any,
) -> M:
    """Put a row under the next number of a conversation that is locked; `more`: columns of the part's own."""
    message_id = new_id()
    values: dict[str, Any] = {
        "id": message_id,
        "conversation_id": conversation.id,
        "seq": conversation.last_seq + 1,
        "sender_id": sender_id,
        "client_id": client_id,
        "body": close(message_id),
        "created_at": now,
        **more,
    }
    # Each message in a crowd comes this way, and plain statements take half the time of objects.
    connection = straight(session)
    connection.execute(insert(_rows(table)), values)
    set_committed_value(conversation, "last_seq", values["seq"])
    counted = {"conversation": conversation.id, "seq": values["seq"], "at": conversation.last_message_at}
    connection.execute(_count(_rows(type(conversation))), counted)
    message = table(**values)
    make_transient_to_detached(message)
    session.add(message)
    announce(session, conversation.__tablename__, conversation.id, conversation.last_seq)  # type: ignore[attr-defined]
    return message


def lock(session: Session, conversation: ConversationMixin) -> None:
    """Keep others from writing to the conversation until the transaction ends, and read it anew."""
    # Once in a transaction is enough. That it is kept here saves those who share the transaction a query.
    locked = session.info.setdefault(_LOCKED, {})
    transaction = session.get_nested_transaction() or session.get_transaction()
    if transaction is None or locked.get(conversation) is not transaction:
        session.refresh(conversation, with_for_update=True)
        locked[conversation] = session.get_nested_transaction() or session.get_transaction()


def mark_read(
    session: Session, table: type[ParticipantMixin], *, conversation_id: str, person_id: str, seq: int
) -> None:
    """Note that somebody has read up to `seq`; a mark never goes back."""
    session.execute(
        update(table)
        .where(table.conversation_id == conversation_id, table.person_id == person_id, table.read_seq < seq)
        .values(read_seq=seq)
        .execution_options(synchronize_session="fetch")
    )


def _rows(model: Any) -> Any:
    return model.__table__


@cache
def _known(rows: Any) -> Select[Any]:
    return select(rows.c.id).where(
        rows.c.conversation_id == bindparam("conversation"),
        rows.c.sender_id == bindparam("sender"),
        rows.c.client_id == bindparam("client"),
    )


@cache
def _count(rows: Any) -> Update:
    counted = update(rows).where(rows.c.id == bindparam("conversation"))
    return counted.values(last_seq=bindparam("seq"), last_message_at=bindparam("at"))
