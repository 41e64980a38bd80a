"""Work lists: what waits for staff, declared by each part, merged on one page by its due date.

Declared below the parts that fill them; `vamv.staff` shows them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.security.identity import Identity

WORK_LISTS = "vamv.work_lists"


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits.

    `title`: what it is; `note`: one more line, never content of a person. `due`: until when, None without a
    limit. `urgent`: before anything else of the same day. `route`, `route_args`: where to do it. `state`:
    in a word or two. `for_whom`: a role or a name.
    """

    title: Any
    route: str
    route_args: Mapping[str, Any] = field(default_factory=dict)
    note: Any = ""
    due: datetime | None = None
    urgent: bool = False
    state: Any = ""
    for_whom: Any = ""


@dataclass(frozen=True)
class WorkList:
    """A part's list: `query(session, actor, now, limit)` returns what waits, the most urgent first."""

    name: str
    label: Any
    query: Callable[[Session, Identity, datetime, int], Sequence[WorkItem]]
    permission: str


def add_work_list(
    config: Any,
    name: str,
    label: Any,
    query: Callable[[Session, Identity, datetime, int], Sequence[WorkItem]],
    permission: str,
) -> None:
    """Declare rows for the work list of those who have `permission`."""
    work_list = WorkList(name, label, config.maybe_dotted(query), permission)

    def register() -> None:
        config.registry.setdefault(WORK_LISTS, {})[name] = work_list

    intr = config.introspectable("vamv work lists", name, name, "work list")
    intr.update(work_list=work_list)
    config.action(("vamv work list", name), register, introspectables=(intr,))


def work_lists(registry: Any) -> dict[str, WorkList]:
    """Return all declared work lists by name."""
    found: dict[str, WorkList] = registry.get(WORK_LISTS, {})
    return found
