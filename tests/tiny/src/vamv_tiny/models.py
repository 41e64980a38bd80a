"""The slips in the box, and who was glad of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.orm import Base, Id, UTCDateTime, new_id


class Slip(Base):
    """A few lines for all members. `held`: moderation has to look first; `hidden_reason`: why it was taken out."""

    __tablename__ = "tiny_slip"
    __table_args__ = (
        Index("ix_tiny_slip_created", "created_at", "id"),
        {
            "info": {
                "owner": "tiny",
                "class": "S1",
                "purpose": "slips for all members",
                "retention": "tiny.slips",
            }
        },
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    text: Mapped[str] = mapped_column(Text)
    held: Mapped[bool] = mapped_column(default=False)
    hidden_reason: Mapped[str | None] = mapped_column(String(40))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class Thanks(Base):
    """Somebody was glad of a slip."""

    __tablename__ = "tiny_thanks"
    __table_args__ = (
        {
            "info": {
                "owner": "tiny",
                "class": "S2",
                "purpose": "thanks for a slip",
                "retention": "as long as the slip",
            }
        },
    )

    slip_id: Mapped[str] = mapped_column(ForeignKey("tiny_slip.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[str] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    thanked_at: Mapped[datetime] = mapped_column(UTCDateTime())
