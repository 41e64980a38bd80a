"""Looking after the categories."""

import pytest
from sqlalchemy import select

from vamv_forum.models import Category

pytestmark = pytest.mark.plugins("forum")


def titles(page):
    return [each.get_text() for each in page.html.select(".row-title a")]


def fill(browser, address, **values):
    form = next(each for each in browser.get(address).forms.values() if "slug" in each.fields)
    for name, value in values.items():
        form[name] = value
    return form


def test_a_coordinator_adds_changes_orders_and_closes_categories(as_person, browser, dbsession):
    coordinator = as_person("coordinator")
    for title, slug in (("Alltag", "alltag"), ("Geld", "geld")):
        fill(coordinator, "/forum/manage/new", title=title, slug=slug, access="public").submit().follow()
    page = coordinator.get("/forum/manage")
    assert titles(page) == ["Alltag", "Geld"]
    next(form for form in page.forms.values() if "to" in form.fields).submit("to", value="down")
    assert titles(browser.get("/forum")) == ["Geld", "Alltag"]
    money = dbsession.scalars(select(Category).where(Category.slug == "geld")).one()
    form = fill(
        coordinator, f"/forum/manage/{money.id}", title="Geld und Unterhalt", access="members", archived=True
    )
    form.submit().follow()
    assert titles(browser.get("/forum")) == ["Alltag"]
    page = as_person().get("/forum/geld")
    assert page.html.h1.get_text() == "Geld und Unterhalt"
    assert "nur noch zum Lesen" in page


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("alltag", "anderer Bereich"),
        ("search", "braucht das Forum selbst"),
        ("Groß!", "kleine Buchstaben"),
        ("", "aus"),
    ],
)
def test_an_address_that_cannot_be_is_refused_with_a_sentence(as_person, everyday, slug, sentence):
    form = fill(as_person("coordinator"), "/forum/manage/new", title="Neu", slug=slug, access="public")
    page = form.submit(status=422)
    assert sentence in page.html.select_one(".error-summary").get_text()


@pytest.mark.parametrize("role", ["advice_seeker", "moderator", "counsellor"])
def test_others_do_not_get_there(as_person, everyday, role):
    browser = as_person(role)
    for address in ("/forum/manage", "/forum/manage/new", f"/forum/manage/{everyday.id}"):
        browser.get(address, status=403)


def test_the_first_page_of_an_empty_forum_is_friendly(browser):
    assert "wird gerade eingerichtet" in browser.get("/forum")
