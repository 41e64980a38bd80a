"""Each language is spoken from the first page to the last; nothing is left over from another one."""

import re

import pytest

from vamv.i18n.locales import LANGUAGES
from vamv.security.models import Person
from vamv.testing.markup import words_shown

GERMAN = re.compile(r"[äöüÄÖÜß„]|\b(?:und|der|die|das|ist|nicht|Sie|Ihr|Ihre|bitte|zum|zur|Uhr|heute)\b")
FORMAL = re.compile(r"\b(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b")
STRANGE = {"en": GERMAN, "de_du": FORMAL}
VISITED = [
    *("/", "/login", "/recover", "/help", "/safety", "/search", "/search?q=nothing", "/nowhere"),
    *(
        "/report/receipt",
        "/goodbye",
        "/privacy/data",
        "/page/house-rules",
        "/page/terms",
        "/page/accessibility",
    ),
]
OWN = [
    *("/", "/account", "/account/profile", "/account/password", "/account/code", "/account/devices"),
    *("/account/second-factor", "/account/export", "/account/delete", "/logout", "/notifications"),
    *("/notifications/choices", "/notifications/address"),
]
STAFF = ["/work", "/moderation", "/moderation/log", "/team/accounts", "/team/accounts/invite", "/pages"]
NAMES = {language.name for language in LANGUAGES.values()}


def left_over(browser, paths, locale):
    """What the pages say that is not in this language."""
    found = set()
    for path in paths:
        page = browser.get(path, status="*")
        assert page.status_int in (200, 403, 404), path
        said = set(words_shown(page.text)) - NAMES
        found |= {(path, words) for words in said if STRANGE[locale].search(words)}
    return sorted(found)


@pytest.mark.parametrize("locale", STRANGE)
def test_a_visitor_reads_one_language(browser, locale):
    browser.post("/language", {"locale": locale, "came_from": "/"})
    assert left_over(browser, VISITED, locale) == []


@pytest.mark.parametrize("locale", STRANGE)
@pytest.mark.parametrize(
    ("role", "paths"), [("advice_seeker", OWN), ("moderator", STAFF), ("administrator", STAFF)]
)
def test_whoever_has_an_account_reads_one_language(as_person, dbsession, locale, role, paths):
    somebody = as_person(role, name="Q X Y")
    dbsession.get_one(Person, somebody.person_id).locale = locale
    dbsession.flush()
    assert left_over(somebody, paths, locale) == []


@pytest.mark.parametrize("locale", STRANGE)
def test_a_form_complains_in_the_language_of_its_page(browser, locale):
    browser.post("/language", {"locale": locale, "came_from": "/"})
    page = browser.get("/recover")
    form = next(form for form in page.forms.values() if "code" in form.fields)
    form["code"] = "abc"
    answer = form.submit(status=422)
    assert [words for words in set(words_shown(answer.text)) - NAMES if STRANGE[locale].search(words)] == []
