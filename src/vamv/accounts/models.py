"""What proves that somebody is who they are, and what opens their key (docs/operators/security.md).

Every secret is either a hash of something nobody can guess, or sealed by the server key, or locked by
something only the person has and again by the server key.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from vamv.db.base import Base
from vamv.db.types import Id, UTCDateTime, new_id


def _info(kind: str, purpose: str, retention: str = "as long as the account") -> dict[str, Any]:
    return {"info": {"owner": "vamv", "class": kind, "purpose": purpose, "retention": retention}}


class Credential(Base):
    """Log-in name and password of a person.

    `verifier_sealed` None: no password opens this account, until the person has set one by a link.
    `key_locked`: the private key, locked by the unwrap half of the password. `failures`: since the last
    log-in.
    """

    __tablename__ = "credential"
    __table_args__ = (_info("secret", "signing in with name and password"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    login_index: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    login_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    salt: Mapped[bytes] = mapped_column(LargeBinary(16))
    parameters: Mapped[str] = mapped_column(String(60))
    verifier_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    key_locked: Mapped[bytes | None] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime] = mapped_column(UTCDateTime())
    last_login_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    failures: Mapped[int] = mapped_column(default=0)


class PersonKey(Base):
    """The public key of a person, and the proof that the service stored it. `generation` counts new pairs."""

    __tablename__ = "person_key"
    __table_args__ = (_info("secret", "granting keys to a person"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    generation: Mapped[int]
    public: Mapped[bytes] = mapped_column(LargeBinary(32))
    public_mac: Mapped[bytes] = mapped_column(LargeBinary(34))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class RecoveryCode(Base):
    """What the code on paper opens. Its index finds the account, so the name may be forgotten."""

    __tablename__ = "recovery_code"
    __table_args__ = (_info("secret", "regaining access without e-mail", "until it is used or replaced"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    code_index: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    index_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    key_locked: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class SecondFactor(Base):
    """The seed of a person's time codes. A step counts once; `failed_at` is the last of `failures`."""

    __tablename__ = "second_factor"
    __table_args__ = (_info("secret", "second factor at signing in"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    seed_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    last_step: Mapped[int | None]
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class SecondFactorCode(Base):
    """A spare code of the second factor, good for one log-in."""

    __tablename__ = "second_factor_code"
    __table_args__ = (_info("secret", "second factor without the device"),)

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    used_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class Invitation(Base):
    """A one-time link or code: to join the team, to begin anew, to be the first administrator (`kind`).

    `person_id`: whose account it opens anew. `note_sealed`: whom the administrator has invited.
    """

    __tablename__ = "invitation"
    __table_args__ = (_info("S2", "inviting staff", "until it is used or 30 days after it has expired"),)

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    kind: Mapped[str] = mapped_column(String(20))
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    roles: Mapped[list[str]] = mapped_column(JSON, default=list)
    person_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    note_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_by: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    expires_at: Mapped[datetime] = mapped_column(UTCDateTime(), index=True)


class LoginGuard(Base):
    """Failures of a day at one log-in name, whether there is such an account or not."""

    __tablename__ = "login_guard"
    __table_args__ = (_info("metadata", "slowing down guesses", "24 hours"),)

    login_index: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    guesses: Mapped[int]
    strangers: Mapped[int]
    began_at: Mapped[datetime] = mapped_column(UTCDateTime(), index=True)
