"""The legal pages as they were written in the portal, every version of them."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vamv.db.base import Base
from vamv.db.types import Id, UTCDateTime, new_id


class PortalPage(Base):
    """One version of one page in one language; the highest number is what people see.

    Versions stay: it must be possible to say which privacy notice held on a given day.
    """

    __tablename__ = "portal_page"
    __table_args__ = (
        UniqueConstraint("slug", "locale", "number"),
        {
            "info": {
                "owner": "vamv",
                "class": "S1",
                "purpose": "legal pages and house rules, with their history",
                "retention": "as long as the portal",
            }
        },
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(40))
    locale: Mapped[str] = mapped_column(String(20))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime())
    updated_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
