"""The forum speaks the language of whoever reads, from the list of areas to the question before removing."""

import re

import pytest

from vamv.i18n.locales import LANGUAGES
from vamv.security.models import Person
from vamv.testing.markup import words_shown

pytestmark = pytest.mark.plugins("forum")

GERMAN = re.compile(r"[äöüÄÖÜß„]|\b(?:und|der|die|das|ist|nicht|Sie|Ihr|Ihre|bitte|zum|Uhr|heute|Beitrag)\b")
FORMAL = re.compile(r"\b(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
STRANGE = {"en": GERMAN, "de_du": FORMAL}
NAMES = {language.name for language in LANGUAGES.values()}


def left_over(page, locale):
    return sorted(words for words in set(words_shown(page.text)) - NAMES if STRANGE[locale].search(words))


@pytest.fixture
def discussion(everyday, tell, make_person):
    """A discussion whose own words are of no language."""
    everyday.title, everyday.description = "Q", "X"
    return tell(everyday, "Q X", "Y", "Z", by=make_person(name="Q X Y"), warning="Q")


@pytest.mark.parametrize("locale", STRANGE)
def test_a_visitor_reads_the_forum_in_one_language(browser, discussion, locale):
    browser.post("/language", {"locale": locale, "came_from": "/"})
    for path in ("/", "/forum", "/forum/alltag", f"/forum/d/{discussion.id}", "/forum/search?q=zzzz"):
        assert left_over(browser.get(path), locale) == [], path


@pytest.mark.parametrize("locale", STRANGE)
def test_a_member_writes_changes_and_removes_in_one_language(
    as_person, dbsession, everyday, discussion, locale
):
    somebody = as_person(name="Q Y Z")
    dbsession.get_one(Person, somebody.person_id).locale = locale
    dbsession.flush()
    page = somebody.get("/forum/alltag/new")
    assert left_over(page, locale) == []
    form = next(form for form in page.forms.values() if "text" in form.fields)
    assert left_over(form.submit(status=422), locale) == []
    form["title"], form["text"] = "Q X Y", "X"
    page = form.submit().follow()
    assert left_over(page, locale) == []
    more = somebody.get(re.search(r'href="(/forum/p/[^"]+/more)"', page.text)[1])
    assert left_over(more, locale) == []
    links = re.findall(r'href="(/forum/p/[^"]+/(?:edit|remove)|/report/[^"]+)"', page.text + more.text)
    assert len(links) >= 3
    for link in links:
        assert left_over(somebody.get(link), locale) == [], link


@pytest.mark.parametrize("locale", STRANGE)
def test_whoever_looks_after_the_areas_does_so_in_one_language(as_person, dbsession, everyday, locale):
    everyday.title, everyday.description = "Q", "X"
    somebody = as_person("coordinator", name="Q Y Z")
    dbsession.get_one(Person, somebody.person_id).locale = locale
    dbsession.flush()
    for path in ("/forum/manage", "/forum/manage/new"):
        assert left_over(somebody.get(path), locale) == [], path
