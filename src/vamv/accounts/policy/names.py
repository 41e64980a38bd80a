"""Which names are allowed, which of them mean the same to the eye, and which say too much about a person."""

import re
import unicodedata
from functools import cache

from vamv.accounts.words import words

SHORTEST = 3
LONGEST = 40
# Signs that stand between letters and do not make another name.
_BETWEEN = frozenset(" -_.'’·")
# Letters of different alphabets, and digits, that look like one another in most fonts: the left reads as the
# right. After the tables of Unicode Technical Standard 39, kept to what occurs in names.
_CYRILLIC = dict(zip("авекмнорстухіјѕһԁԛԝѵӏ", "abekmhopctyxljshdqwvl", strict=True))
_GREEK = dict(zip("αβεικνορτυχωηϲ", "abelkvoptuxwnc", strict=True))
_LATIN = {"0": "o", "1": "l", "|": "l", "i": "l", "ı": "l", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t"}
_LOOKS_LIKE = str.maketrans(_CYRILLIC | _GREEK | _LATIN | {"æ": "ae", "œ": "oe"})
_ONE_GROUP = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HANGUL": "CJK"}
# Names under which somebody could pretend to speak for the portal.
_OFFICIAL = frozenset(
    [
        "admin",
        "administration",
        "administrator",
        "berater",
        "beraterin",
        "beratung",
        "chatleitung",
        "fachkraft",
        "hilfe",
        "leitung",
        "moderation",
        "moderator",
        "moderatorin",
        "polizei",
        "portal",
        "redaktion",
        "support",
        "system",
        "team",
        "vamv",
        "verwaltung",
    ]
)
_MAIL = re.compile(r"\S@\S|\b\w+\.(de|com|net|org|eu|info)\b", re.IGNORECASE)


def fold(name: str) -> str:
    """Return what is left of a name when case, accents, gaps and look-alikes no longer count.

    Two names with the same remainder are one name: for signing in, so that nobody fails at a capital, and for
    being unique, so that nobody passes for somebody else. Never change it: indexes are made from it.
    """
    text = unicodedata.normalize("NFKC", name).casefold().translate(_LOOKS_LIKE)
    letters = unicodedata.normalize("NFKD", text)
    kept = "".join(sign for sign in letters if sign not in _BETWEEN and not unicodedata.combining(sign))
    return kept.translate(_LOOKS_LIKE).replace("rn", "m").replace("vv", "w")


def tidy(name: str) -> str:
    """Return a name as it is shown: composed, without blanks at the ends or doubled."""
    return " ".join(unicodedata.normalize("NFC", name).split())


def problem(name: str, *, official: bool = False) -> str | None:
    """Return why a tidy name is not allowed, None when it is.

    `short`, `long`, `signs` (something other than letters, digits and a few signs between), `letters` (fewer
    than two), `scripts` (letters of several alphabets), `official` (sounds like staff; allowed to them).
    """
    if len(name) > LONGEST:
        return "long"
    if len(fold(name)) < SHORTEST:
        return "short"
    letters = [sign for sign in name if unicodedata.category(sign)[0] == "L"]
    if any(not _allowed(sign) for sign in name):
        return "signs"
    if len(letters) < 2:
        return "letters"
    if len({_script(letter) for letter in letters}) > 1:
        return "scripts"
    if not official and _OFFICIAL & {token.casefold() for token in re.split(r"[\W_]+", name)}:
        return "official"
    return None


def hints(name: str) -> tuple[str, ...]:
    """Return what a name gives away, nothing for a good pseudonym: `mail`, `real_name`, `place`."""
    found = []
    if _MAIL.search(name):
        found.append("mail")
    tokens = {fold(token) for token in re.split(r"[\W\d_]+", name) if len(token) > 2}
    # "Bad-Kreuznach" is written with a blank as well.
    whole = fold(name)
    if tokens & _folded("first_names") or tokens & _folded("family_names"):
        found.append("real_name")
    if tokens & _folded("towns") or whole in _folded("towns"):
        found.append("place")
    return tuple(found)


@cache
def _folded(name: str) -> frozenset[str]:
    return frozenset(map(fold, words(name)))


def _allowed(sign: str) -> bool:
    return sign in _BETWEEN or sign in "0123456789" or unicodedata.category(sign)[0] in "LM"


def _script(letter: str) -> str:
    script = unicodedata.name(letter, "UNKNOWN").partition(" ")[0]
    return _ONE_GROUP.get(script, script)
