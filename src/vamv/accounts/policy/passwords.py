"""Which passwords are refused: too short, too common, too close to this portal or person, too easy to guess.

Two things are known by heart: `data/blocklist.txt.gz`, 175,000 mostly German ones (`make blocklist`), and the
30,000 most frequent passwords, words and names of zxcvbn and our own lists. Each of them is refused in any
spelling, repeated, with digits and signs before, behind or between: the list multiplied by what guessers try.
"""

import gzip
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

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
    return _is_base(plain) or any(_is_base(_once(core)) for core in _cores(plain))


def guesses(password: str, hints: Iterable[str] = ()) -> float:
    """Return how many guesses somebody needs who knows the portal, German names and `hints`."""
    known = [word for name in _GERMAN for word in _plain(name)]
    known += [noun.casefold() for _article, noun in nouns()]
    known += [part.casefold() for hint in hints for part in (hint, *hint.split()) if part]
    # Signs between the words keep nobody out who tries them without: "anna.lukas.2012".
    spellings = {password[:SCORED], re.sub(r"[\W_]", "", password)[:SCORED]} - {""}
    return min(float(zxcvbn(spelling, user_inputs=known)["guesses"]) for spelling in spellings)


def _cores(plain: str) -> Iterable[str]:
    """Return what is left without digits and signs around it, as typed and with digits read as letters."""
    yield _AROUND.sub("", plain)
    yield _AROUND.sub("", plain).translate(_LEET)
    yield re.sub(r"[\W_]", "", _AROUND.sub("", plain))
    yield re.sub(r"[\W_]", "", plain.translate(_LEET))


def _is_base(core: str) -> bool:
    known = core in _frequent() or core in _words() or _is_couple(core)
    return len(core) >= _BASE and (known or f"\n{core}\n" in _listed())


def _is_couple(core: str) -> bool:
    """Tell whether these are names of children or partners: "lenaundpaul"."""
    return all(part in _plain("first_names") for part in core.split("und"))


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
def _listed() -> str:
    """Return the blocklist as one text, a line each: two megabytes, where a set would take twelve."""
    packed = files("vamv.accounts").joinpath("data", "blocklist.txt.gz").read_bytes()
    return "\n" + gzip.decompress(packed).decode()


@cache
def _plain(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words(name))
