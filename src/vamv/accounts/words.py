"""The word lists in `data/`: where suggestions come from, and what is too easy to guess or to recognise."""

import secrets
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

# Endings of an adjective in front of a noun without article: leis-er Ahorn, leis-e Linde, leis-es Moos.
_ENDINGS = {"der": "er", "die": "e", "das": "es"}
PASSPHRASE_WORDS = 5
STAFF_PASSPHRASE_WORDS = 6


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of `data/<name>.txt` in their order."""
    return tuple(word for line in _lines(name) for word in line.split())


@cache
def nouns() -> tuple[tuple[str, str], ...]:
    """Return the nouns of the pseudonyms, each with its article."""
    found = []
    for line in _lines("nouns"):
        article, _, rest = line.partition(":")
        found += [(article, noun) for noun in rest.split()]
    return tuple(found)


def suggest_pseudonym() -> str:
    """Draw a pleasant pair of words: "Leiser Ahorn", "Sonnige Bucht", "Mutiges Reh"."""
    article, noun = secrets.choice(nouns())
    stem = secrets.choice(words("adjectives"))
    return f"{stem.capitalize()}{_ENDINGS[article]} {noun}"


def suggest_passphrase(count: int = PASSPHRASE_WORDS) -> str:
    """Draw `count` of 7,084 words: 12.8 bits each, so 64.0 with five and 76.7 with six."""
    return "-".join(secrets.choice(words("passphrase_words")) for _ in range(count))


def _lines(name: str) -> Iterator[str]:
    text = files("vamv.accounts").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if not line.startswith("#"))
