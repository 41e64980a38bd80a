"""The recovery code: the way back in when the password, or even the name, is forgotten."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vamv.accounts.hashing import NewPassword
from vamv.accounts.models import RecoveryCode
from vamv.accounts.services import credentials, keys
from vamv.security import sessions
from vamv.security.models import Person
from vamv.vault.codes import split_code
from vamv.vault.vault import Vault

INDEX = "accounts.recovery-index"


class CodeUsed(Exception):
    """The code was used by somebody else in the meantime."""


@dataclass(frozen=True)
class Recovered:
    """Whose account a code opens."""

    person_id: str
    private_key: bytes = field(repr=False)
    disabled: bool


def set_code(
    session: Session, vault: Vault, *, person_id: str, code: bytes, private_key: bytes, now: datetime
) -> None:
    """Let this code open the account from now on; an earlier one is worth nothing any more."""
    halves = split_code(code)
    row = session.get(RecoveryCode, person_id)
    if row is None:
        row = RecoveryCode(person_id=person_id)
        session.add(row)
    row.code_index = vault.blind_index("recovery", halves.index)
    row.index_sealed = vault.seal(INDEX, person_id, halves.index)
    row.key_locked = keys.lock(vault, keys.BY_CODE, person_id, halves.unlock, private_key)
    row.created_at = now
    session.flush()


def find(session: Session, vault: Vault, code: bytes) -> Recovered | None:
    """Return the account that a code opens, None if it opens none."""
    halves = split_code(code)
    found = session.execute(
        select(RecoveryCode, Person.disabled_at)
        .join(Person, Person.id == RecoveryCode.person_id)
        .where(
            RecoveryCode.code_index == vault.blind_index("recovery", halves.index), Person.erased_at.is_(None)
        )
    ).one_or_none()
    if found is None:
        return None
    row, disabled_at = found
    private_key = keys.unlock(vault, keys.BY_CODE, row.person_id, halves.unlock, row.key_locked)
    return Recovered(row.person_id, private_key, disabled_at is not None)


def finish(
    session: Session,
    vault: Vault,
    *,
    person_id: str,
    session_id: str,
    password: NewPassword,
    private_key: bytes,
    now: datetime,
) -> None:
    """Set the new password; the code is used up with it, and all other sessions end.

    Raises CodeUsed for whoever comes second with the same code.
    """
    used = session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    if used.rowcount != 1:  # type: ignore[attr-defined]
        raise CodeUsed
    credentials.set_password(
        session, vault, person_id=person_id, password=password, private_key=private_key, now=now
    )
    sessions.end_all(session, person_id=person_id, except_id=session_id)
