"""The core's own jobs: they keep the job table, the database file and the audit log in order."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

from vamv.audit.export import append_head
from vamv.audit.services import current_head, prune
from vamv.jobs import services
from vamv.jobs.directives import JobContext

KEEP_AUDIT = timedelta(days=365)


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
        connection.execute("PRAGMA busy_timeout = 100")
        busy, _in_log, _moved = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise CheckpointBlocked


def sweep(context: JobContext) -> None:
    """Forget jobs that were given up long ago."""
    services.sweep(context.session, context.now)


def export_audit_head(context: JobContext) -> None:
    """Carry the head of the audit log to the place that `vamv.audit_heads` names, if there is one."""
    place = context.registry.settings["vamv.audit_heads"]
    head = current_head(context.session) if place else None
    if head is not None:
        append_head(Path(place), head)


def prune_audit(context: JobContext) -> None:
    """Check the audit log, then delete what is older than a year. Raises AuditBroken."""
    prune(context.session, context.vault, context.now - KEEP_AUDIT)
