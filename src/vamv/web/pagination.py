"""Keyed paging: a page begins behind a known row, so the last page costs what the first one costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class PageKey:
    """Where a page of a list in the order of time begins: behind the row with this moment and id."""

    at: datetime
    id: str

    def __str__(self) -> str:
        return f"{self.at.isoformat()}~{self.id}"

    @classmethod
    def read(cls, text: str | None) -> "PageKey | None":
        """Return the key in an address, None if there is none or it is spoilt."""
        at, _sign, row_id = (text or "").partition("~")
        try:
            moment = datetime.fromisoformat(at)
        except ValueError:
            return None
        return cls(moment, row_id) if moment.tzinfo is not None and row_id.isalnum() else None


@dataclass(frozen=True)
class Page(Generic[Row]):
    """Rows of one page in the order shown, and the keys that lead to its neighbours (None: no more)."""

    rows: Sequence[Row]
    before: str | None
    after: str | None


def cut(
    rows: Sequence[Row], size: int, key: Callable[[Row], Any], *, backwards: bool, at_edge: bool
) -> Page[Row]:
    """Make a page of at most `size` rows from a query that asked for `size + 1`.

    `backwards`: the query walked towards the beginning, so its rows are turned round. `at_edge`: the query
    began at the end it walked away from, with no key given, so there is nothing behind it.
    """
    more = len(rows) > size
    shown = list(rows[:size])
    if backwards:
        shown.reverse()
    if not shown:
        return Page([], None, None)
    first, last = str(key(shown[0])), str(key(shown[-1]))
    if backwards:
        return Page(shown, first if more else None, None if at_edge else last)
    return Page(shown, None if at_edge else first, last if more else None)
