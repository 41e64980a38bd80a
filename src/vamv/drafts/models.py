"""The table of drafts."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vamv.db.base import NAMES_PLUGIN, Base
from vamv.db.types import Id, UTCDateTime, new_id


class Draft(Base):
    """The fields of one form before it was sent, locked by a key that only its writer has.

    `key` names the form and what it is about (`kite.letter:<id>`); plugins own no table of drafts.
    """

    __tablename__ = "draft"
    __table_args__ = (
        UniqueConstraint("person_id", "key"),
        {
            "info": {
                "owner": "vamv",
                "class": "S3",
                "purpose": "texts that are still being written",
                "retention": "30 days after the last change, or until sent",
            }
        },
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(String(120), info=NAMES_PLUGIN)
    body_locked: Mapped[bytes] = mapped_column(LargeBinary)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime(), index=True)
