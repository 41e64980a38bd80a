"""What the operator must know about jobs."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv.jobs.models import Job
from vamv.plugins.results import Finding

LATE = timedelta(minutes=15)


def check(session: Session, names: Collection[str], now: datetime) -> list[Finding]:
    """Return a finding for each kind of job that was given up, and one if nobody seems to be working.

    `names`: the declared jobs; those of a part that is switched off may wait as long as they like.
    """
    failed = session.execute(
        select(Job.name, Job.error_type, func.count())
        .where(Job.failed_at.is_not(None))
        .group_by(Job.name, Job.error_type)
        .order_by(Job.name, Job.error_type)
    )
    findings = [
        Finding("error", f"{count} × job {name} given up ({error_type})", "Find the cause in the log.")
        for name, error_type, count in failed
    ]
    oldest = session.scalar(
        select(func.min(Job.run_at)).where(
            Job.failed_at.is_(None), Job.lease_until.is_(None), Job.name.in_(names)
        )
    )
    if oldest is not None and oldest < now - LATE:
        findings.append(
            Finding("warning", "Jobs have been waiting for more than 15 minutes", "Is the worker running?")
        )
    return findings or [Finding("ok", "Jobs are done in time")]
