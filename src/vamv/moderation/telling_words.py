"""What names have in common, in a German text where every noun has a capital."""

from functools import cache

from vamv.accounts.words import words

WORD = r"[A-ZÄÖÜ][a-zäöüßéèáàçğışıôêû]{1,30}"
NAME = rf"{WORD}(?:-{WORD})?"
# How the names of towns and districts end.
TOWN_END = (
    r"(?:stadt|burg|berg|heim|dorf|hausen|bach|furt|feld|ingen|weiler|kirchen?|hofen|hafen|haven|rode|"
    r"wald|brück(?:en)?|"
    r"stein|thal|tal|münd|münster|au|ach|itz|ow|lautern|bronn|brunn|born|kreuznach|ems)"
)


@cache
def listed(name: str) -> frozenset[str]:
    """Return a list of frequent names (`first_names`, `family_names`, `towns`), written as people do."""
    return frozenset(words(name)) | frozenset(word.replace("-", " ") for word in words(name))
