"""Streets, towns and schools by name in a German text, told from the many other capitalised words."""

import re
from collections.abc import Iterator

from vamv.moderation.telling_words import NAME, TOWN_END, WORD, listed

_DAY = (
    r"(?:Mon|Diens|Donners|Frei|Sams|Sonn|Werk|Feier)tage?s?|Mittwoch|Januar|Februar|März|April|Mai|"
    r"Juni|Juli|August|"
    r"September|Oktober|November|Dezember|Morgen|Vormittag|Mittag|Nachmittag|Abend|Wochenende|Anfang|"
    r"Ende|Tage?|"
    r"Monat|Jahre?|Schuljahr|Sommer|Herbst|Winter|Frühling|Frühjahr|Schluss|Not|Moment|Notfall"
)

_STREET_END = (
    r"(?:straße|strasse|str\b\.?|allee|gasse|chaussee|ufer|damm|weg|platz|ring|steig|pfad|promenade)"
)
_NUMBER = r"\d{1,3}(?:\s?[a-h]\b)?"
_NOT_COUNTED = (
    r"(?!\s*(?:[.,]\d|\d|%|€|Min|Std|Stunde|Uhr|km|m\b|Meter|Kilometer|Euro|Jahr|Monat|Woche|Tag|Kind|"
    r"Prozent|Mal\b|"
    r"mal\b|x\b|Straßen|Häuser|Plätze|Leute|Menschen))(?![\d/])"
)
_STREET = re.compile(
    rf"(?<![\w-])(?:[^\W\d_][\w-]{{2,40}}{_STREET_END}|{WORD}(?:er|e|es|en|-)?\s(?:Straße|Str\.|"
    rf"Strasse|Allee|Gasse|Weg|Platz|"
    rf"Ring|Landstraße|Chaussee)|[\w-]{{2,40}}-(?:Straße|Str\.|Strasse|Allee|Gasse|Weg|Platz|Ring|"
    rf"Ufer))\s*({_NUMBER})"
    rf"{_NOT_COUNTED}",
    re.IGNORECASE,
)
# Ways and places that are no street.
_NO_STREET = re.compile(
    r"^(?:schul|heim|arbeits|hin|rück|um|fahrt?|rechts|aus|kita|kindergarten|krippen|hort|betreuungs|"
    r"therapie|spiel|"
    r"park|stell|arbeits|sitz|studien|ausbildungs|schlaf|steh|ganztags|pflege|frauenhaus|reha|kur|"
    r"klinik|tief|"
    r"bolz|sport|bus|wander|rad|fuß|feld|haupt|ehe|lebens|leidens|instanzen|mittel)(?:weg|platz|ring|"
    r"pfad|ufer)\b"
    r"|^(?:unser|euer|mein|dein|sein|ihr|dies|jed|ein|kein|ganz|lang|kurz|d)(?:e|er|es|en|em|e[rsnm])?\s|"
    r"^(?:der|die|das|den|dem|im|am|vom|zum|nächste[rn]?|letzte[rn]?|ersten?)\s",
    re.IGNORECASE,
)
_LANE = (
    rf"(?:Am|An de[rnm]|Auf de[rm]|Im|In de[rn]|Hinter de[rnm]|Unter den|Zu[mr]|Bei de[rm]|Vor "
    rf"de[rm])\s{NAME}(?:\s{NAME})?"
)
_AT_HOME = r"(?:wohn\w*|Anschrift|Adresse|zu\s?hause|ziehe\w*|gezogen|Wohnung|Haus)\b[^.!?\n]{0,25}?"
_NAMED_LANE = re.compile(
    rf"\b[Ww]ohn\w*\s+(?:wir\s|ich\s|jetzt\s|seit\s\w+\s)*({_LANE}\s{_NUMBER}){_NOT_COUNTED}"
    rf"|\b{_AT_HOME}[:,]?\s({_LANE}\s{_NUMBER}){_NOT_COUNTED}"
    rf"|\b({_LANE}\s{_NUMBER}),?\s+\d{{5}}\b"
)
_TOWN = re.compile(rf"\b(?:D-)?(\d{{5}})\s+((?:Bad\s|Sankt\s|St\.\s)?({NAME}))")


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a street with its number, or a town with its code, stands."""
    for found in _STREET.finditer(text):
        if not _NO_STREET.match(found[0]):
            yield found.span()
    for found in _NAMED_LANE.finditer(text):
        lane = next(number for number in (1, 2, 3) if found[number])
        if not re.search(rf"\b(?:{_DAY})\b", found[lane]):
            yield found.span(lane)
    for found in _TOWN.finditer(text):
        last = found[3].rpartition("-")[2]
        marked = found[0].startswith("D-") or found[2] != found[3]
        if marked or found[3] in listed("towns") or re.search(rf"{TOWN_END}$", last.lower()):
            yield found.span()


_SCHOOL = (
    r"(?:Kita|Kindertagesstätte|Kindergarten|Krippe|Hort|Grundschule|Realschule|Hauptschule|"
    r"Gesamtschule|Förderschule|"
    r"Gymnasium|Berufsschule|Schule|IGS|KGS|BBS)"
)
_HYPHENED = re.compile(
    rf"(?<![\w-])({WORD})(?:-(?:{WORD}|von|und|der)){{0,3}}-(?:Kita|Kindergarten|Kindertagesstätte|"
    rf"Schule|Grundschule|Realschule|"
    r"Hauptschule|Gesamtschule|Förderschule|Gymnasium|Berufsschule)\b"
)
_ANY_SCHOOL = frozenset(
    [
        "Ganztags",
        "Ganztag",
        "Waldorf",
        "Wald",
        "Montessori",
        "Musik",
        "Abend",
        "Online",
        "Privat",
        "Regel",
        "Förder",
        "Betriebs",
        "Natur",
        "Bewegungs",
        "Sprach",
        "Schwerpunkt",
        "Integrations",
        "Inklusions",
        "Eltern",
        "Tanz",
        "Fahr",
        "Volkshoch",
        "Dorf",
        "Stadt",
        "Brennpunkt",
        "Wunsch",
        "Nachbar",
        "Sport",
        "Wirtschafts",
        "Grund",
        "Mittel",
        "Ober",
        "Sommer",
        "Ferien",
        "Sonntags",
        "Berufs",
        "Fach",
        "Halbtags",
        "Vollzeit",
        "Ersatz",
        "Traum",
        "Baumhaus",
        "Uni",
    ]
)
_QUOTED = re.compile(rf"\b{_SCHOOL}\s[„“\"»‚'][^“”\"«‘'\n]{{3,40}}[“”\"«‘']")
_SAINT = re.compile(rf"\b{_SCHOOL}\s(?:St\.|Sankt|Heilig\w*|Maria|Marien)\s?{NAME}")
_SITED = re.compile(
    r"\b(?:Grundschule|Realschule|Gesamtschule|Gymnasium|Kita|Kindergarten|Kindertagesstätte|Schule)\s"
    rf"(?:[Aa]m|[Aa]n der|[Ii]m|[Aa]uf dem|[Zz]um|[Zz]ur)\s({NAME})"
)
# Where schools stand that have a name for it: "am Lerchenberg", not "am Freitag" or "im Nachbarort".
_SITE = re.compile(
    r"(?:berg|bach|tal|wald|feld|weg|platz|markt|ufer|park|garten|mühle|tor|turm|schloss|schloß|burg|"
    r"brücke|see|rhein|mosel|"
    r"nahe|lahn|aue?|wiesen?|grund|stein|höhe|hang|eck|anger|stadtpark)$"
)
_NO_SITE = frozenset(
    [
        "Feld",
        "Weg",
        "Platz",
        "Park",
        "Wald",
        "See",
        "Berg",
        "Garten",
        "Eck",
        "Spielplatz",
        "Schulweg",
        "Vorfeld",
        "Umfeld",
        "Grund",
    ]
)
_KNOWN = re.compile(
    rf"\b(?:Kita|Kindertagesstätte|Kindergarten|Krippe|Hort)\s((?:Villa\s|Arche\s|Kleine\s|Haus\s)?{NAME})"
)
_LIKELY = re.compile(
    r"^(?:Villa|Arche|Kleine)\s|^(?:Regenbogen|Sonnenschein|Pusteblume|Löwenzahn|Kunterbunt|"
    r"Schatzkiste|Wirbelwind|Rappelkiste|"
    r"Sternschnuppe|Schmetterling|Rasselbande|Spatzennest|Tausendfüßler|Sonnenblume|Sonnenkäfer|"
    r"Marienkäfer|Gänseblümchen|"
    r"Flohkiste|Purzelbaum|Wichtel\w*|Märchen\w+|Abenteuer\w+|Zauber\w+|Zwerge?n?\w*|Bären\w+|"
    r"Mäuse\w+|Igel\w*|"
    r"Kinder(?:land|reich|nest|arche|insel)|\w+(?:nest|zwerge|mäuse|käfer|strolche|wichtel|spatzen|"
    r"frösche|insel))$"
)
_IN_TOWN = re.compile(rf"\b(?:IGS|KGS|BBS|RS\+|Gymnasium|Grundschule|Realschule plus|Kita)\s({NAME})")
_DISTRICT = re.compile(rf"{TOWN_END}$")


def schools(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a school or kindergarten stands with its name."""
    for found in _HYPHENED.finditer(text):
        if found[1] not in _ANY_SCHOOL:
            yield found.span()
    for pattern in (_QUOTED, _SAINT):
        for found in pattern.finditer(text):
            yield found.span()
    for found in _SITED.finditer(text):
        if _SITE.search(found[1].lower()) and found[1] not in _NO_SITE:
            yield found.span()
    for found in _KNOWN.finditer(text):
        if _LIKELY.match(found[1]):
            yield found.span()
    for found in _IN_TOWN.finditer(text):
        if found[1] in listed("towns") or _DISTRICT.search(found[1].lower()):
            yield found.span()
