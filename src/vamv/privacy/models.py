"""Erasures that wait for a part that is switched off or has failed."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from vamv.db.base import Base
from vamv.db.types import UTCDateTime


class PendingErasure(Base):
    """Somebody has left, and one plugin still holds something of theirs.

    Meanwhile the row in `person` stays, empty, because the plugin's rows refer to it.
    """

    __tablename__ = "pending_erasure"
    __table_args__ = (
        {
            "info": {
                "owner": "vamv",
                "class": "metadata",
                "purpose": "erasures to be finished when a part is switched on again or removed",
                "retention": "until the erasure is finished",
            }
        },
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    plugin: Mapped[str] = mapped_column(String(80), primary_key=True)
    keep_texts: Mapped[bool] = mapped_column()
    since: Mapped[datetime] = mapped_column(UTCDateTime())
