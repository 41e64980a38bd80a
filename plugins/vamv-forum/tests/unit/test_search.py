"""Words as the search compares them."""

import pytest

from vamv_forum.search import MOST_WORDS, excerpt, fold, terms


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Straße", "strasse"), ("MÜDE  Café", "mude cafe"), ("ﬁn\nÅ", "fin a"), ("naïve", "naive"), ("", "")],
)
def test_folding_leaves_what_differs_in_writing_only(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Kinder", ["kind"]),
        ("Unterhaltsvorschüsse", ["unterhaltsvorschuss"]),
        ("im Amt", ["amt"]),
        ("ja", []),
        ('"Antrag" OR NEAR(x)', ["antrag", "near"]),
        ("50 % 100€ 2026", ["100", "2026"]),
        ("Amt amt AMT", ["amt"]),
    ],
)
def test_a_query_becomes_stems_of_three_letters_or_more(query, expected):
    assert sorted(terms(query)) == sorted(expected)


def test_a_query_of_many_words_is_cut_to_the_longest():
    found = terms(" ".join(f"wortnummer{'x' * length}" for length in range(30)))
    assert len(found) == MOST_WORDS
    assert len(found[0]) > len(found[-1])


def test_every_term_is_part_of_its_own_word():
    for word in ("Häuser", "Großmütter", "gegangen", "Müdigkeit", "Leistungen", "Äpfel", "Vorschüsse"):
        assert terms(word)[0] in fold(word), word


def test_an_excerpt_shows_the_place_of_the_word():
    text = " ".join(f"w{number}" for number in range(100))
    cut = excerpt(text.replace("w50", "Unterhaltsvorschuss"), "vorschuss")
    assert "Unterhaltsvorschuss" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert excerpt("Kurzer Text.", "anderes") == "Kurzer Text."
