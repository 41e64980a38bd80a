"""People for tests: with an account, a password, a recovery code, a key pair and, where wanted, a session."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from vamv.accounts.hashing import Hasher
from vamv.accounts.services import recovery, second_factor
from vamv.accounts.services.registration import register
from vamv.security import sessions
from vamv.security.identity import FULL, STAFF_ROLES
from vamv.testing.browser import Browser
from vamv.vault.codes import new_code, print_code
from vamv.vault.totp import code_for, new_seed

PASSWORD = "ahorn-tasse-leuchte-wolke-segel"
_numbers = itertools.count(1)


@dataclass(frozen=True)
class TestPerson:
    """Somebody made for a test; all of them have the same password. `seed`: of staff's second factor."""

    __test__ = False

    person_id: str
    name: str
    private_key: bytes
    recovery_code: str
    seed: bytes | None
    password: str = PASSWORD


def make_person(
    registry: Any, session: Session, now: datetime, role: str, *, name: str | None = None
) -> TestPerson:
    """Add somebody with one role to the database, as complete as after registration."""
    name = name or f"Leiser Ahorn {next(_numbers)}"
    vault = registry["vamv.vault"]
    hasher = Hasher(registry["vamv.hashing"], registry["vamv.hashing_gate"])
    password = hasher.new(PASSWORD)
    made = register(session, vault, name=name, password=password, roles=frozenset({role}), now=now)
    code = new_code()
    recovery.set_code(
        session, vault, person_id=made.person_id, code=code, private_key=made.private_key, now=now
    )
    seed = None
    if role in STAFF_ROLES:
        # A while ago, so that the code of this moment is still good.
        seed, then = new_seed(), now - timedelta(minutes=5)
        second_factor.enrol(
            session, vault, person_id=made.person_id, seed=seed, code=code_for(seed, then), now=then
        )
        second_factor.replace_spare_codes(session, person_id=made.person_id, codes=[new_code()])
    session.flush()
    return TestPerson(made.person_id, name, made.private_key, print_code(code), seed)


def signed_in(registry: Any, session: Session, now: datetime, browser: Browser, person: TestPerson) -> None:
    """Give a browser a complete session of this person."""
    _row, token = sessions.begin(
        session,
        registry["vamv.vault"],
        person_id=person.person_id,
        private_key=person.private_key,
        now=now,
        stage=FULL,
    )
    browser.set_token(token)
    browser.person_id = person.person_id
