"""People for tests: with an account, a key pair and, where wanted, a session."""

import itertools
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.security import sessions
from vamv.security.models import Person, PersonRole
from vamv.security.people import seal_name
from vamv.testing.browser import Browser
from vamv.vault.vault import new_key_pair

_numbers = itertools.count(1)


@dataclass(frozen=True)
class TestPerson:
    """Somebody made for a test."""

    __test__ = False

    person_id: str
    name: str
    private_key: bytes


def make_person(
    registry: Any, session: Session, now: datetime, role: str, *, name: str | None = None
) -> TestPerson:
    """Add somebody with one role to the database."""
    name = name or f"Leiser Ahorn {next(_numbers)}"
    vault = registry["vamv.vault"]
    person = Person(created_at=now, roles=[PersonRole(role=role)])
    session.add(person)
    session.flush()
    person.name_sealed = seal_name(vault, person.id, name)
    pair = new_key_pair()
    session.flush()
    return TestPerson(person.id, name, pair.private)


def signed_in(registry: Any, session: Session, now: datetime, browser: Browser, person: TestPerson) -> None:
    """Give a browser a complete session of this person."""
    _row, token = sessions.begin(
        session, registry["vamv.vault"], person_id=person.person_id, private_key=person.private_key, now=now
    )
    browser.set_token(token)
    browser.person_id = person.person_id
