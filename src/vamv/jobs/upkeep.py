"""The core's own jobs that keep the job table and the database file tidy."""

from contextlib import closing

from vamv.jobs import services
from vamv.jobs.directives import JobContext


class CheckpointBlocked(Exception):
    """Somebody was reading all the while; the job is tried again."""


def checkpoint(context: JobContext) -> None:
    """Empty SQLite's write-ahead log, which keeps what was deleted until then. Raises CheckpointBlocked."""
    engine = context.registry["vamv.engine"]
    if engine.dialect.name != "sqlite":
        return
    # Past SQLAlchemy, which would begin a transaction, and no checkpoint runs inside one.
    connection = engine.raw_connection()
    connection.detach()
    with closing(connection):
        # Writers wait as long as this waits for readers.
        connection.execute("PRAGMA busy_timeout = 500")
        busy, _in_log, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise CheckpointBlocked


def sweep(context: JobContext) -> None:
    """Forget jobs that were given up long ago."""
    services.sweep(context.session, context.now)
