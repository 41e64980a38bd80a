"""The columns of a conversation, its messages and the people in it.

Each part of the portal makes its own tables from them, so that retention, access and confidentiality stay its
own affair:

    class Room(ConversationMixin, Base): …
    class RoomMessage(MessageMixin, Base):  # or ChangingMessageMixin
        __table_args__ = (*message_constraints(), …)
        conversation_id: Mapped[str] = mapped_column(ForeignKey("kite_room.id", ondelete="CASCADE"))
    class RoomParticipant(ParticipantMixin, Base):
        conversation_id: Mapped[str] = mapped_column(
            ForeignKey("kite_room.id", ondelete="CASCADE"), primary_key=True, index=True
        )
"""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vamv.db.types import Id, UTCDateTime, new_id

CLIENT_ID_LENGTH = 40


class ConversationMixin:
    """What is written to. `last_seq`: number of the latest message; it changes under this row's lock only."""

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    last_seq: Mapped[int] = mapped_column(default=0)
    last_message_at: Mapped[datetime] = mapped_column(UTCDateTime())


class MessageMixin:
    """A message; `seq` counts without gaps within its conversation.

    `client_id` comes with the form or the socket: what is sent twice is stored once. `body`: the text, closed
    by the part it belongs to. `sender_id`: None for somebody who has left.
    """

    if TYPE_CHECKING:
        conversation_id: Mapped[str]

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    seq: Mapped[int]
    sender_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    client_id: Mapped[str] = mapped_column(String(CLIENT_ID_LENGTH))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class ChangingMessageMixin(MessageMixin):
    """A message that can be changed: each change is a row with a number of its own.

    A message has `target_seq` None. A change has the number of the message it is about, or 0 for the
    conversation itself (frozen, renamed), and no text: what is shown is always the state of its target. So
    whoever knows everything up to a number asks for what came behind it, and misses neither messages nor
    changes. `changed_at`, `removed_at` are those of a message; a removed one keeps its number and no text.
    """

    target_seq: Mapped[int | None] = mapped_column(default=None)
    changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime(), default=None)
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime(), default=None)


class ParticipantMixin:
    """Somebody in a conversation, and up to which number they have read it."""

    if TYPE_CHECKING:
        conversation_id: Mapped[str]

    # First in the key, so that the key's index serves "what am I in" and the deletion of a person.
    person_id: Mapped[str] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, sort_order=-1
    )
    read_seq: Mapped[int] = mapped_column(default=0)
    joined_at: Mapped[datetime] = mapped_column(UTCDateTime())


def message_constraints() -> tuple[UniqueConstraint, UniqueConstraint]:
    """Return what a table of messages needs in its `__table_args__`, so that the promises hold."""
    return (
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("sender_id", "conversation_id", "client_id"),
    )
