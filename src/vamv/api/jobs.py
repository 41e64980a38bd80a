"""Work of a plugin for the worker: declared with `config.add_job`."""

from vamv.jobs.directives import JobContext
from vamv.jobs.services import GiveUp, enqueue

__all__ = ["GiveUp", "JobContext", "enqueue"]
