"""`config.add_job`: a name for work the worker can do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, get_args

from pyramid.exceptions import ConfigurationError
from sqlalchemy.orm import Session

from vamv.jobs.schedule import Schedule
from vamv.vault.vault import Vault

REGISTRY_KEY = "vamv.jobs"
_WORDS = get_args(get_args(Schedule)[0])


@dataclass(frozen=True)
class JobContext:
    """What a job works with.

    `session` commits when the callable returns and rolls back when it raises. It opens at its first use, and
    then no other may write on SQLite: whoever talks to the network does that before or without it.
    """

    session: Session
    payload: dict[str, Any]
    now: datetime
    registry: Any
    vault: Vault


@dataclass(frozen=True)
class JobKind:
    """A declared job; `schedule` None means that it runs only when it is enqueued."""

    name: str
    callable: Callable[[JobContext], object]
    schedule: Schedule | None


def add_job(
    config: Any,
    name: str,
    callable: Callable[[JobContext], object],  # noqa: A002 - the argument's name is public
    schedule: Schedule | None = None,
) -> None:
    """Declare what the worker does for jobs called `name`.

    `schedule`: "hourly", "daily" or the time between two runs. Raises ConfigurationError for another one.
    """
    if schedule is not None and not isinstance(schedule, timedelta) and schedule not in _WORDS:
        raise ConfigurationError(f"job {name}: schedule is one of {', '.join(_WORDS)} or a timedelta")
    kind = JobKind(name, config.maybe_dotted(callable), schedule)

    def register() -> None:
        config.registry.setdefault(REGISTRY_KEY, {})[name] = kind

    intr = config.introspectable("vamv jobs", name, name, "job")
    intr.update(job=kind)
    config.action(("vamv job", name), register, introspectables=(intr,))


def job_kinds(registry: Any) -> dict[str, JobKind]:
    """Return all declared jobs by name."""
    found: dict[str, JobKind] = registry.get(REGISTRY_KEY, {})
    return found
