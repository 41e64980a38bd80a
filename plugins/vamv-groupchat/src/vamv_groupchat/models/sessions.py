"""One meeting in a room: when it is, who is on duty, who waits, who wants to be reminded."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.conversations import ConversationMixin
from vamv.api.orm import Base, UTCDateTime
from vamv_groupchat.models.record import table_info, where_filled

KEY_KIND = "groupchat.key"


class ChatSession(ConversationMixin, Base):
    """A meeting in a room, and the conversation of its participants.

    `planned_day`: the day for which opening hours made it. `opened_at`, `closed_at`: by a moderator;
    otherwise the clock opens and closes. `frozen_at`: nobody but moderators writes. `key_sealed`: the key
    that closes all its texts; empty once the transcript is gone. `called_at`: when the substitute was
    called. `told`: what only time changes, as those in the room know it.
    """

    __tablename__ = "groupchat_session"
    __table_args__ = (
        UniqueConstraint("hours_id", "planned_day"),
        Index("ix_groupchat_session_list", "room_id", "ends_at"),
        Index("ix_groupchat_session_ends_at", "ends_at"),
        where_filled("groupchat_session", "lead_id"),
        table_info("metadata", "meetings in rooms", "180 days after their end"),
    )

    room_id: Mapped[str] = mapped_column(ForeignKey("groupchat_room.id", ondelete="CASCADE"))
    hours_id: Mapped[str | None] = mapped_column(ForeignKey("groupchat_hours.id", ondelete="SET NULL"))
    planned_day: Mapped[date | None]
    topic: Mapped[str] = mapped_column(String(120), default="")
    starts_at: Mapped[datetime] = mapped_column(UTCDateTime())
    ends_at: Mapped[datetime] = mapped_column(UTCDateTime())
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    closed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    cancelled_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    frozen_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    slow_seconds: Mapped[int] = mapped_column(default=0)
    lead_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    key_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    called_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    told: Mapped[str] = mapped_column(String(30), default="")
    reminded_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class Duty(Base):
    """Who is on duty in a meeting, as a moderator or as the one to call."""

    __tablename__ = "groupchat_duty"
    __table_args__ = (
        CheckConstraint("part IN ('moderator', 'substitute')", name="part"),
        table_info("metadata", "duty roster of the moderators", "as long as the meeting"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    session_id: Mapped[str] = mapped_column(
        ForeignKey("groupchat_session.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    part: Mapped[str] = mapped_column(String(20))


class Waiting(Base):
    """Somebody who waits for a place, first come first served."""

    __tablename__ = "groupchat_waiting"
    __table_args__ = (
        Index("ix_groupchat_waiting_order", "session_id", "created_at", "person_id"),
        table_info("S2", "waiting list of a meeting", "until there is a place, or the meeting's end"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    session_id: Mapped[str] = mapped_column(
        ForeignKey("groupchat_session.id", ondelete="CASCADE"), primary_key=True
    )
    listening: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class Reminder(Base):
    """Somebody who wants to be reminded of a meeting."""

    __tablename__ = "groupchat_reminder"
    __table_args__ = (table_info("S2", "reminding people of a meeting", "until the meeting"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    session_id: Mapped[str] = mapped_column(
        ForeignKey("groupchat_session.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
