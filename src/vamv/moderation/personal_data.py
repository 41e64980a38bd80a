"""Finding what gives somebody away in a German text: numbers, addresses, names, accounts elsewhere.

For a hint to the writer before others read it, never to refuse or to sort anything. It runs here, with no
service asked and nothing kept. Rules, not a model: each can be read and tried, and each is slow at nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vamv.moderation import telling_names, telling_places

PHONE = "phone"
MAIL = "mail"
ADDRESS = "address"
ACCOUNT = "iban"
FILE = "file"
PROFILE = "profile"
NAME = "name"
SCHOOL = "school"

Places = Iterator[tuple[int, int]]


@dataclass(frozen=True)
class Found:
    """A place in a text. `kind`: one of the constants of this module; `words`: what stands there."""

    kind: str
    start: int
    end: int
    words: str


def personal_data(text: str) -> list[Found]:
    """Return the places that give somebody away, in their order and without overlaps."""
    found: list[Found] = []
    # No word is that long, and on one that is every search would begin anew at each of its letters.
    plain = _ENDLESS.sub(lambda word: " " * len(word[0]), text)
    for kind, detect in _DETECTORS:
        for start, end in detect(plain):
            if not any(start < each.end and each.start < end for each in found):
                found.append(Found(kind, start, end, " ".join(text[start:end].split())))
    return sorted(found, key=lambda each: each.start)


_ENDLESS = re.compile(r"\S{120,}")

# A date or a time is no number to call.
_DATE = re.compile(
    r"(?<![\d.])\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\s?\d{2})?(?![\d.])|\b\d{1,2}[.:]\d{2}\b(?!\d)"
)
_DIALLED = re.compile(r"(?<![\w.,/§#-])(?:\+\s?\d|\(?0)[\d \t()/.\-\u2013\u00a0]{5,24}\d(?![\w€%])")
_AFTER_WORD = re.compile(
    r"\b(?:tel(?:efon(?:nummer)?)?|handy(?:nummer)?|mobil|festnetz|durchwahl|fax)\b[.:]?\s*(?:ist|"
    r"lautet)?[: ]*"
    r"(\d[\d /\-]{4,}\d)",
    re.IGNORECASE,
)
_NUMERAL = r"(?:null|eins|zwei|zwo|drei|vier|fünf|fuenf|sechs|sieben|acht|neun)"
_SPELT = re.compile(rf"\b{_NUMERAL}(?:[\s,-]+{_NUMERAL}){{5,}}\b", re.IGNORECASE)
# Numbers that belong to everybody: free helplines, and those for emergencies.
_FOR_ALL = re.compile(r"^(?:0|\+49|0049)(?:800|180\d|1371)\d*$|^0?(?:116\d{3}|11[0-8])$")


def _phones(text: str) -> Places:
    undated = _DATE.sub(lambda found: "_" * len(found[0]), text)
    for found in _DIALLED.finditer(undated):
        digits = re.sub(r"[^\d+]", "", found[0].replace("(0)", ""))
        if 8 <= len(digits) <= 16 and not _FOR_ALL.match(digits) and not re.match(r"\+?0*$", digits):
            yield found.span()
    for found in _AFTER_WORD.finditer(undated):
        if not _FOR_ALL.match(re.sub(r"\D", "", found[1])):
            yield found.span(1)
    for found in _SPELT.finditer(text):
        yield found.span()


_ENDING = r"(?:de|com|net|org|eu|info|ch|at|fr|uk|me|io)"
_PLAIN_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}\b", re.IGNORECASE)
_SPELT_MAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]+\s*(?:[(\[{]\s*(?:at|ät)\s*[)\]}]|\s(?:at|ät)\s|@)\s*[\w-]{2,}\s*"
    rf"(?:[(\[{{]?\s*\b(?:punkt|dot)\b\s*[)\]}}]?\s*|\.\s*|\s){_ENDING}\b",
    re.IGNORECASE,
)
# What stands on an office's own page.
_OFFICE_MAIL = re.compile(
    r"(?:info|kontakt|poststelle|beratung|service|office|hilfe|presse)\b", re.IGNORECASE
)


def _mails(text: str) -> Places:
    for pattern in (_PLAIN_MAIL, _SPELT_MAIL):
        for found in pattern.finditer(text):
            if not _OFFICE_MAIL.match(found[0]):
                yield found.span()


_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){3,7}(?:[ -]?[A-Z0-9]{1,3})?\b", re.IGNORECASE)
# How long an account's number is where people who write here have one.
_LENGTH = {"DE": 22, "AT": 20, "CH": 21, "LU": 20, "FR": 27, "BE": 16, "NL": 18, "PL": 28, "IT": 27, "ES": 24}


def _accounts(text: str) -> Places:
    for found in _IBAN.finditer(text):
        number = re.sub(r"[ -]", "", found[0])
        length = _LENGTH.get(number[:2].upper())
        # The pattern may have taken the next word along.
        if length is not None and len(number) >= length:
            yield found.start(), _end_of(found[0], length) + found.start()


def _end_of(words: str, length: int) -> int:
    """Return where the first `length` signs end that are no blank and no stroke."""
    places = [place for place, sign in enumerate(words) if sign not in " -"]
    return places[length - 1] + 1


_REGISTERS = "F|UF|WF|UFH|FH|SO|GÜ|C|O|T|S|Js|Ds|Ls|Cs|Gs|KLs|Ns|XVII|XIV|XIII|VII|Ca|AR|M|K|IN|IK|AS|AL|VG|L"
_COURT_FILE = re.compile(rf"\b\d{{1,5}}[a-z]?\s?(?:{_REGISTERS})\s?\d{{1,6}}/\d{{2}}(?:\d{{2}})?\b")
# A published ruling may be named.
_RULING = re.compile(
    r"\b(?:OLG|BGH|BVerfG|KG|EuGH|BSG|BFH|LSG|BVerwG|OVG)\b[^\n]{0,60}(?:Beschl|Urt|Az|vom|"
    r"entschied)[^\n]{0,40}$"
)
_NUMBERED = re.compile(
    r"\b(?:az\.?|aktenzeichen|geschäftszeichen|kindergeldnummer|kindergeld-?nr\.?|bg-?nummer|kundennummer|"
    r"steuer-?nummer|steuer-?id|steueridentifikationsnummer|sozialversicherungsnummer|versichertennummer|"
    r"rentenversicherungsnummer|krankenkassennummer|ausweisnummer|vorgangsnummer|mitgliedsnummer)\b"
    r"[:.]*\s*(?:ist|lautet|war)?[: ]*((?=[^\s]*\d|[A-Z]{1,4}[ -]\d)[\w./-]+(?:[ "
    r"][\w/.-]*\d[\w/.-]*){0,4}(?:[ ][A-Z]\b)?"
    r"(?:[ ]\d+)*)",
    re.IGNORECASE,
)


def _files(text: str) -> Places:
    for found in _COURT_FILE.finditer(text):
        if not _RULING.search(text[max(0, found.start() - 110) : found.start()]):
            yield found.span()
    for found in _NUMBERED.finditer(text):
        ruling = _RULING.search(text[max(0, found.start() - 110) : found.start(1)])
        if sum(sign.isdigit() for sign in found[1]) >= 4 and not ruling:
            yield found.span(1)


_SITE = (
    r"(?:facebook\.com|fb\.com|fb\.me|m\.me|instagram\.com|tiktok\.com|x\.com|twitter\.com|"
    r"threads\.net|t\.me|"
    r"wa\.me|snapchat\.com|linkedin\.com|xing\.com|discord\.gg|pinterest\.\w+|youtube\.com/@|bsky\.app)"
)
_PAGE = re.compile(rf"(?:https?://)?(?:www\.|de-de\.)?\b{_SITE}/?[\w@./?=&%+-]+", re.IGNORECASE)
_PLACE = (
    r"(?:instagram|insta|facebook|fb|tiktok|tik tok|snapchat|snap|telegram|discord|twitter|threads|signal)"
)
_HANDLE = re.compile(
    rf"\b{_PLACE}\b[^\n@.!?]{{0,25}}?[\s:](@[\w.]{{3,}}|[\w.]*[^\W\d]\w*#\d{{4}}|(?=[\w.]*[_.\d][\w.]*[^\W_])"
    r"[^\W\d_][\w.]{4,}\w)",
    re.IGNORECASE,
)
_OWN_PAGE = re.compile(r"vamv|/groups/|/events/", re.IGNORECASE)


def _profiles(text: str) -> Places:
    for found in _PAGE.finditer(text):
        if not _OWN_PAGE.search(found[0]):
            yield found.span()
    for found in _HANDLE.finditer(text):
        yield found.span(1)


# A profile's address may hold a telephone number, an account's number looks like one: the wider goes first.
_DETECTORS: tuple[tuple[str, Callable[[str], Places]], ...] = (
    (PROFILE, _profiles),
    (ACCOUNT, _accounts),
    (MAIL, _mails),
    (FILE, _files),
    (PHONE, _phones),
    (SCHOOL, telling_places.schools),
    (ADDRESS, telling_places.addresses),
    (NAME, telling_names.people),
)
