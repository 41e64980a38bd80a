"""Keys of a list in addresses."""

from datetime import UTC, datetime

import pytest

from vamv_forum.queries.lists import ListKey


def test_a_key_survives_its_way_through_an_address():
    key = ListKey(True, datetime(2026, 11, 25, 21, 40, 0, 123, tzinfo=UTC), "abc")
    assert ListKey.read(str(key)) == key


@pytest.mark.parametrize(
    "text", [None, "", "1", "1~x~y", "1~2026-11-25T21:40:00~abc", "1~2026-11-25T21:40:00+00:00~"]
)
def test_what_is_no_key_is_none(text):
    assert ListKey.read(text) is None
