"""Keyed paging: a page begins behind a known row, so the last page costs what the first one costs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


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
