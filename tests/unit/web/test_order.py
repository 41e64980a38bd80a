"""Entries stand where they ask to stand."""

from dataclasses import dataclass

import pytest
from pyramid.exceptions import ConfigurationError

from vamv.web.order import Position, add_in_order


@dataclass(frozen=True)
class Entry:
    name: str
    position: Position


def ordered(*entries):
    made = []
    for name, before, after in entries:
        add_in_order(made, Entry(name, Position(before, after)))
    return "".join(entry.name for entry in made)


def test_without_wishes_the_order_of_adding_holds():
    assert ordered(("c", None, None), ("a", None, None), ("b", None, None)) == "cab"


def test_an_entry_goes_before_or_after_the_one_it_names():
    assert ordered(("a", None, None), ("b", None, None), ("c", "a", None), ("d", None, "a")) == "cadb"


def test_a_wish_may_name_what_is_added_later():
    assert ordered(("n", "z", None), ("s", None, "n"), ("z", None, None)) == "nsz"


def test_the_last_may_ask_to_be_first():
    """Found by the portal itself: notifications, work list, then the start page before them all."""
    assert ordered(("n", None, None), ("w", None, None), ("s", "n", None)) == "snw"


def test_a_neighbour_that_is_not_installed_is_ignored():
    assert ordered(("a", None, None), ("b", "nobody", None), ("c", None, None)) == "abc"


def test_wishes_in_a_circle_stop_the_start():
    with pytest.raises(ConfigurationError, match="a, b"):
        ordered(("a", "b", None), ("b", "a", None))
