"""A few slips for the demo."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from vamv.api.plugin import SeedContext
from vamv_tiny.models import Slip, Thanks

TEXTS = (
    "Die Stadtbücherei hat samstags eine Vorlesestunde, und der Kaffee ist umsonst.",
    "Wer noch eine Schultüte sucht: im Familienzentrum liegen Bastelbögen aus.",
)


def fill(session: Session, seed: SeedContext, now: datetime) -> None:
    """Let every person write one slip and thank for the first one."""
    first = None
    for number, person_id in enumerate(seed.people.values()):
        written = now - timedelta(days=2, hours=-number)
        slip = Slip(author_id=person_id, text=TEXTS[number % len(TEXTS)], created_at=written)
        session.add(slip)
        session.flush()
        first = first or slip
        session.add(Thanks(slip_id=first.id, person_id=person_id, thanked_at=now))
    session.flush()
    seed.progress("Zettel")
