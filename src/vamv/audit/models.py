"""The audit log: a chain of entries, its head, and who stands behind a reference."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from vamv.db.base import Base
from vamv.db.types import Id, UTCDateTime, new_id


class AuditEntry(Base):
    """One thing that was done. Never changed; `mac` covers the row and the `mac` before it.

    Numbers have no gaps, so a missing entry shows. No content, no address, no name.
    """

    __tablename__ = "audit_entry"
    __table_args__ = (
        {
            "info": {
                "owner": "vamv",
                "class": "metadata",
                "purpose": "proof of who did what with special rights",
                "retention": "12 months",
            }
        },
    )

    number: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UTCDateTime(), index=True)
    actor_ref: Mapped[str | None] = mapped_column(Id())
    action: Mapped[str] = mapped_column(String(80))
    object_id: Mapped[str | None] = mapped_column(String(80))
    result: Mapped[str] = mapped_column(String(20))
    mac: Mapped[bytes] = mapped_column(LargeBinary(34))


class AuditHead(Base):
    """The one row that says where the chain ends and, after pruning, where it begins.

    Everybody who records waits here for the one before, which is what keeps the numbers without gaps.
    `base_seal` proves that the entries up to `base_number` were pruned by the service.
    """

    __tablename__ = "audit_head"
    __table_args__ = (
        {
            "info": {
                "owner": "vamv",
                "class": "metadata",
                "purpose": "end and beginning of the audit log",
                "retention": "for ever; no person in it",
            }
        },
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(BigInteger, default=0)
    mac: Mapped[bytes] = mapped_column(LargeBinary(34), default=b"")
    base_number: Mapped[int] = mapped_column(BigInteger, default=0)
    base_mac: Mapped[bytes] = mapped_column(LargeBinary(34), default=b"")
    base_seal: Mapped[bytes] = mapped_column(LargeBinary(34))


class AuditActor(Base):
    """Under which random reference a person appears in the log; it goes with the person, the log stays."""

    __tablename__ = "audit_actor"
    __table_args__ = (
        {
            "info": {
                "owner": "vamv",
                "class": "metadata",
                "purpose": "who stands behind a reference in the audit log",
                "retention": "until the account is deleted",
            }
        },
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    ref: Mapped[str] = mapped_column(Id(), unique=True, default=new_id)
