"""Suggestions."""

from vamv.accounts.policy import names
from vamv.accounts.words import nouns, suggest_passphrase, suggest_pseudonym, words


def test_there_are_enough_pairs_of_words():
    assert len(set(words("adjectives"))) >= 200
    assert len(set(nouns())) >= 200
    assert len(words("adjectives")) == len(set(words("adjectives")))


def test_the_ending_follows_the_noun():
    endings = {noun: {"der": "er", "die": "e", "das": "es"}[article] for article, noun in nouns()}
    for _ in range(200):
        adjective, noun = suggest_pseudonym().split()
        assert adjective.endswith(endings[noun])


def test_no_suggestion_gives_anything_away():
    for article, noun in nouns():
        assert names.hints(f"Leiser {noun}") == (), noun
        assert names.problem(f"Leiser {noun}") is None, article
    for stem in words("adjectives"):
        for ending in ("er", "e", "es"):
            assert names.hints(f"{stem.capitalize()}{ending} Ahorn") == (), stem


def test_a_passphrase_has_five_of_7084_words():
    """At least 63.9 bits, and no word that hurts."""
    assert len(set(words("passphrase_words"))) == 7084
    assert all(word.isascii() and word.islower() for word in words("passphrase_words"))
    drawn = {suggest_passphrase() for _ in range(100)}
    assert len(drawn) == 100
    assert all(set(each.split("-")) <= set(words("passphrase_words")) for each in drawn)
    assert {len(each.split("-")) for each in drawn} == {5}
