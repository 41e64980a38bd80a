"""The work lists of all parts as one."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.plugins.errors import place_of
from vamv.web.work import WorkItem, WorkList

log = logging.getLogger(__name__)

_NO_DUE = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Work:
    """What waits for one person. `missing`: labels of the lists that could not be read."""

    items: list[WorkItem]
    missing: list[Any]


def work_of(session: Session, lists: Iterable[WorkList], actor: Any, now: datetime, limit: int) -> Work:
    """Merge the lists: what is due first in front, urgent before usual, then what has no limit.

    `limit`: rows of each list, and of all together. A list that fails is named as missing; the others are
    shown.
    """
    items: list[WorkItem] = []
    missing = []
    for work_list in lists:
        try:
            with session.begin_nested():
                items += work_list.query(session, actor, now, limit)
        except Exception as error:  # noqa: BLE001 - one broken part must not hide the work of all others
            log.error(
                "work list %s: %s at %s", work_list.name, type(error).__name__, place_of(error.__traceback__)
            )
            missing.append(work_list.label)
    items.sort(key=lambda item: (item.due or _NO_DUE, not item.urgent))
    return Work(items[:limit], missing)
