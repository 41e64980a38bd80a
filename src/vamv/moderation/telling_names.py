"""Names of people in a German text, told from the many other capitalised words.

A name is taken for one by what stands around it, or by the lists of frequent names.
"""

import re
from collections.abc import Iterator

from vamv.moderation.telling_words import NAME, listed

_TITLE = r"(?:Frau|Fr\.|Herrn?|Hr\.)\s(?:(?:Dr|Prof)\.\s)*"
_ADDRESSED = re.compile(
    rf"(\b\w+\s)?\b({_TITLE}({NAME}))\b(\s(?:vom|von der|beim|bei der|aus de[rm])\s[A-ZÄÖÜ])?"
)
_NOBODY = frozenset(
    [
        "Doktor",
        "Professor",
        "Ober",
        "Kollege",
        "Kollegin",
        "Nachbar",
        "Nachbarin",
        "Lehrer",
        "Lehrerin",
        "Richter",
        "Richterin",
        "Anwalt",
        "Anwältin",
        "Mutter",
        "Vater",
        "Mama",
        "Papa",
        "Anfang",
        "Ende",
        "Mitte",
        "Holle",
        "Sorge",
        "Und",
        "Gott",
        "Präsident",
        "Minister",
    ]
)
_DETERMINED = frozenset(
    [
        "eine",
        "einer",
        "meine",
        "meiner",
        "deine",
        "seine",
        "seiner",
        "ihre",
        "ihrer",
        "keine",
        "jede",
        "jeder",
        "die",
        "der",
        "diese",
        "dieser",
        "neue",
        "neuen",
        "andere",
        "anderen",
        "unsere",
        "als",
        "und",
    ]
)
_PARTING = (
    r"(?:(?:[Ll]iebe|[Vv]iele|[Bb]este|[Hh]erzliche|[Ff]reundliche|[Ss]chöne|"
    r"[Ss]onnige)[rns]*\s(?:Grü(?:ß|ss)e?n?|Gru(?:ß|ss))|"
    r"(?:[Ff]reundlichen|[Ll]ieben|[Bb]esten|[Hh]erzlichen)\s(?:Grü(?:ß|ss)en|Gru(?:ß|ss))|Grü(?:ß|"
    r"ss)e|Gru(?:ß|ss)|L[Gg]|V[Gg]|M[Ff][Gg]|"
    r"Alles Liebe|[Ee]uer?e?|[Dd]eine?|Bis (?:bald|dann))"
)
_FULL = rf"({NAME}(?:\s{NAME})?\s{NAME})"
_SIGNED = re.compile(rf"\b{_PARTING}[,!.]?\s+(?:von\s|eure\s|euer\s|deine\s)?{_FULL}")
_INTRODUCED = re.compile(
    rf"\b(?:[Nn]ame ist|[Ii]ch heiße|[Hh]eiße ich|[Ii]ch bin|[Dd]as ist|heißt|namens|nennt sich)\s{_FULL}"
)
_ANY_FULL = re.compile(rf"\b(?=({NAME}\s{NAME}(?:\s{NAME})?)\b)")


def people(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a full name stands, or somebody is called Frau or Herr with a family name."""
    for found in _ADDRESSED.finditer(text):
        before = (found[1] or "").strip().lower()
        listed = _has(found[3], "family_names")
        if (
            found[3] not in _NOBODY
            and before not in _DETERMINED
            and (listed or found[4] or "Herrn" in found[2])
        ):
            yield found.span(2)
    for pattern in (_SIGNED, _INTRODUCED):
        for found in pattern.finditer(text):
            if _has(found[1].split()[0], "first_names"):
                yield found.span(1)
    for found in _ANY_FULL.finditer(text):
        parts = found[1].split()
        for end in range(len(parts), 1, -1):
            if _has(parts[0], "first_names") and _has(parts[end - 1], "family_names"):
                yield found.start(), found.start() + len(" ".join(parts[:end]))
                break


def _has(name: str, names: str) -> bool:
    return any(part in listed(names) for part in name.split("-"))
