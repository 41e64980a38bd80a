"""Name and password: find, check, set."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from vamv.accounts.hashing import Hasher, NewPassword
from vamv.accounts.models import Credential
from vamv.accounts.policy.names import fold
from vamv.accounts.services import keys
from vamv.security.models import Person
from vamv.vault.blobs import SealBroken
from vamv.vault.passwords import HashParameters, Stretched, is_login, verifier
from vamv.vault.vault import Vault

VERIFIER = "accounts.verifier"
LOGIN_NAME = "accounts.login-name"
_LONGEST_NAME = 256


@dataclass(frozen=True)
class Stored:
    """What is known of an account while its password is checked, apart from any transaction."""

    person_id: str
    login_index: bytes
    salt: bytes = field(repr=False)
    parameters: HashParameters
    verifier: bytes | None = field(repr=False)
    key_locked: bytes | None = field(repr=False)
    disabled: bool


@dataclass(frozen=True)
class Proof:
    """The right password was given. `stronger`: the same, stretched at today's price."""

    person_id: str
    stretched: Stretched
    stronger: NewPassword | None


def login_index(vault: Vault, name: str) -> bytes:
    """Return what a log-in name is found by; two names that look alike have the same."""
    return vault.blind_index("login", fold(name[:_LONGEST_NAME]))


def find(
    session: Session, vault: Vault, *, index: bytes | None = None, person_id: str | None = None
) -> Stored | None:
    """Return what is stored for a log-in name's index or for a person, None where there is nothing."""
    key = Credential.login_index == index if index is not None else Credential.person_id == person_id
    found = session.execute(
        select(Credential, Person.disabled_at)
        .join(Person, Person.id == Credential.person_id)
        .where(key, Person.erased_at.is_(None))
    ).one_or_none()
    if found is None:
        return None
    row, disabled_at = found
    return Stored(
        person_id=row.person_id,
        login_index=row.login_index,
        salt=row.salt,
        parameters=HashParameters.decode(row.parameters),
        verifier=_verifier(vault, row),
        key_locked=row.key_locked,
        disabled=disabled_at is not None,
    )


def check(hasher: Hasher, stored: Stored | None, password: str) -> Proof | None:
    """Compare a password, apart from any database; the work is the same where there is no account."""
    if stored is None:
        hasher.for_nobody(password)
        return None
    stretched = hasher.again(password, stored.salt, stored.parameters)
    if stored.verifier is None or not is_login(stretched.login, stored.verifier):
        return None
    stronger = hasher.new(password) if hasher.is_outdated(stored.parameters) else None
    return Proof(stored.person_id, stretched, stronger)


def open_key(session: Session, vault: Vault, proof: Proof) -> bytes | None:
    """Return the private key after a right password, and store the password stronger where that is due.

    None: the password was changed while it was being checked.
    """
    row = session.get_one(Credential, proof.person_id, populate_existing=True, with_for_update=True)
    stored = _verifier(vault, row)
    if stored is None or row.key_locked is None or not is_login(proof.stretched.login, stored):
        return None
    private_key = keys.unlock(vault, keys.BY_PASSWORD, row.person_id, proof.stretched.unwrap, row.key_locked)
    if proof.stronger is not None:
        _store(vault, row, proof.stronger, private_key)
    return private_key


def set_password(
    session: Session,
    vault: Vault,
    *,
    person_id: str,
    password: NewPassword,
    private_key: bytes,
    now: datetime,
) -> None:
    """Put a new password in place of the old one; what the private key opens stays readable."""
    row = session.get_one(Credential, person_id)
    _store(vault, row, password, private_key)
    row.changed_at = now


def add(
    session: Session,
    vault: Vault,
    *,
    person_id: str,
    name: str,
    password: NewPassword,
    private_key: bytes,
    now: datetime,
) -> None:
    """Give a new person a log-in name and a password. The name must be free."""
    row = Credential(
        person_id=person_id,
        login_index=login_index(vault, name),
        login_sealed=vault.seal_text(LOGIN_NAME, person_id, name),
        changed_at=now,
        failures=0,
    )
    _store(vault, row, password, private_key)
    session.add(row)


def withdraw(session: Session, *, person_id: str) -> None:
    """Let no password open this account any more; the log-in name stays."""
    session.execute(
        update(Credential)
        .where(Credential.person_id == person_id)
        .values(verifier_sealed=None, key_locked=None)
    )


def login_name(session: Session, vault: Vault, person_id: str) -> str:
    """Return the name somebody signs in with, for them alone to see."""
    sealed = session.scalars(select(Credential.login_sealed).where(Credential.person_id == person_id)).one()
    return vault.open_text(LOGIN_NAME, person_id, sealed)


def count_failure(session: Session, person_id: str) -> None:
    """Note a failed try, for the person to see at their next log-in."""
    session.execute(
        update(Credential).where(Credential.person_id == person_id).values(failures=Credential.failures + 1)
    )


@dataclass(frozen=True)
class LoginRecord:
    """When somebody was last signed in, None if never, and how many tries failed since."""

    last_at: datetime | None
    failures: int


def note_login(session: Session, *, person_id: str, now: datetime) -> LoginRecord:
    """Note that somebody has signed in completely; return how it was before."""
    row = session.get_one(Credential, person_id)
    before = LoginRecord(row.last_login_at, row.failures)
    row.last_login_at, row.failures = now, 0
    session.get_one(Person, person_id).last_active_on = now
    return before


def _verifier(vault: Vault, row: Credential) -> bytes | None:
    """Return the verifier; a row that was tampered with lets nobody in, like one without password."""
    if row.verifier_sealed is None:
        return None
    try:
        return vault.open(VERIFIER, row.person_id, row.verifier_sealed)
    except SealBroken:
        return None


def _store(vault: Vault, row: Credential, password: NewPassword, private_key: bytes) -> None:
    row.salt = password.salt
    row.parameters = password.parameters.encode()
    row.verifier_sealed = vault.seal(VERIFIER, row.person_id, verifier(password.stretched.login))
    row.key_locked = keys.lock(vault, keys.BY_PASSWORD, row.person_id, password.stretched.unwrap, private_key)
