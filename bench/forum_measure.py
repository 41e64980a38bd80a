"""How the forum's benchmarks measure: in turns, medians, and the database's own count of its work."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

STEPS = 10  # of SQLite's machine, the grain in which they are counted


def times(work: Callable[[], Any], repeat: int) -> list[float]:
    """Return the milliseconds of each of so many calls, after one that does not count."""
    work()
    found = []
    for _ in range(repeat):
        began = time.perf_counter()
        work()
        found.append((time.perf_counter() - began) * 1000)
    return found


def in_turns(
    ours: Callable[[], Any], theirs: Callable[[], Any], rounds: int, repeat: int
) -> tuple[float, float, float]:
    """Return the median milliseconds of both, and the median of their ratios over the rounds."""
    pairs = [
        (statistics.median(times(ours, repeat)), statistics.median(times(theirs, repeat)))
        for _ in range(rounds)
    ]
    mine, reference = (statistics.median(column) for column in zip(*pairs, strict=True))
    return mine, reference, statistics.median(one / other for one, other in pairs)


def share(values: list[float], part: float) -> float:
    """Return the value below which this part of all values lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def database_work(engine: Any, work: Callable[[], Any]) -> int:
    """Return how much the database does for one call: steps of SQLite's machine, rows read by PostgreSQL.

    What an index of words does inside itself is not among them.
    """
    work()
    count = _steps if engine.dialect.name == "sqlite" else _rows
    with count(engine) as counted:
        work()
    return sum(counted)


@contextmanager
def _steps(engine: Any) -> Iterator[list[int]]:
    counted = [0]

    def step() -> int:
        counted[0] += STEPS
        return 0

    def watch(connection: Any, _record: Any, _proxy: Any) -> None:
        connection.set_progress_handler(step, STEPS)

    def leave(connection: Any, _record: Any) -> None:
        connection.set_progress_handler(None, STEPS)

    event.listen(engine, "checkout", watch)
    event.listen(engine, "checkin", leave)
    try:
        yield counted
    finally:
        event.remove(engine, "checkout", watch)
        event.remove(engine, "checkin", leave)


@contextmanager
def _rows(engine: Any) -> Iterator[list[int]]:
    counted = [0]
    so_far = [0]
    asked = "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) FROM pg_stat_xact_user_tables"

    def begin(_connection: Any) -> None:
        so_far[0] = 0

    def note(connection: Any, *_rest: Any) -> None:
        cursor = connection.connection.cursor()
        rows = int(cursor.execute(asked).fetchone()[0] or 0)
        counted[0] += rows - so_far[0]
        so_far[0] = rows

    event.listen(engine, "begin", begin)
    event.listen(engine, "after_cursor_execute", note)
    try:
        yield counted
    finally:
        event.remove(engine, "begin", begin)
        event.remove(engine, "after_cursor_execute", note)
