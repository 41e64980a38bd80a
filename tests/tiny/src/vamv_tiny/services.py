"""What can be done with slips."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from vamv.api.jobs import enqueue
from vamv.api.moderation import ContentActions
from vamv.api.notifications import notify
from vamv.api.statistics import count
from vamv_tiny.models import Slip, Thanks

UNSEEN = timedelta(days=30)


def write(session: Session, *, author_id: str | None, text: str, held: bool, now: datetime) -> Slip:
    """Put a slip into the box; `held`: only moderation sees it for now."""
    slip = Slip(author_id=author_id, text=text, held=held, created_at=now)
    session.add(slip)
    session.flush()
    count(session, "tiny.slips", now=now, held="yes" if held else "no")
    return slip


def thank(session: Session, *, slip: Slip, person_id: str, now: datetime) -> None:
    """Thank for a slip, once; its author is told by the worker."""
    if session.get(Thanks, (slip.id, person_id)) is not None:
        return
    session.add(Thanks(slip_id=slip.id, person_id=person_id, thanked_at=now))
    enqueue(session, "tiny.tell", {"slip": slip.id}, now=now)


def tell(context: Any) -> None:
    """Tell the author of a slip that somebody was glad of it (a job)."""
    slip = context.session.get(Slip, context.payload["slip"])
    if slip is not None and slip.author_id is not None:
        notify(
            context.session,
            person_id=slip.author_id,
            type="tiny.thanked",
            now=context.now,
            route="tiny.slip",
            route_args={"id": slip.id},
        )


def hide(session: Session, id: str, *, now: datetime, reason: str) -> None:  # noqa: A002 - the caller's name
    """Take a slip from its readers."""
    session.execute(update(Slip).where(Slip.id == id).values(hidden_reason=reason))


def restore(session: Session, id: str, *, now: datetime) -> None:  # noqa: A002 - the caller's name
    """Show a slip again, or for the first time."""
    session.execute(update(Slip).where(Slip.id == id).values(hidden_reason=None, held=False))


def forget(session: Session, person_id: str, keep_texts: bool) -> int:
    """Erase a person; return how many rows went or lost their author."""
    thanks = session.execute(delete(Thanks).where(Thanks.person_id == person_id))
    own = Slip.author_id == person_id
    slips = session.execute(
        update(Slip).where(own).values(author_id=None) if keep_texts else delete(Slip).where(own)
    )
    return int(thanks.rowcount + slips.rowcount)  # type: ignore[attr-defined]


def throw_away(session: Session, now: datetime, period: timedelta) -> int:
    """Delete slips that are older than `period`; return how many."""
    return int(session.execute(delete(Slip).where(Slip.created_at < now - period)).rowcount)  # type: ignore[attr-defined]


def throw_away_hidden(session: Session, now: datetime) -> int:
    """Delete slips that have been hidden and were written more than 30 days ago; return how many."""
    old = select(Slip.id).where(Slip.hidden_reason.is_not(None), Slip.created_at < now - UNSEEN)
    return int(session.execute(delete(Slip).where(Slip.id.in_(old))).rowcount)  # type: ignore[attr-defined]


ACTIONS = ContentActions(hide=hide, restore=restore)
