"""Private messages between two members, where the chapter has switched them on."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.conversations import ConversationMixin, MessageMixin, ParticipantMixin, message_constraints
from vamv.api.orm import Base, UTCDateTime
from vamv_forum.models.record import table_info

MESSAGE_KIND = "forum.message"
RETENTION = "12 months after the last message"


class Talk(ConversationMixin, Base):
    """A conversation of two. Until `accepted_at` it is a request: one message, and only `asker_id` wrote."""

    __tablename__ = "forum_talk"
    __table_args__ = (
        Index("ix_forum_talk_asked", "asker_id", "created_at"),
        Index("ix_forum_talk_last_message_at", "last_message_at"),
        table_info("metadata", "who writes with whom", RETENTION),
    )

    asker_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    accepted_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class TalkMessage(MessageMixin, Base):
    """What one of the two wrote, sealed to its row; empty when its author has left the portal."""

    __tablename__ = "forum_talk_message"
    __table_args__ = (
        *message_constraints(),
        table_info("S2", "what two members write in private", RETENTION),
    )

    conversation_id: Mapped[str] = mapped_column(ForeignKey("forum_talk.id", ondelete="CASCADE"))
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    hidden_reason: Mapped[str | None] = mapped_column(String(20))


class TalkParticipant(ParticipantMixin, Base):
    """One of the two. `left_at`: since when they do not want to see it any more; a request is declined so."""

    __tablename__ = "forum_talk_participant"
    __table_args__ = (table_info("S2", "who takes part in a private conversation", RETENTION),)

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("forum_talk.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class TalkPerson(Base):
    """Somebody who has written or been asked; whoever writes to them first locks this row."""

    __tablename__ = "forum_talk_person"
    __table_args__ = (table_info("S2", "whether somebody takes private messages", "as long as the account"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    takes_requests: Mapped[bool] = mapped_column(default=True)
