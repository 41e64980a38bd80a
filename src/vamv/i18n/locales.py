"""The languages a portal can speak, and how each is written."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from babel import Locale

Direction = Literal["ltr", "rtl"]


@cache
def _parsed(identifier: str) -> Locale:
    return Locale.parse(identifier)


@dataclass(frozen=True)
class Language:
    """One choice in the language menu.

    `name` is written in the language itself, so that whoever needs it can read it; `lang` is the value of
    the HTML attribute (RFC 5646, `de-simple` is not registered but what readers of plain German expect).
    """

    locale: str
    name: str
    lang: str
    direction: Direction = "ltr"

    @property
    def babel(self) -> Locale:
        """Return Babel's locale for dates and numbers; a variant of wording counts as its language."""
        return _parsed("en_GB" if self.locale == "en" else self.locale.partition("_")[0])


DEFAULT = "de"

# Arabic has no catalogue yet: it shows German from right to left, which is how the layout is checked.
LANGUAGES = {
    language.locale: language
    for language in (
        Language("de", "Deutsch", "de"),
        Language("de_du", "Deutsch (du)", "de"),
        Language("de_simple", "Leichte Sprache", "de-simple"),
        Language("en", "English", "en"),
        Language("ar", "العربية", "ar", "rtl"),
    )
}


def language(locale: str) -> Language:
    """Return the language for a locale name; an unknown one is German, never an error in a page."""
    return LANGUAGES.get(locale, LANGUAGES[DEFAULT])


def direction(locale: str) -> Direction:
    """Return which way the script of a locale runs, for the `dir` attribute."""
    return language(locale).direction


def lang(locale: str) -> str:
    """Return the value of the `lang` attribute for a locale."""
    return language(locale).lang
