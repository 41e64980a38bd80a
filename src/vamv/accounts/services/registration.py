"""Make an account: a person, a name, a password, a key pair."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vamv.accounts.hashing import NewPassword
from vamv.accounts.models import Credential
from vamv.accounts.policy.names import fold
from vamv.accounts.services import credentials, keys
from vamv.accounts.words import suggest_pseudonym
from vamv.db.types import new_id
from vamv.security.models import Person, PersonRole
from vamv.security.people import seal_name
from vamv.vault.vault import Vault


class NameTaken(Exception):
    """Somebody has this name already, or one that looks the same."""


@dataclass(frozen=True)
class Registered:
    """A new person."""

    person_id: str
    private_key: bytes = field(repr=False)


def register(
    session: Session,
    vault: Vault,
    *,
    name: str,
    password: NewPassword,
    roles: frozenset[str],
    now: datetime,
    locale: str | None = None,
) -> Registered:
    """Make an account; `name` (tidy, allowed) is log-in name and display name. Raises NameTaken."""
    if is_taken(session, vault, name):
        raise NameTaken
    person_id = new_id()
    person = Person(
        id=person_id,
        name_sealed=seal_name(vault, person_id, name),
        name_index=name_index(vault, name),
        locale=locale,
        created_at=now,
        last_active_on=now,
        roles=[PersonRole(role=role) for role in sorted(roles)],
    )
    try:
        with session.begin_nested():
            session.add(person)
            session.flush()
            private_key = keys.new_pair(session, vault, person_id=person_id, now=now)
            credentials.add(
                session,
                vault,
                person_id=person_id,
                name=name,
                password=password,
                private_key=private_key,
                now=now,
            )
    except IntegrityError:
        # Two people chose the same name in the same moment.
        raise NameTaken from None
    return Registered(person_id, private_key)


def is_taken(session: Session, vault: Vault, name: str, *, but_for: str | None = None) -> bool:
    """Tell whether somebody signs in or is shown under this name; `but_for`: a person who does not count."""
    taken = (
        select(Person.id)
        .outerjoin(Credential, Credential.person_id == Person.id)
        .where(
            or_(
                Person.name_index == name_index(vault, name),
                Credential.login_index == credentials.login_index(vault, name),
            )
        )
    )
    return any(person_id != but_for for person_id in session.scalars(taken))


def person_named(session: Session, vault: Vault, name: str) -> str | None:
    """Return the id of the person who is shown under this name; None when there is nobody."""
    return session.scalar(
        select(Person.id).where(Person.name_index == name_index(vault, name), Person.erased_at.is_(None))
    )


def people_named(session: Session, vault: Vault, names: Collection[str]) -> dict[str, str]:
    """Return who is shown under these names, by name, in one query; names that nobody has are missing."""
    indexes = {name: name_index(vault, name) for name in names}
    rows = session.execute(
        select(Person.name_index, Person.id).where(
            Person.name_index.in_(indexes.values()), Person.erased_at.is_(None), Person.disabled_at.is_(None)
        )
    )
    people = {row.name_index: row.id for row in rows}
    return {name: people[index] for name, index in indexes.items() if index in people}


def name_index(vault: Vault, name: str) -> bytes:
    """Return what a display name is unique by."""
    return vault.blind_index("name", fold(name))


def suggest_names(session: Session, vault: Vault, count: int = 4) -> list[str]:
    """Draw pseudonyms that nobody has; a large portal may have used up some of a draw, so draw a few more."""
    drawn = {suggest_pseudonym() for _ in range(3 * count)}
    by_index = {name_index(vault, name): name for name in drawn}
    taken = set(session.scalars(select(Person.name_index).where(Person.name_index.in_(by_index))))
    return [name for index, name in by_index.items() if index not in taken][:count]


def rename(session: Session, vault: Vault, *, person_id: str, name: str) -> None:
    """Show somebody under another name; they sign in as before. Raises NameTaken."""
    if is_taken(session, vault, name, but_for=person_id):
        raise NameTaken
    person = session.get_one(Person, person_id)
    try:
        with session.begin_nested():
            person.name_sealed = seal_name(vault, person_id, name)
            person.name_index = name_index(vault, name)
    except IntegrityError:
        raise NameTaken from None


def set_locale(session: Session, *, person_id: str, locale: str) -> None:
    """Show the portal to somebody in this language and form of address from now on."""
    session.get_one(Person, person_id).locale = locale
