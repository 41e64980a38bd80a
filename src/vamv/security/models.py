"""What the security policy reads at every request: the person, their roles, their sessions."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from vamv.db.base import Base
from vamv.db.types import Id, UTCDateTime, new_id


class Person(Base):
    """Somebody with an account. Nothing in this row says who it is without the server key.

    `erased_at` marks a person who has left while a part that holds texts of theirs is switched off: the row
    is then empty and goes as soon as that part has been erased too.
    """

    __tablename__ = "person"
    __table_args__ = (
        {
            "info": {
                "owner": "vamv",
                "class": "S2",
                "purpose": "account under a pseudonym",
                "retention": "until the account is deleted, or unused for 12 months",
            }
        },
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    name_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    name_index: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    locale: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    last_active_on: Mapped[datetime | None] = mapped_column(UTCDateTime(), index=True)
    rights_changed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    disabled_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    erased_at: Mapped[datetime | None] = mapped_column(UTCDateTime())

    roles: Mapped[list["PersonRole"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)


class PersonRole(Base):
    """One role of one person."""

    __tablename__ = "person_role"
    __table_args__ = (
        {
            "info": {
                "owner": "vamv",
                "class": "metadata",
                "purpose": "what a person may do",
                "retention": "as long as the account",
            }
        },
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)


class UserSession(Base):
    """One signed-in device. The token itself is only in the browser's cookie.

    `stage` is `full`, or what is still missing (`vamv.security.identity`). `recovering`: it was begun with
    the recovery code, so the person chooses a new password before anything else. `key_locked` is the person's
    private key, locked by the token and by the server key.
    """

    __tablename__ = "user_session"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        {
            "info": {
                "owner": "vamv",
                "class": "secret",
                "purpose": "staying signed in",
                "retention": "12 hours at most",
            }
        },
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    stage: Mapped[str] = mapped_column(String(20))
    recovering: Mapped[bool] = mapped_column(default=False)
    key_locked: Mapped[bytes | None] = mapped_column(LargeBinary)
    device_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    shared_device: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    token_at: Mapped[datetime] = mapped_column(UTCDateTime())
    last_seen_at: Mapped[datetime] = mapped_column(UTCDateTime(), index=True)
    password_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    flash: Mapped[list[Any]] = mapped_column(JSON, default=list)
