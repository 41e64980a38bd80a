"""Entries that stand before or after each other by name."""

from dataclasses import dataclass
from typing import Any, Protocol

from pyramid.exceptions import ConfigurationError


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

    Entries without a wish keep the order in which they were added, and those with one go next to the
    neighbour they name. A neighbour that is not there is ignored: it belongs to a part that is not installed.
    Raises ConfigurationError when wishes go round in a circle.
    """
    names = {each.name for each in entries} | {entry.name}
    placed: list[Any] = []
    waiting: list[Any] = []
    for each in [*entries, entry]:
        (waiting if _neighbour(each, names) else placed).append(each)
    while waiting:
        left = [each for each in waiting if not _place(placed, each, names)]
        if len(left) == len(waiting):
            circle = ", ".join(each.name for each in left)
            raise ConfigurationError(f"these want to stand before or after one another: {circle}")
        waiting = left
    entries[:] = placed


def _neighbour(entry: Any, names: set[str]) -> str | None:
    position = entry.position
    return next((name for name in (position.before, position.after) if name in names), None)


def _place(placed: list[Any], entry: Any, names: set[str]) -> bool:
    neighbour = _neighbour(entry, names)
    order = [each.name for each in placed]
    if neighbour not in order:
        return False
    index = order.index(neighbour)
    placed.insert(index if neighbour == entry.position.before else index + 1, entry)
    return True
