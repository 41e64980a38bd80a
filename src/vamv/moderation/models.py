"""Cases, the reports that opened them, and the decisions that closed them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vamv.db.base import NAMES_PLUGIN, Base
from vamv.db.types import Id, UTCDateTime, new_id

RETENTION = "12 months after the decision"


class ModerationCase(Base):
    """One reported text until its decision; all reports that arrive meanwhile belong to it.

    `kind` and `object_id` are strings, because the part they belong to may be switched off. `open_key` is
    unique while the case is open, so that there is one open case for each text.
    """

    __tablename__ = "moderation_case"
    __table_args__ = (
        Index("ix_moderation_case_open", "decided_at", "due_at", "id"),
        {
            "info": {
                "owner": "vamv",
                "class": "metadata",
                "purpose": "reported texts and whether they have been looked at (DSA Art. 16)",
                "retention": RETENTION,
            }
        },
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(80), info=NAMES_PLUGIN)
    object_id: Mapped[str] = mapped_column(String(64))
    open_key: Mapped[str | None] = mapped_column(String(160), unique=True)
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    opened_at: Mapped[datetime] = mapped_column(UTCDateTime())
    due_at: Mapped[datetime] = mapped_column(UTCDateTime())
    decided_at: Mapped[datetime | None] = mapped_column(UTCDateTime())

    reports: Mapped[list["ModerationReport"]] = relationship(
        order_by="ModerationReport.created_at", passive_deletes=True
    )
    decisions: Mapped[list["ModerationDecision"]] = relationship(
        order_by="ModerationDecision.decided_at", passive_deletes=True
    )


class ModerationReport(Base):
    """What somebody reported, with or without an account. The receipt code itself is kept nowhere."""

    __tablename__ = "moderation_report"
    __table_args__ = (
        {
            "info": {
                "owner": "vamv",
                "class": "S2",
                "purpose": "reports about texts (DSA Art. 16)",
                "retention": RETENTION,
            }
        },
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("moderation_case.id", ondelete="CASCADE"), index=True)
    reporter_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    receipt_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    reason: Mapped[str] = mapped_column(String(20))
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())

    case: Mapped[ModerationCase] = relationship(back_populates="reports")


class ModerationDecision(Base):
    """What was decided, why, in which words to the author, and by whom."""

    __tablename__ = "moderation_decision"
    __table_args__ = (
        Index("ix_moderation_decision_log", "decided_at", "id"),
        {
            "info": {
                "owner": "vamv",
                "class": "S2",
                "purpose": "decisions about reported texts, with reasons (DSA Art. 17)",
                "retention": RETENTION,
            }
        },
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    case_id: Mapped[str] = mapped_column(ForeignKey("moderation_case.id", ondelete="CASCADE"), index=True)
    action: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(String(20))
    words_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    decided_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    decided_at: Mapped[datetime] = mapped_column(UTCDateTime())

    case: Mapped[ModerationCase] = relationship(back_populates="decisions")


class Mute(Base):
    """Somebody does not want to see what another person writes, or (`block`) to hear from them either.

    `scope`: empty, or the scope of the other name under which the person was met; the account behind it then
    stays untouched, so that hiding tells nobody who is who. `label_sealed`: the name as it was shown then.
    """

    __tablename__ = "moderation_mute"
    __table_args__ = (
        UniqueConstraint("person_id", "other_id", "scope"),
        CheckConstraint("kind IN ('mute', 'block')", name="kind"),
        {
            "info": {
                "owner": "vamv",
                "class": "S2",
                "purpose": "people whose texts somebody does not want to see",
                "retention": "until taken back, or as long as both accounts",
            }
        },
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    other_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    scope: Mapped[str] = mapped_column(String(64), default="")
    kind: Mapped[str] = mapped_column(String(10))
    label_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
