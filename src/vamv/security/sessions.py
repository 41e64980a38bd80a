"""Signed-in sessions: begin, find, rotate, end. The database knows only the hash of a token."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_, select
from sqlalchemy.orm import Session

from vamv.db.hints import PERSON, SESSION, announce
from vamv.db.session import straight
from vamv.security.identity import FULL, STAFF_ROLES
from vamv.security.models import Person, PersonRole, UserSession
from vamv.vault.tokens import lock_key, new_token, token_hash
from vamv.vault.vault import Vault

KEY_KIND = "session.key"
DEVICE_KIND = "session.device"
# An unfinished sign-in is worth nothing to keep.
STAGE_LIMIT = timedelta(minutes=30)


@dataclass(frozen=True)
class Limits:
    """How long a session may rest (`idle`) and live (`absolute`)."""

    idle: timedelta
    absolute: timedelta


@dataclass(frozen=True)
class Found:
    """A living session and its person, as they were when the request came in; nothing here can be changed."""

    session_id: str
    person_id: str
    stage: str
    recovering: bool
    roles: frozenset[str]
    name_sealed: bytes | None
    locale: str | None
    shared_device: bool
    password_at: datetime | None
    token_at: datetime
    last_seen_at: datetime
    rights_changed_at: datetime | None
    flash: tuple[tuple[str, str], ...]
    ends_at: datetime


def limits_for(settings: Mapping[str, int], roles: frozenset[str], shared_device: bool) -> Limits:
    """Return the limits for these roles; the strictest wins on a device that others use too."""
    staff = bool(roles & STAFF_ROLES)
    idle = settings["vamv.staff_idle_minutes" if staff else "vamv.session_idle_minutes"]
    if shared_device:
        idle = min(idle, settings["vamv.shared_device_idle_minutes"])
    absolute = settings["vamv.staff_absolute_hours" if staff else "vamv.session_absolute_hours"]
    return Limits(timedelta(minutes=idle), timedelta(hours=absolute))


def begin(
    session: Session,
    vault: Vault,
    *,
    person_id: str,
    private_key: bytes | None,
    now: datetime,
    stage: str = FULL,
    shared_device: bool = False,
    recovering: bool = False,
) -> tuple[UserSession, str]:
    """Begin a session and return it with its token, which is kept nowhere else."""
    token = new_token()
    row = UserSession(
        token_hash=token_hash(token),
        person_id=person_id,
        stage=stage,
        shared_device=shared_device,
        recovering=recovering,
        created_at=now,
        token_at=now,
        last_seen_at=now,
        password_at=now,
        flash=[],
    )
    session.add(row)
    session.flush()
    if private_key is not None:
        row.key_locked = vault.lock(KEY_KIND, row.id, lock_key(token), private_key)
    return row, token


# Asked by every page, so it is put together once, and reads only what is needed.
_FIND = (
    select(
        UserSession.id,
        UserSession.stage,
        UserSession.recovering,
        UserSession.shared_device,
        UserSession.created_at,
        UserSession.last_seen_at,
        UserSession.password_at,
        UserSession.token_at,
        UserSession.flash,
        UserSession.person_id,
        Person.name_sealed,
        Person.locale,
        Person.rights_changed_at,
        Person.disabled_at,
        Person.erased_at,
        PersonRole.role,
    )
    .join(Person, Person.id == UserSession.person_id)
    .outerjoin(PersonRole, PersonRole.person_id == Person.id)
    .where(UserSession.token_hash == bindparam("hash"))
)


def find(session: Session, settings: Mapping[str, int], token: str, now: datetime) -> Found | None:
    """Return the session of a token, or None when it is unknown, over its limits, or its person disabled."""
    rows = straight(session).execute(_FIND, {"hash": token_hash(token)}).all()
    if not rows:
        return None
    row = rows[0]
    roles = frozenset(each.role for each in rows if each.role)
    limits = limits_for(settings, roles, row.shared_device)
    ends_at = min(row.last_seen_at + limits.idle, row.created_at + limits.absolute)
    if row.stage != FULL:
        ends_at = min(ends_at, row.created_at + STAGE_LIMIT)
    if now >= ends_at or row.disabled_at or row.erased_at:
        return None
    return Found(
        session_id=row.id,
        person_id=row.person_id,
        stage=row.stage,
        recovering=row.recovering,
        roles=roles,
        name_sealed=row.name_sealed,
        locale=row.locale,
        shared_device=row.shared_device,
        password_at=row.password_at,
        token_at=row.token_at,
        last_seen_at=row.last_seen_at,
        rights_changed_at=row.rights_changed_at,
        flash=tuple((kind, text) for kind, text in row.flash),
        ends_at=ends_at,
    )


def needs_new_token(found: Found) -> bool:
    """Rights have changed since the token was given out: an older copy of it must not carry them."""
    return found.rights_changed_at is not None and found.rights_changed_at >= found.token_at


def private_key(vault: Vault, row: UserSession, token: str) -> bytes | None:
    """Return the person's private key, which opens only with the token in their browser."""
    if row.key_locked is None:
        return None
    return vault.unlock(KEY_KIND, row.id, lock_key(token), row.key_locked)


def rotate(session: Session, vault: Vault, row: UserSession, old_token: str, now: datetime) -> str:
    """Give a session a new token; the old one is dead from the commit on."""
    key = private_key(vault, row, old_token)
    token = new_token()
    row.token_hash = token_hash(token)
    # A moment later than the change of rights, so that the change is not noticed twice.
    row.token_at = now + timedelta(microseconds=1)
    row.key_locked = None if key is None else vault.lock(KEY_KIND, row.id, lock_key(token), key)
    session.flush()
    return token


def end(session: Session, *, session_id: str) -> None:
    """End one session."""
    session.execute(delete(UserSession).where(UserSession.id == session_id))
    announce(session, SESSION, session_id)


def end_all(session: Session, *, person_id: str, except_id: str | None = None) -> int:
    """End all sessions of a person, but for `except_id`; return how many."""
    statement = delete(UserSession).where(UserSession.person_id == person_id)
    if except_id is not None:
        statement = statement.where(UserSession.id != except_id)
    announce(session, PERSON, person_id)
    return session.execute(statement).rowcount  # type: ignore[attr-defined]


def of_person(session: Session, person_id: str) -> list[UserSession]:
    """Return a person's sessions, the latest used first."""
    statement = select(UserSession).where(UserSession.person_id == person_id)
    return list(session.scalars(statement.order_by(UserSession.last_seen_at.desc())))


def name_device(vault: Vault, row: UserSession, name: str) -> None:
    """Keep what somebody calls the device of this session; an empty name takes it away."""
    row.device_sealed = vault.seal_text(DEVICE_KIND, row.id, name) if name else None


def device_name(vault: Vault, row: UserSession) -> str:
    """Return what somebody calls the device of this session, empty if nothing."""
    return vault.open_text(DEVICE_KIND, row.id, row.device_sealed) if row.device_sealed else ""


def purge(session: Session, settings: Mapping[str, int], now: datetime) -> int:
    """Remove sessions that no limit lets live any longer; return how many."""
    longest = max(settings["vamv.session_absolute_hours"], settings["vamv.staff_absolute_hours"])
    idle = max(settings["vamv.session_idle_minutes"], settings["vamv.staff_idle_minutes"])
    over = or_(
        UserSession.created_at < now - timedelta(hours=longest),
        UserSession.last_seen_at < now - timedelta(minutes=idle),
    )
    return session.execute(delete(UserSession).where(over)).rowcount  # type: ignore[attr-defined]
