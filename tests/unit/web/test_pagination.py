"""Keys of pages in addresses."""

from datetime import UTC, datetime

import pytest

from vamv.web.pagination import PageKey


def test_a_key_survives_its_way_through_an_address():
    key = PageKey(datetime(2026, 11, 25, 21, 40, 0, 123, tzinfo=UTC), "abc")
    assert PageKey.read(str(key)) == key


@pytest.mark.parametrize(
    "text",
    [None, "", "x", "~", "2026-11-25~a", "9" * 500, "2026-11-25T20:30:00~", "2026-11-25T20:30:00+00:00~"],
)
def test_a_key_that_is_none_begins_at_the_beginning(text):
    assert PageKey.read(text) is None
