"""Jobs: work done after the answer, by a worker, from a table."""

from typing import Any

from vamv.jobs.directives import add_job
from vamv.jobs.upkeep import checkpoint, export_audit_head, prune_audit, sweep


def includeme(config: Any) -> None:
    config.add_directive("add_job", add_job)
    config.add_job("jobs.checkpoint", checkpoint, schedule="hourly")
    config.add_job("jobs.sweep", sweep, schedule="daily")
    config.add_job("audit.export_head", export_audit_head, schedule="hourly")
    config.add_job("audit.prune", prune_audit, schedule="daily")
