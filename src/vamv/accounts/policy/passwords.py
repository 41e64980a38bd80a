"""Which passwords are refused: too short, too common, too close to this portal or person, too easy to guess.

There is no file of a hundred thousand passwords. The 30,000 most frequent ones, the words and names that come
with zxcvbn and our German lists are taken for what people build on: such a word, in any spelling, with digits
and signs before or behind it or repeated, is refused. That is the list multiplied by everything guessers try.
"""

import re
from collections.abc import Iterable
from functools import cache

from zxcvbn import zxcvbn
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from vamv.accounts.policy.names import fold
from vamv.accounts.words import nouns, words

SHORTEST = 12
LONGEST = 256
STAFF_SHORTEST = 16
# What zxcvbn looks at; the whole password counts for signing in.
SCORED = 72
GUESSES = 10**8
# The shortest word that makes a password common by itself; three letters are in every text.
_BASE = 4

_LEET = str.maketrans("013457@$!|", "oleastasil")
_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_GERMAN = ("context_words", "first_names", "family_names", "towns", "passphrase_words")


def problem(password: str, *, name: str = "", shortest: int = SHORTEST) -> str | None:
    """Return why a password is refused, None when it is fine.

    `short`, `long`, `common` (a frequent password or word, dressed up), `name` (holds the person's name),
    `weak` (fewer than 100 million guesses). The password counts exactly as typed.
    """
    if len(password) < shortest:
        return "short"
    if len(password) > LONGEST:
        return "long"
    folded = fold(name)
    if folded and folded in fold(password) and len(fold(password)) < len(folded) + SHORTEST:
        return "name"
    if is_common(password):
        return "common"
    return "weak" if guesses(password, (name,)) < GUESSES else None


def is_common(password: str) -> bool:
    """Tell whether a password is a frequent one, or a frequent word dressed up."""
    plain = password.casefold()
    if plain in _frequent() or plain in _words():
        return True
    return any(_is_base(_once(core)) for core in _cores(plain))


def guesses(password: str, hints: Iterable[str] = ()) -> float:
    """Return how many guesses somebody needs who knows the portal, German names and `hints`."""
    known = [word for name in _GERMAN for word in _plain(name)]
    known += [noun.casefold() for _article, noun in nouns()]
    known += [part.casefold() for hint in hints for part in (hint, *hint.split()) if part]
    return float(zxcvbn(password[:SCORED], user_inputs=known)["guesses"])


def _cores(plain: str) -> Iterable[str]:
    """Return what is left without digits and signs around it, as typed and with digits read as letters."""
    yield _AROUND.sub("", plain)
    yield _AROUND.sub("", plain).translate(_LEET)
    yield re.sub(r"[\W_]", "", plain.translate(_LEET))


def _is_base(core: str) -> bool:
    return len(core) >= _BASE and (core in _frequent() or core in _words())


def _once(text: str) -> str:
    """Return the shortest piece that `text` consists of: "geheim" for "geheimgeheim"."""
    for size in range(1, len(text) // 2 + 1):
        if len(text) % size == 0 and text[:size] * (len(text) // size) == text:
            return text[:size]
    return text


@cache
def _frequent() -> frozenset[str]:
    return frozenset(FREQUENCY_LISTS["passwords"])


@cache
def _words() -> frozenset[str]:
    english = (word for name, listed in FREQUENCY_LISTS.items() if name != "passwords" for word in listed)
    german = (word for name in _GERMAN for word in _plain(name))
    pseudonyms = (noun.casefold() for _article, noun in nouns())
    return frozenset(english).union(german, pseudonyms)


@cache
def _plain(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words(name))
