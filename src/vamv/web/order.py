"""Entries that stand before or after each other by name."""

from dataclasses import dataclass
from typing import Any, Protocol

from pyramid.util import FIRST, TopologicalSorter


@dataclass(frozen=True)
class Position:
    """Where an entry stands among its like: before or after another one, by name; at the end otherwise."""

    before: str | None = None
    after: str | None = None


class Placed(Protocol):
    """Anything with a name and a position."""

    @property
    def name(self) -> str: ...

    @property
    def position(self) -> Position: ...


def add_in_order(entries: list[Any], entry: Placed) -> None:
    """Add an entry to a list and sort the list by the positions of all its entries.

    A neighbour that is not there is ignored: it belongs to a part that is not installed.
    """
    entries.append(entry)
    names = {each.name for each in entries}
    sorter = TopologicalSorter(default_before=None, default_after=FIRST)
    previous = FIRST
    for each in entries:
        before = each.position.before if each.position.before in names else None
        after = each.position.after if each.position.after in names else None
        if before is None and after is None:
            after = previous
        sorter.add(each.name, each, before=before, after=after)
        previous = each.name
    entries[:] = [each for _name, each in sorter.sorted()]
