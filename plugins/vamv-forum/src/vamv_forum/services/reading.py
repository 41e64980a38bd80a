"""Keeping track of what somebody has read."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from vamv.api.notifications import seen
from vamv.api.orm import insert
from vamv.api.security import Identity
from vamv_forum.models import Reader, ReadMark, Subscription


def mark_read(session: Session, *, person_id: str, discussion_id: str, seq: int) -> None:
    """Note that somebody has seen a discussion up to a post; never takes anything back."""
    statement = insert(session, ReadMark).values(
        person_id=person_id, discussion_id=discussion_id, last_seq=seq
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["person_id", "discussion_id"],
            set_={"last_seq": statement.excluded.last_seq},
            where=ReadMark.last_seq < statement.excluded.last_seq,
        )
    )


def mark_unread(session: Session, *, person_id: str, discussion_id: str, seq: int) -> None:
    """Let a discussion be unread for somebody from a post on, read only before it."""
    statement = insert(session, ReadMark).values(
        person_id=person_id, discussion_id=discussion_id, last_seq=seq - 1
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["person_id", "discussion_id"], set_={"last_seq": statement.excluded.last_seq}
        )
    )


def about(discussion_id: str) -> str:
    """Return how notifications name a discussion."""
    return f"forum:{discussion_id}"


def note_page(
    session: Session, *, person_id: str, discussion_id: str, seq: int, at_end: bool, now: datetime
) -> None:
    """Note that somebody has seen a page up to a post; at the end of a discussion nothing of it is news."""
    mark_read(session, person_id=person_id, discussion_id=discussion_id, seq=seq)
    if at_end:
        seen(session, person_id, about(discussion_id), now)


def mark_own_read(session: Session, *, person_id: str, discussion_id: str, seq: int) -> None:
    """Note that somebody knows a post of their own, if they have seen all the posts before it."""
    session.execute(
        update(ReadMark)
        .where(
            ReadMark.person_id == person_id,
            ReadMark.discussion_id == discussion_id,
            ReadMark.last_seq == seq - 1,
        )
        .values(last_seq=seq)
        .execution_options(synchronize_session=False)
    )


def mark_all_read(session: Session, *, actor: Identity, now: datetime) -> None:
    """Let nothing written up to now count as new for this person, and tell them of what comes."""
    told = (Subscription.person_id == actor.person_id, Subscription.told_seq > 0)
    session.execute(update(Subscription).where(*told).values(told_seq=0))
    statement = insert(session, Reader).values(person_id=actor.person_id, read_before=now)
    session.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_={"read_before": now}))


def choose_region(session: Session, *, actor: Identity, region: str) -> None:
    """Show the categories of a region to this person before those of others; empty: none before others."""
    statement = insert(session, Reader).values(person_id=actor.person_id, region=region)
    session.execute(statement.on_conflict_do_update(index_elements=["person_id"], set_={"region": region}))
