"""The worker and its mails in tests (a part of the pytest plugin)."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy.orm import Session

from vamv.jobs.directives import job_kinds
from vamv.jobs.worker import Worker
from vamv.mail.transport import NullTransport
from vamv.testing.clock import MovableClock


@pytest.fixture
def mailbox(registry: Any, monkeypatch: pytest.MonkeyPatch) -> deque[EmailMessage]:
    """The mails that would have left the house, oldest first; `work()` sends what waits."""
    transport = NullTransport()
    monkeypatch.setitem(registry, "vamv.mail", transport)
    return transport.sent


@pytest.fixture
def work(
    registry: Any, dbsession: Session, clock: MovableClock, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], int]:
    """Do every job that is due, each behind a savepoint of the test's transaction; return how many."""
    # It would wait for the end of the test's transaction, which never comes.
    monkeypatch.delitem(job_kinds(registry), "jobs.checkpoint")

    @contextmanager
    def within(write: bool) -> Iterator[Session]:
        with dbsession.begin_nested():
            yield dbsession

    return lambda: Worker(registry, threading.Event(), within).run_until_idle(clock.now())
