"""Catalogues say everything, say it in their own voice, and keep what the sources put into it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
import wtforms

from vamv.testing.catalogues import catalogue_gaps

ROOT = Path(__file__).resolve().parents[2]
LOCALES = [*ROOT.glob("src/*/locale"), *sorted(ROOT.glob("plugins/*/src/*/locale"))]
FOLDERS = {folder.parent.name: folder.parent for folder in LOCALES}
DEFAULT = "Default: "
PLACEHOLDER = re.compile(r"\$\{\w+\}|%\(\w+\)[ds]|\bTIME\b")
FORMAL = re.compile(r"\b(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
INFORMAL = re.compile(r"\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?[mnrs]?)\b")
# Chameleon does not escape translations, and German needs none of these: it has „“ and “und”.
MARKUP = re.compile(r"[<>&\"]")
LOUD = re.compile(r"!|\b(?:Oops|Ups|Hoppla)\b", re.IGNORECASE)
# Leichte Sprache: no subjunctive, no passive, short sentences.
SUBJUNCTIVE = re.compile(r"\b(?:könnte|würde|wäre|hätte|möchte|sollte|dürfte|müsste)\w*", re.IGNORECASE)
PASSIVE = re.compile(r"\b(?:wurden?|werden|wirst|wird(?! zu\b))\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.?:])\s+")
MOST_WORDS = 14


@pytest.fixture(scope="session")
def extracted(tmp_path_factory):
    """What `make i18n` finds in the sources of each distribution: domain → id → German wordings."""
    folder = tmp_path_factory.mktemp("extracted")
    command = shutil.which("pot-create", path=str(Path(sys.executable).parent))
    found = {}
    for domain, package in FOLDERS.items():
        pot = folder / f"{domain}.pot"
        subprocess.run(
            [command, "--no-location", "--domain", domain, "--output", pot, package],
            check=True,
            capture_output=True,
        )
        found[domain] = {
            entry.msgid: [text.replace("\n", " ").strip() for text in entry.comment.split(DEFAULT) if text]
            for entry in polib.pofile(str(pot))
        }
    return found


def said(domain, locale):
    """The entries of a catalogue that say something."""
    path = FOLDERS[domain] / "locale" / locale / "LC_MESSAGES" / f"{domain}.po"
    return {entry.msgid: entry for entry in polib.pofile(str(path)) if entry.translated()}


def texts(path):
    for entry in polib.pofile(str(path)):
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            if text:
                yield f"{path.relative_to(ROOT)}: {entry.msgid}", entry, text


def every_text():
    for folder in FOLDERS.values():
        for path in sorted(folder.glob("locale/*/LC_MESSAGES/*.po")):
            yield from texts(path)


@pytest.mark.parametrize("domain", FOLDERS)
def test_an_id_has_one_wording_and_it_holds_no_markup(domain, extracted):
    wrong = {
        id_: wordings
        for id_, wordings in extracted[domain].items()
        if len(wordings) != 1 or "<dynamic element>" in wordings[0]
    }
    assert wrong == {}


@pytest.mark.parametrize("domain", FOLDERS)
def test_english_says_everything(domain, extracted):
    assert catalogue_gaps(FOLDERS[domain], domain, "en") == []
    assert sorted(set(extracted[domain]) - set(said(domain, "en"))) == []


@pytest.mark.parametrize("domain", FOLDERS)
def test_informal_german_says_everything_that_addresses_somebody(domain, extracted):
    formal = {id_ for id_, wordings in extracted[domain].items() if any(map(FORMAL.search, wordings))}
    assert sorted(formal - set(said(domain, "de_du"))) == []


@pytest.mark.parametrize("locale", ["en", "de_du", "de_simple"])
@pytest.mark.parametrize("domain", FOLDERS)
def test_placeholders_are_those_of_the_sources(domain, locale, extracted):
    wrong = {}
    for id_, entry in said(domain, locale).items():
        wordings = extracted[domain].get(id_)
        if wordings and set(PLACEHOLDER.findall(entry.msgstr)) != set(PLACEHOLDER.findall(wordings[0])):
            wrong[id_] = (wordings[0], entry.msgstr)
    assert wrong == {}


def test_no_text_holds_markup_or_shouts():
    wrong = [
        f"{where}: {text}" for where, _entry, text in every_text() if MARKUP.search(text) or LOUD.search(text)
    ]
    assert wrong == []


def test_informal_german_is_never_formal():
    wrong = [
        f"{where}: {text}"
        for where, _entry, text in every_text()
        if "/de_du/" in where and FORMAL.search(text)
    ]
    assert wrong == []


def test_plain_german_is_plain_and_polite():
    wrong = []
    for where, _entry, text in every_text():
        if "/de_simple/" not in where:
            continue
        long = [each for each in SENTENCE_END.split(text) if len(each.split()) > MOST_WORDS]
        if long or SUBJUNCTIVE.search(text) or PASSIVE.search(text) or INFORMAL.search(text):
            wrong.append(f"{where}: {text}")
    assert wrong == []


@pytest.mark.parametrize("locale", ["de", "en"])
def test_what_wtforms_says_is_said_in_our_words(locale):
    theirs = polib.pofile(str(Path(wtforms.__file__).parent / "locale" / "wtforms.pot"))
    ours = {entry.msgid for entry in polib.pofile(str(wtforms_catalogue(locale))) if entry.translated()}
    assert sorted({entry.msgid for entry in theirs} - ours) == []


@pytest.mark.parametrize("locale", ["de", "de_du", "de_simple", "en"])
def test_what_wtforms_fills_in_is_never_invented(locale):
    for where, entry, text in texts(wtforms_catalogue(locale)):
        known = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
        assert set(PLACEHOLDER.findall(text)) <= known, where


def wtforms_catalogue(locale):
    return FOLDERS["vamv"] / "locale" / locale / "LC_MESSAGES" / "wtforms.po"
