"""What was changed about the categories."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv_forum.models import CategoryChange

# As many as anybody wants to take back: an undo reaches no further than this list.
SHOWN = 30


def latest_changes(session: Session) -> Sequence[CategoryChange]:
    """Return the last changes, the latest first."""
    latest = select(CategoryChange).order_by(CategoryChange.at.desc(), CategoryChange.id.desc())
    return session.scalars(latest.limit(SHOWN)).all()


def latest_of_each(session: Session) -> set[str]:
    """Return the ids of the changes that can be taken back: nothing that stands came after them."""
    seen: set[str] = set()
    found = set()
    for change in latest_changes(session):
        if change.undone_at is not None:
            continue
        concerned = {each["id"] for each in change.before}
        if not concerned & seen:
            found.add(change.id)
        seen |= concerned
    return found
