"""What has happened, told to whom it concerns, as plain dataclasses.

`announce` for those who may still object: they run inside the transaction, and raising undoes it.
`later` for everybody else: work for the worker, stored with what has happened or not at all.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.jobs.services import enqueue


def announce(registry: Any, session: Session, event: Any) -> None:
    """Tell every subscriber of the event's class, now; what one raises reaches the caller.

    A part subscribes with `config.add_subscriber(function, (LetterSent, Session))`, which calls
    `function(event, session)`.
    """
    registry.notify(event, session)


def later(session: Session, job: str, event: Any, *, now: datetime) -> str:
    """Have the job `job` done after this transaction; return the id of its row.

    `event`: a dataclass of JSON values, ids rather than content; its fields are the job's payload.
    """
    payload: Mapping[str, Any] = asdict(event)
    return enqueue(session, job, payload, now=now)
