"""Reads of the accounts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from vamv.accounts.models import PersonKey, RecoveryCode, SecondFactor, SecondFactorCode
from vamv.accounts.policy.stages import Needs
from vamv.security.identity import STAFF_ROLES, Identity
from vamv.security.models import Person, PersonRole
from vamv.security.people import open_name
from vamv.vault.vault import Vault


@dataclass(frozen=True)
class StaffMember:
    """Somebody of the team, as an administrator sees them."""

    person_id: str
    name: str
    roles: frozenset[str]
    last_active_on: datetime | None
    disabled: bool
    has_second_factor: bool


@dataclass(frozen=True)
class PublicKey:
    """What a key can be granted to: see `Vault.grant`."""

    public: bytes
    mac: bytes
    generation: int


def needs(session: Session, person_id: str) -> Needs:
    """Return what an account has, and what its person must have."""
    roles = set(session.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id)))
    has_factor, has_spare_codes, has_code = session.execute(
        select(
            exists().where(SecondFactor.person_id == person_id),
            exists().where(SecondFactorCode.person_id == person_id),
            exists().where(RecoveryCode.person_id == person_id),
        )
    ).one()
    return Needs(
        has_factor=has_factor,
        needs_factor=bool(roles & STAFF_ROLES),
        has_spare_codes=has_spare_codes,
        has_recovery_code=has_code,
    )


def public_keys(session: Session, person_ids: list[str]) -> Mapping[str, PublicKey]:
    """Return the public keys of these people; whoever has none is missing."""
    rows = session.scalars(select(PersonKey).where(PersonKey.person_id.in_(person_ids)))
    return {row.person_id: PublicKey(row.public, row.public_mac, row.generation) for row in rows}


def recovery_code_from(session: Session, person_id: str) -> datetime | None:
    """Return when somebody's recovery code was made."""
    return session.scalar(select(RecoveryCode.created_at).where(RecoveryCode.person_id == person_id))


def team(session: Session, vault: Vault, actor: Identity) -> list[StaffMember]:
    """Return everybody of the team by name, for an administrator; a team is small, so there are no pages."""
    return sorted(_staff(session, vault), key=lambda member: (member.disabled, member.name.casefold()))


def member(session: Session, vault: Vault, actor: Identity, person_id: str) -> StaffMember | None:
    """Return one of the team, None for anybody else."""
    return next(iter(_staff(session, vault, person_id)), None)


def _staff(session: Session, vault: Vault, person_id: str | None = None) -> list[StaffMember]:
    rows = (
        select(Person, PersonRole.role, SecondFactor.person_id.is_not(None))
        .join(PersonRole, PersonRole.person_id == Person.id)
        .outerjoin(SecondFactor, SecondFactor.person_id == Person.id)
        .where(Person.erased_at.is_(None))
    )
    if person_id is None:
        rows = rows.where(Person.id.in_(select(PersonRole.person_id).where(PersonRole.role.in_(STAFF_ROLES))))
    else:
        rows = rows.where(Person.id == person_id)
    people: dict[str, tuple[Person, set[str], bool]] = {}
    for person, role, has_factor in session.execute(rows):
        people.setdefault(person.id, (person, set(), has_factor))[1].add(role)
    return [
        StaffMember(
            person.id,
            open_name(vault, person.id, person.name_sealed),
            frozenset(roles),
            person.last_active_on,
            person.disabled_at is not None,
            has_factor,
        )
        for person, roles, has_factor in people.values()
        if roles & STAFF_ROLES
    ]
