"""What people are told, how they want to be told, and where mail may go."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from vamv.db.base import NAMES_PLUGIN, Base
from vamv.db.types import Id, UTCDateTime, new_id


def _info(class_: str, purpose: str, retention: str) -> dict[str, Any]:
    return {"info": {"owner": "vamv", "class": class_, "purpose": purpose, "retention": retention}}


class Notification(Base):
    """Something that happened for one person. Of what kind and where, never what was written.

    `summary`: a title that may be read in the open part of the portal (class S1), if there is one. `listed`:
    shown in the portal. `about`: what it is about, in the words of its part, so that looking there counts as
    having read it. `delivered_at`: the other channels have been served. `mailed_at`: a mail told.
    """

    __tablename__ = "notification"
    __table_args__ = (
        Index("ix_notification_list", "person_id", "listed", "created_at", "id"),
        Index("ix_notification_unread", "person_id", "read_at"),
        _info("S1", "tell people what is new for them", "90 days"),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    type: Mapped[str] = mapped_column(String(80), info=NAMES_PLUGIN)
    audience: Mapped[str] = mapped_column(String(20), default="you")
    summary: Mapped[str] = mapped_column(String(200), default="")
    route: Mapped[str | None] = mapped_column(String(120))
    route_args: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    about: Mapped[str] = mapped_column(String(80), default="")
    listed: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime(), index=True)
    read_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    delivered_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    mailed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class NotificationChoice(Base):
    """A person's own choice for one type and channel; without a row, the type's default holds."""

    __tablename__ = "notification_choice"
    __table_args__ = (_info("metadata", "how a person wants to be told", "as long as the account"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    type: Mapped[str] = mapped_column(String(80), primary_key=True, info=NAMES_PLUGIN)
    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    enabled: Mapped[bool] = mapped_column()


class ContactAddress(Base):
    """Where a person may be mailed: nowhere, until an address has been confirmed with a code.

    A new address waits in `pending_sealed` beside the old one, which stays in use until the new one is
    confirmed. `tries_left` and `code_sent_at` bound the guessing. `rhythm`: how often there may be mail
    (`vamv.notifications.policy.RHYTHMS`).
    """

    __tablename__ = "contact_address"
    __table_args__ = (_info("S2", "neutral mails for those who want them", "until removed by the person"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    address_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    pending_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    code_mac: Mapped[bytes | None] = mapped_column(LargeBinary(34))
    code_sent_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    tries_left: Mapped[int] = mapped_column(default=0)
    rhythm: Mapped[str] = mapped_column(String(10), default="soon")
    mailed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
