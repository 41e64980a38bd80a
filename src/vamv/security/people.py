"""Names of people: sealed in the database, opened only to be shown."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ScalarSelect, select
from sqlalchemy.orm import Session, aliased

from vamv.security.models import Person
from vamv.vault.blobs import SealBroken
from vamv.vault.vault import Vault

NAME_KIND = "person.name"


def seal_name(vault: Vault, person_id: str, name: str) -> bytes:
    """Seal a display name to the row of its person."""
    return vault.seal_text(NAME_KIND, person_id, name)


def open_name(vault: Vault, person_id: str, sealed: bytes | None) -> str:
    """Return a display name; empty for somebody who has left, and for a row that was damaged."""
    try:
        return vault.open_text(NAME_KIND, person_id, sealed) if sealed else ""
    except SealBroken:
        return ""


def sealed_name(person_id: Any) -> ScalarSelect[bytes | None]:
    """Return a part of a query: the sealed name of the person in this column, for `open_name`."""
    # Aliased: a query may ask for the names of two people in the same row.
    person = aliased(Person)
    return select(person.name_sealed).where(person.id == person_id).scalar_subquery()


def display_names(session: Session, vault: Vault, ids: Iterable[str | None]) -> dict[str, str]:
    """Return the display names of these people in one query; those who have left are missing."""
    wanted = {person_id for person_id in ids if person_id}
    if not wanted:
        return {}
    rows = session.execute(select(Person.id, Person.name_sealed).where(Person.id.in_(wanted)))
    names = {person_id: open_name(vault, person_id, sealed) for person_id, sealed in rows}
    return {person_id: name for person_id, name in names.items() if name}
