"""What an edit changed, word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vamv_forum.views.history import changes


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a b c", "a x c", [("same", "a "), ("gone", "b"), ("new", "x"), ("same", " c")]),
        ("", "neu", [("new", "neu")]),
        ("weg", "", [("gone", "weg")]),
        ("gleich", "gleich", [("same", "gleich")]),
    ],
)
def test_pieces_say_what_went_and_what_came(before, after, expected):
    assert changes(before, after) == expected


@given(before=st.text("ab \n", max_size=40), after=st.text("ab \n", max_size=40))
def test_both_texts_can_be_put_together_from_the_pieces(before, after):
    pieces = changes(before, after)
    assert "".join(words for kind, words in pieces if kind != "new") == before
    assert "".join(words for kind, words in pieces if kind != "gone") == after
