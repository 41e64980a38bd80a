"""What is noticed in a text before others read it: how often rightly, and how much is missed."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from vamv.moderation.crisis import in_crisis
from vamv.moderation.personal_data import personal_data
from vamv.moderation.words import PERSONAL_DATA

DATA = Path(__file__).parent / "data"
# Texts that make a careless pattern begin anew at each letter.
SPITEFUL = (
    "a-",
    "1.",
    "a.a",
    "Xx-",
    "Aa",
    "a@",
    "_",
    "7",
    "Ich ",
    "Am Bach ",
    "LG Xx ",
    "null ",
    "Kita ",
    "ich will ",
)


def examples(name):
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            wanted, _, sentence = line.partition(" | ")
            yield wanted, sentence.replace("\\n", "\n")


def test_personal_data_is_found_and_little_else():
    right = wrong = missed = 0
    lines = list(examples("personal_data.txt"))
    for wanted, sentence in lines:
        expected = set() if wanted == "-" else set(wanted.split("+"))
        found = {each.kind for each in personal_data(sentence)}
        right += len(found & expected)
        wrong += len(found - expected)
        missed += len(expected - found)
    precision, recall = right / (right + wrong), right / (right + missed)
    print(f"{len(lines)} sentences: precision {precision:.3f}, recall {recall:.3f}")  # noqa: T201
    assert len(lines) >= 150
    assert precision >= 0.95
    assert recall >= 0.9


def test_danger_is_noticed_and_figures_of_speech_are_not():
    lines = list(examples("crisis.txt"))
    missed = [sentence for wanted, sentence in lines if wanted == "yes" and not in_crisis(sentence)]
    wrong = [sentence for wanted, sentence in lines if wanted == "no" and in_crisis(sentence)]
    print(f"{len(lines)} sentences: missed {missed}, wrong {wrong}")  # noqa: T201
    yes = sum(wanted == "yes" for wanted, _sentence in lines)
    # Here a missed one is worse than one too many.
    assert len(missed) <= 0.05 * yes
    assert len(wrong) <= 0.1 * (len(lines) - yes)


def test_a_place_is_quoted_as_it_stands_in_the_text():
    text = "Hallo,\nruf an:\n0151\t234 56 78. Danke!"
    (found,) = personal_data(text)
    assert (found.kind, found.words) == ("phone", "0151 234 56 78")
    assert text[found.start : found.end] == "0151\t234 56 78"


def test_places_come_in_their_order_and_do_not_overlap():
    found = personal_data("LG Sabine Müller, wa.me/4915123456789, 0151 2345678, sabine@example.org")
    assert [each.kind for each in found] == ["name", "profile", "phone", "mail"]
    assert all(left.end <= right.start for left, right in pairwise(found))


def test_every_kind_has_a_word_for_people():
    kinds = {
        each.kind for _wanted, sentence in examples("personal_data.txt") for each in personal_data(sentence)
    }
    assert kinds == set(PERSONAL_DATA)


@pytest.mark.parametrize("piece", SPITEFUL)
def test_no_text_takes_long(piece):
    for text in ((piece * 10_000)[:10_000], ((piece * 110)[:110] + " ") * 90):
        begin = time.process_time()
        personal_data(text)
        in_crisis(text)
        # Two hundred times what an ordinary text of this length takes would still be under it.
        assert time.process_time() - begin < 1
