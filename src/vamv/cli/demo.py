"""The people of the demo, their accounts and the pages that only a chapter can write."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.accounts.hashing import Hasher
from vamv.accounts.services import recovery, second_factor
from vamv.accounts.services.registration import register
from vamv.portal.seed import seed_pages
from vamv.security.identity import STAFF_ROLES
from vamv.security.models import Person
from vamv.vault.codes import new_code, new_spare_codes
from vamv.vault.totp import code_for, new_seed
from vamv.vault.vault import Vault

DEMO_PASSWORD = "abends-am-kuechentisch"  # noqa: S105 - for made-up people, printed by the command
HERE_SINCE = timedelta(days=200)


@dataclass(frozen=True)
class DemoPerson:
    """Somebody made up. `handle`: by which seeds know them. `who`: for the newcomer, in words."""

    handle: str
    name: str
    role: str
    who: str = ""


PEOPLE = (
    DemoPerson("advice_seeker_1", "Leiser Ahorn", "advice_seeker", "a mother who seeks advice"),
    DemoPerson("advice_seeker_2", "Stille Birke", "advice_seeker"),
    DemoPerson("advice_seeker_3", "Wacher Kiesel", "advice_seeker"),
    DemoPerson("advice_seeker_4", "Bunter Drachen", "advice_seeker"),
    DemoPerson("advice_seeker_5", "Mutige Meise", "advice_seeker"),
    DemoPerson("advice_seeker_6", "Kleiner Komet", "advice_seeker"),
    DemoPerson("advice_seeker_7", "Sanfte Welle", "advice_seeker"),
    DemoPerson("advice_seeker_8", "Später Sommer", "advice_seeker"),
    DemoPerson("counsellor_1", "Frau Kern", "counsellor", "counsellor"),
    DemoPerson("counsellor_2", "Herr Brandt", "counsellor"),
    DemoPerson("moderator_1", "Marlene", "moderator", "moderator"),
    DemoPerson("moderator_2", "Yusuf", "moderator"),
    DemoPerson("coordinator_1", "Herr Vogt", "coordinator", "coordinator"),
    DemoPerson("administrator_1", "Verwaltung", "administrator", "administrator"),
)


def is_empty(session: Session) -> bool:
    """Tell whether nobody has an account yet."""
    return session.scalars(select(Person.id).limit(1)).first() is None


def seed_core(registry: Any, session: Session, now: datetime) -> dict[str, str]:
    """Make the people and the legal pages; return the ids of the people by handle."""
    hasher = Hasher(registry["vamv.hashing"], registry["vamv.hashing_gate"])
    people = {
        person.handle: _add(session, registry["vamv.vault"], hasher, person, now - HERE_SINCE)
        for person in PEOPLE
    }
    seed_pages(session, now)
    return people


def _add(session: Session, vault: Vault, hasher: Hasher, person: DemoPerson, now: datetime) -> str:
    made = register(
        session,
        vault,
        name=person.name,
        password=hasher.new(DEMO_PASSWORD),
        roles=frozenset({person.role}),
        now=now,
    )
    person_id = made.person_id
    recovery.set_code(
        session, vault, person_id=person_id, code=new_code(), private_key=made.private_key, now=now
    )
    if person.role in STAFF_ROLES:
        # As every member of the team has; `vamv user code` stands for the device.
        seed = new_seed()
        second_factor.enrol(session, vault, person_id=person_id, seed=seed, code=code_for(seed, now), now=now)
        second_factor.replace_spare_codes(session, person_id=person_id, codes=new_spare_codes())
    return person_id
