"""Failures at one log-in name, counted in the database: for every process, and across restarts.

A name that nobody has is counted like any other, so that waiting tells nothing about who exists.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from vamv.accounts.models import LoginGuard
from vamv.accounts.policy import waiting


def counted(session: Session, index: bytes) -> waiting.Account | None:
    """Return the failures of today at a log-in name's index."""
    row = session.get(LoginGuard, index, populate_existing=True)
    return None if row is None else waiting.Account(row.guesses, row.strangers, row.began_at)


def count_failure(session: Session, index: bytes, network: waiting.Network, now: datetime) -> None:
    """Count one more failure from a network."""
    after = waiting.after_failure(counted(session, index), network, now)
    row = session.get(LoginGuard, index)
    if row is None:
        row = LoginGuard(login_index=index)
        session.add(row)
    row.guesses, row.strangers, row.began_at = after.guesses, after.strangers, after.began_at
    session.flush()


def purge(session: Session, now: datetime, older_than: timedelta = waiting.DAY) -> int:
    """Forget yesterday's failures; return how many names that were."""
    done = session.execute(delete(LoginGuard).where(LoginGuard.began_at <= now - older_than))
    return done.rowcount  # type: ignore[attr-defined]
