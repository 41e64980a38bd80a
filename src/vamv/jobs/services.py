"""Put work in, take it out with a lease, finish it or give it up."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from vamv.db.types import new_id
from vamv.db.upsert import insert
from vamv.jobs.models import Job

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8
FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(hours=6)
KEEP_FAILED = timedelta(days=30)
ABANDONED = "Abandoned"


class GiveUp(Exception):
    """Raised by a job that would fail again however often it is tried."""


class LeaseLost(Exception):
    """Another worker has the job by now; what this one did must not be committed."""


@dataclass(frozen=True)
class Claimed:
    """A job in the hands of one worker; `attempts` tells its lease from a later one."""

    id: str
    name: str
    payload: dict[str, Any]
    attempts: int


def enqueue(
    session: Session,
    name: str,
    payload: Mapping[str, Any],
    *,
    now: datetime,
    run_at: datetime | None = None,
    unique_key: str | None = None,
) -> str:
    """Have the job `name` done after this transaction, not before `run_at`; return the id of its row.

    `payload`: JSON values, ids rather than content. With `unique_key`, a job that waits under the same key is
    left as it is, and nothing is added; it starts only after this transaction, so it sees what this one did.
    """
    row = insert(session, Job).values(
        id=new_id(),
        name=name,
        payload=dict(payload),
        run_at=run_at or now,
        attempts=0,
        created_at=now,
        unique_key=unique_key,
    )
    # An update that changes nothing, unlike DO NOTHING, locks the waiting row until this transaction ends.
    row = row.on_conflict_do_update(index_elements=["unique_key"], set_={"unique_key": unique_key})
    return str(session.execute(row.returning(Job.id)).scalar_one())


def is_due(session: Session, names: Collection[str], now: datetime) -> bool:
    """Tell whether there is anything to claim: a read, so that an idle worker keeps nobody waiting."""
    return session.execute(_due(names, now)).first() is not None


def claim(session: Session, names: Collection[str], now: datetime) -> Claimed | None:
    """Take the job that has waited longest, in one statement; None when nothing is due.

    Jobs whose name is not among `names` belong to a part that is switched off: they wait for it. A job whose
    worker died with it every time is given up here.
    """
    while True:
        taken = session.execute(
            update(Job)
            .where(Job.id == _due(names, now).with_for_update(skip_locked=True).scalar_subquery())
            .values(attempts=Job.attempts + 1, lease_until=now + LEASE, unique_key=None)
            .returning(Job.id, Job.name, Job.payload, Job.attempts)
            .execution_options(synchronize_session=False)
        ).first()
        if taken is None:
            return None
        job = Claimed(taken.id, taken.name, taken.payload, taken.attempts)
        if job.attempts <= MAX_ATTEMPTS:
            return job
        _park(session, job, ABANDONED, now)


def finish(session: Session, job: Claimed) -> None:
    """Remove a job that is done, in the transaction of its work. Raises LeaseLost."""
    result = session.execute(_held(delete(Job), job).execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)
    if result.rowcount != 1:
        raise LeaseLost


def fail(session: Session, job: Claimed, error: BaseException, now: datetime) -> bool:
    """Let a failed job be tried again later, or give it up; return True while it will be tried again.

    Of the error only its type is kept: its text may hold what a person wrote.
    """
    if isinstance(error, GiveUp) or job.attempts >= MAX_ATTEMPTS:
        cause = error.__cause__ if isinstance(error, GiveUp) and error.__cause__ else error
        _park(session, job, type(cause).__name__, now)
        return False
    pause = min(FIRST_PAUSE * 4 ** (job.attempts - 1), LONGEST_PAUSE)
    session.execute(
        _held(update(Job), job)
        .values(run_at=now + pause, lease_until=None, error_type=type(error).__name__[:120])
        .execution_options(synchronize_session=False)
    )
    return True


def waiting_keys(session: Session, keys: Collection[str]) -> set[str]:
    """Return which of these unique keys have a job waiting."""
    return set(session.scalars(select(Job.unique_key).where(Job.unique_key.in_(keys))))


def sweep(session: Session, now: datetime) -> None:
    """Forget jobs that were given up long ago."""
    session.execute(
        delete(Job).where(Job.failed_at < now - KEEP_FAILED).execution_options(synchronize_session=False)
    )


def _due(names: Collection[str], now: datetime) -> Any:
    return (
        select(Job.id)
        .where(
            Job.failed_at.is_(None),
            Job.run_at <= now,
            or_(Job.lease_until.is_(None), Job.lease_until < now),
            Job.name.in_(names),
        )
        .order_by(Job.run_at)
        .limit(1)
    )


def _held(statement: Any, job: Claimed) -> Any:
    return statement.where(Job.id == job.id, Job.attempts == job.attempts, Job.failed_at.is_(None))


def _park(session: Session, job: Claimed, error_type: str, now: datetime) -> None:
    session.execute(
        _held(update(Job), job)
        .values(failed_at=now, lease_until=None, error_type=error_type[:120])
        .execution_options(synchronize_session=False)
    )
