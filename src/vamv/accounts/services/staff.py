"""What an administrator does with the accounts of the team. None of it opens anything they wrote."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.accounts.models import RecoveryCode
from vamv.accounts.services import credentials, invitations, second_factor
from vamv.audit.services import record
from vamv.db.hints import PERSON, announce
from vamv.security import sessions
from vamv.security.identity import STAFF_ROLES, role_problem
from vamv.security.models import Person, PersonRole
from vamv.vault.vault import Vault

ADMINISTRATOR = "administrator"


class LastAdministrator(Exception):
    """Nobody would be left to look after the accounts."""


def set_roles(
    session: Session,
    vault: Vault,
    *,
    actor_id: str | None,
    person_id: str,
    roles: frozenset[str],
    now: datetime,
) -> None:
    """Give somebody these roles, and no other. They count from the next request on.

    Raises ValueError for roles that do not go together, LastAdministrator.
    """
    if role_problem(roles) is not None or not roles:
        raise ValueError("these roles do not go together")
    person = session.get_one(Person, person_id)
    before = {row.role for row in person.roles}
    if before == roles:
        return
    if ADMINISTRATOR in before - roles:
        _another_administrator(session, person_id)
    person.roles = [row for row in person.roles if row.role in roles]
    person.roles += [PersonRole(role=role) for role in sorted(roles - before)]
    person.rights_changed_at = now
    announce(session, PERSON, person_id)
    session.flush()
    if bool(roles & STAFF_ROLES) != bool(before & STAFF_ROLES):
        # Whoever joins the team signs in again, with a second factor.
        sessions.end_all(session, person_id=person_id)
    changes = [(role, "granted") for role in sorted(roles - before)]
    changes += [(role, "withdrawn") for role in sorted(before - roles)]
    for role, what in changes:
        action = f"accounts.{role}.{what}"
        record(session, vault, actor_id=actor_id, action=action, object_id=person_id, now=now)


def reset(session: Session, vault: Vault, *, actor_id: str | None, person_id: str, now: datetime) -> str:
    """Close an account whose person has lost the way in, and return the token of a link to begin it anew.

    Nobody sees or sets a password. The old keys go with the old ways in: what they opened stays closed until
    it is granted again.
    """
    sessions.end_all(session, person_id=person_id)
    credentials.withdraw(session, person_id=person_id)
    second_factor.remove(session, person_id=person_id)
    code = session.get(RecoveryCode, person_id)
    if code is not None:
        session.delete(code)
    token = invitations.invite_back(session, vault, person_id=person_id, actor_id=actor_id, now=now)
    record(session, vault, actor_id=actor_id, action="accounts.reset", object_id=person_id, now=now)
    return token


def disable(session: Session, vault: Vault, *, actor_id: str | None, person_id: str, now: datetime) -> None:
    """Let somebody in no more, at once and everywhere. Raises LastAdministrator."""
    person = session.get_one(Person, person_id)
    if person.disabled_at is not None:
        return
    if any(row.role == ADMINISTRATOR for row in person.roles):
        _another_administrator(session, person_id)
    person.disabled_at = now
    sessions.end_all(session, person_id=person_id)
    record(session, vault, actor_id=actor_id, action="accounts.disabled", object_id=person_id, now=now)


def enable(session: Session, vault: Vault, *, actor_id: str | None, person_id: str, now: datetime) -> None:
    """Let somebody in again."""
    person = session.get_one(Person, person_id)
    if person.disabled_at is None:
        return
    person.disabled_at = None
    record(session, vault, actor_id=actor_id, action="accounts.enabled", object_id=person_id, now=now)


def end_sessions(
    session: Session, vault: Vault, *, actor_id: str | None, person_id: str, now: datetime
) -> int:
    """Sign somebody out everywhere; return how many devices that were."""
    count = sessions.end_all(session, person_id=person_id)
    record(session, vault, actor_id=actor_id, action="accounts.signed-out", object_id=person_id, now=now)
    return count


def _another_administrator(session: Session, person_id: str) -> None:
    others = (
        select(PersonRole.person_id)
        .join(Person, Person.id == PersonRole.person_id)
        .where(
            PersonRole.role == ADMINISTRATOR,
            PersonRole.person_id != person_id,
            Person.disabled_at.is_(None),
            Person.erased_at.is_(None),
        )
    )
    if session.scalars(others.limit(1)).first() is None:
        raise LastAdministrator
