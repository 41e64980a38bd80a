"""What moderation is pointed at in a text."""

import pytest

from vamv.moderation import words
from vamv.moderation.hints import CONTACT, LIFE, MOST, OWN, VIOLENCE, held_words, hints


def kinds(text, own=()):
    return [hint.kind for hint in hints(text, own)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ich will nicht mehr leben.", LIFE),
        ("Manchmal denke ich an Suizid", LIFE),
        ("Ich wäre am liebsten tot", LIFE),
        ("Er schlägt mich und die Kinder", VIOLENCE),
        ("Sie wurde vergewaltigt", VIOLENCE),
        ("Er droht mir", VIOLENCE),
        ("Ruf an: 06131 616633", CONTACT),
        ("+49 6131 61 66 33", CONTACT),
        ("Schreib an birke@example.org", CONTACT),
        ("Schau auf https://example.org/x", CONTACT),
        ("Kaiserstraße 29 in Mainz", CONTACT),
    ],
)
def test_a_passage_is_found(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Mein Sohn ist 12 und schläft schlecht.",
        "Im Jahr 2025 waren es 1.234 Euro, 2026 sind es 250 Euro mehr.",
        "Wir leben in Mainz, ich arbeite 30 Stunden.",
        "Ein Vorschlag: um 15 Uhr im Park.",
        "Nach § 1606 Abs. 3 BGB",
    ],
)
def test_everyday_words_are_left_alone(text):
    assert kinds(text) == []


def test_what_may_cost_a_life_stands_first():
    text = "Er hat mich geschlagen, ich will nicht mehr leben. 0171 2345678. Abzocke!"
    assert kinds(text, ["abzock"]) == [LIFE, VIOLENCE, CONTACT, OWN]


def test_a_word_of_the_chapter_begins_a_word_of_the_text():
    assert held_words("Das ist ABZOCKE", ["abzock", "zock", " "]) == ("abzock",)
    assert held_words("a+b", ["a+", "(", ""]) == ("a+",)


def test_a_long_text_shows_few_passages():
    (hint,) = hints(" ".join(f"a{number}@example.org" for number in range(50)))
    assert len(hint.passages) == MOST


def test_every_kind_of_hint_has_words():
    assert set(words.HINTS) == {LIFE, VIOLENCE, CONTACT, OWN}
