"""Where moderation should look twice: a life in danger, violence, what gives somebody away.

Only ever shown to those who read a text anyway. A hint decides nothing: most texts with one are all right,
and many that need help have none. Words that a chapter wants to read first stand in `vamv.held_words`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from vamv.moderation.personal_data import personal_data

LIFE = "life"
VIOLENCE = "violence"
CONTACT = "contact"
OWN = "own"
MOST = 5  # passages of one kind

_LIFE = (
    r"suizid\w*",
    r"selbstmord\w*",
    r"selbstverletz\w*",
    r"umbring\w*",
    r"(?:will|mag|kann|möchte) nicht mehr (?:leben|sein|weiterleben)",
    r"nicht mehr weiterleben",
    r"(?:das|mein|dem) leben (?:nehmen|ein ende)",
    r"(?:am liebsten|wäre ich) tot",
    r"r(?:i|ei)tz\w* mich",
)
_VIOLENCE = (
    r"(?:ge)?schl(?:ä|ae)gt (?:mich|uns|ihn|sie|das kind|die kinder)",
    r"(?:ver|ge)?prügel\w*",
    r"geschlagen",
    r"gew(?:ü|ue)rgt",
    r"miss?brauch\w*",
    r"misshand\w*",
    r"vergewaltig\w*",
    r"droht (?:mir|uns|damit)",
    r"bedroht\w*",
)
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_KINDS = {
    kind: re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE)
    for kind, patterns in ((LIFE, _LIFE), (VIOLENCE, _VIOLENCE))
}


@dataclass(frozen=True)
class Hint:
    """Passages of one kind, as written: `life`, `violence`, `contact`, or `own` for the chapter's words."""

    kind: str
    passages: tuple[str, ...]


def hints(text: str, own: Iterable[str] = ()) -> list[Hint]:
    """Return what stands out in a text, the most pressing kind first. `own`: words of the chapter."""
    found = [Hint(kind, _passages(pattern, text)) for kind, pattern in _KINDS.items()]
    telling = dict.fromkeys([*(each.words for each in personal_data(text)), *_passages(_LINK, text)])
    found += [Hint(CONTACT, tuple(telling)[:MOST]), Hint(OWN, held_words(text, own))]
    return [hint for hint in found if hint.passages]


def held_words(text: str, words: Iterable[str]) -> tuple[str, ...]:
    """Return which of a chapter's words begin a word of the text: "abzock" finds "Abzocke"."""
    folded = text.casefold()
    return tuple(
        word
        for word in words
        if word.strip() and re.search(rf"\b{re.escape(word.strip().casefold())}", folded)
    )[:MOST]


def _passages(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = dict.fromkeys(match.group().strip() for match in pattern.finditer(text))
    return tuple(found)[:MOST]
