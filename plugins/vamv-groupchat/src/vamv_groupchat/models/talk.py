"""What is said in a meeting: in the room, and beside it to the moderators only."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.conversations import (
    ChangingMessageMixin,
    ConversationMixin,
    MessageMixin,
    ParticipantMixin,
    message_constraints,
)
from vamv.api.orm import Base, Id, UTCDateTime, new_id
from vamv_groupchat.models.record import table_info, where_filled

MESSAGE_KIND = "groupchat.message"
ASIDE_KIND = "groupchat.aside"

TEAM = "team"
WHISPER = "whisper"
HELD = "held"

TRANSCRIPT = "removed with its key at the set time after the meeting (groupchat.keep_hours)"


class Message(ChangingMessageMixin, Base):
    """What somebody said in the room, closed with the meeting's key; empty when they have left the portal."""

    __tablename__ = "groupchat_message"
    __table_args__ = (*message_constraints(), table_info("S2", "what is said in a meeting", TRANSCRIPT))

    conversation_id: Mapped[str] = mapped_column(ForeignKey("groupchat_session.id", ondelete="CASCADE"))
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    hidden_reason: Mapped[str | None] = mapped_column(String(20))


class Participant(ParticipantMixin, Base):
    """Somebody in a meeting.

    `ref`: how pages name them; it leads to no account. `from_seq`: they see what comes after it. `listening`:
    reads only. `alias_id`, `masked`: under another name; their own is then never shown. `seen_at`: latest
    request, for the places and for a moderator's presence; nobody is shown it. `hand_at`: wants to speak;
    `called_at`: has the floor. `writing_at`: "ich schreibe noch". `aside_seq`: read up to there beside "
    "the room.
    """

    __tablename__ = "groupchat_participant"
    __table_args__ = (
        where_filled("groupchat_participant", "alias_id"),
        table_info("S2", "who takes part in a meeting", TRANSCRIPT),
    )

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("groupchat_session.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    ref: Mapped[str] = mapped_column(Id(), default=new_id, unique=True)
    from_seq: Mapped[int] = mapped_column(default=0)
    moderating: Mapped[bool] = mapped_column(default=False)
    listening: Mapped[bool] = mapped_column(default=False)
    alias_id: Mapped[str | None] = mapped_column(ForeignKey("groupchat_alias.id", ondelete="SET NULL"))
    masked: Mapped[bool] = mapped_column(default=False)
    seen_at: Mapped[datetime] = mapped_column(UTCDateTime())
    left_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    said_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    hand_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    called_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    writing_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    aside_seq: Mapped[int] = mapped_column(default=0)


class Backroom(ConversationMixin, Base):
    """The conversation beside a meeting. Its numbers are its own: nobody can tell that somebody whispered."""

    __tablename__ = "groupchat_backroom"
    __table_args__ = (table_info("metadata", "talking beside a meeting", TRANSCRIPT),)

    session_id: Mapped[str] = mapped_column(
        ForeignKey("groupchat_session.id", ondelete="CASCADE"), unique=True
    )


class Aside(MessageMixin, Base):
    """Said beside the room: among the moderators (`team`), between one participant and them (`whisper`), or
    meant for the room and not yet released (`held`).

    `about_id`: the participant whom it concerns, who can read it too; None for `team`. `settled_at`: released
    or refused.
    """

    __tablename__ = "groupchat_aside"
    __table_args__ = (
        *message_constraints(),
        CheckConstraint("kind IN ('team', 'whisper', 'held')", name="kind"),
        Index("ix_groupchat_aside_about", "about_id", "conversation_id", "seq"),
        table_info("S2", "what moderators and single participants say to one another", TRANSCRIPT),
    )

    conversation_id: Mapped[str] = mapped_column(ForeignKey("groupchat_backroom.id", ondelete="CASCADE"))
    kind: Mapped[str] = mapped_column(String(20))
    about_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    settled_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
