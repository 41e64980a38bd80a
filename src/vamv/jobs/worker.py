"""The worker: does what waits in the job table, one after the other.

A thread of the embedded process, or the whole of `vamv worker`; any number may run beside one another.
"""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.orm import Session
from transaction import TransactionManager

from vamv.db.session import make_session
from vamv.jobs import services
from vamv.jobs.directives import JobContext, JobKind, job_kinds
from vamv.jobs.schedule import next_run
from vamv.plugins.errors import place_of

log = logging.getLogger(__name__)

PAUSE = 2.0  # seconds between two looks at an empty table

Transactions = Callable[[bool], AbstractContextManager[Session]]


def own_transactions(engine: Engine) -> Transactions:
    """Return how a worker opens a transaction: `with transactions(write) as session`."""

    @contextmanager
    def transaction(write: bool) -> Iterator[Session]:
        # With a transaction manager, because hints to the bus wait for the commit in jobs as in requests.
        manager = TransactionManager(explicit=True)
        with manager:
            yield make_session(engine, manager, write=write)

    return transaction


class Worker:
    """Runs jobs until `stop` is set.

    `registry`: of the application. `transactions`: how to open one, by default on the application's engine;
    a test gives its own.
    """

    def __init__(
        self, registry: Any, stop: threading.Event, transactions: Transactions | None = None
    ) -> None:
        self._registry = registry
        self._stop = stop
        self._kinds = job_kinds(registry)
        self._transactions = transactions or own_transactions(registry["vamv.engine"])

    def run(self) -> None:
        """Work until told to stop; a job that has begun is finished first."""
        while not self._stop.is_set():
            try:
                busy = self.turn(self._registry["vamv.clock"].now())
            except Exception as error:  # noqa: BLE001 - the database may be away for a while; the worker stays
                log.error("worker: %s at %s", type(error).__name__, place_of(error.__traceback__))
                busy = False
            if not busy:
                self._stop.wait(PAUSE)

    def run_until_idle(self, now: datetime) -> int:
        """Do everything that is due at `now` and return how many jobs were tried."""
        tried = 0
        while self.turn(now):
            tried += 1
        return tried

    def turn(self, now: datetime) -> bool:
        """Plan what comes again, then try one job; return whether there was one."""
        with self._transactions(False) as session:
            unplanned = self._unplanned(session)
            due = services.is_due(session, self._kinds, now)
        if unplanned:
            self._plan(unplanned, now)
        if not due:
            return False
        with self._transactions(True) as session:
            job = services.claim(session, self._kinds, now)
        if job is None:
            return False
        self._try(job, now)
        return True

    def _unplanned(self, session: Session) -> list[JobKind]:
        scheduled = {_key(kind): kind for kind in self._kinds.values() if kind.schedule is not None}
        waiting = services.waiting_keys(session, scheduled)
        return [kind for key, kind in scheduled.items() if key not in waiting]

    def _plan(self, kinds: list[JobKind], now: datetime) -> None:
        with self._transactions(True) as session:
            for kind in kinds:
                assert kind.schedule is not None
                run_at = next_run(kind.schedule, now)
                services.enqueue(session, kind.name, {}, now=now, run_at=run_at, unique_key=_key(kind))

    def _try(self, job: services.Claimed, now: datetime) -> None:
        registry = self._registry
        try:
            with self._transactions(True) as session:
                self._kinds[job.name].callable(
                    JobContext(session, job.payload, now, registry, registry["vamv.vault"])
                )
                services.finish(session, job)
        except services.LeaseLost:
            log.warning("job %s took longer than its lease and was taken over", job.name)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a job does, the next one runs
            log.warning("job %s: %s at %s", job.name, type(error).__name__, place_of(error.__traceback__))
            with self._transactions(True) as session:
                services.fail(session, job, error, now)


def _key(kind: JobKind) -> str:
    return f"schedule:{kind.name}"
