"""Following: who is told of what, and who wants to hear nothing more of it."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from vamv.api.orm import insert
from vamv_forum.models import NORMAL, WATCH, CategoryWatch, Subscription


def choose(session: Session, *, person_id: str, discussion_id: str, level: str, now: datetime) -> None:
    """Keep what somebody has chosen for a discussion: `watch`, `mute`, or `normal` for neither.

    Neither is a choice too: whoever wants no word of a discussion gets none after answering there again.
    """
    statement = insert(session, Subscription).values(
        person_id=person_id, discussion_id=discussion_id, level=level, told_seq=0, created_at=now
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["person_id", "discussion_id"],
            set_={"level": level, "created_at": now},
            where=Subscription.level != level,
        )
    )


def follow_by_writing(session: Session, *, person_id: str, discussion_id: str, now: datetime) -> None:
    """Let somebody who opens or answers a discussion follow it, unless they have chosen already."""
    statement = insert(session, Subscription).values(
        person_id=person_id, discussion_id=discussion_id, level=WATCH, told_seq=0, created_at=now
    )
    session.execute(statement.on_conflict_do_nothing(index_elements=["person_id", "discussion_id"]))


def choose_by_writing(
    session: Session, *, person_id: str, discussion_id: str, wanted: bool, now: datetime
) -> None:
    """Keep what the tick box beside a text says about answers to come."""
    level = WATCH if wanted else NORMAL
    choose(session, person_id=person_id, discussion_id=discussion_id, level=level, now=now)


def watch_category(session: Session, *, person_id: str, category_id: str, on: bool, now: datetime) -> None:
    """Let somebody be told of new discussions in a category, or no longer."""
    if on:
        statement = insert(session, CategoryWatch).values(
            person_id=person_id, category_id=category_id, created_at=now
        )
        session.execute(statement.on_conflict_do_nothing(index_elements=["person_id", "category_id"]))
    else:
        here = (CategoryWatch.person_id == person_id, CategoryWatch.category_id == category_id)
        session.execute(delete(CategoryWatch).where(*here))
