"""Crisis help, traces, quick exit, language: reachable from everywhere, by everybody."""

import pytest
from sqlalchemy import func, select

from vamv.security.models import Person, UserSession
from vamv.testing.crawl import addresses


@pytest.mark.parametrize("role", [None, "advice_seeker", "moderator", "administrator"])
def test_quick_exit_and_crisis_numbers_are_on_every_page(app, browser, as_person, role):
    somebody = as_person(role) if role else browser
    for address in addresses(app.registry):
        if not address.takes("GET") or address.name == "portal.bye":
            continue
        response = somebody.get(address.path(), status="*")
        if response.content_type != "text/html" or response.status_int in (301, 302, 303):
            continue
        # First thing after the skip link, before everything that could be in the way.
        head, exit_form, _rest = response.text.partition('action="/exit"')
        assert exit_form, address.name
        assert head.count("<a ") == 1, address.name
        assert 'href="tel:112"' in response.text, address.name
        assert 'href="/help"' in response.text, address.name


def test_help_names_who_is_there_now(browser):
    page = browser.get("/help")
    for number in ("112", "110", "08001110111", "116016", "116111"):
        assert f'href="tel:{number}"' in page.text
    assert "nicht rund um die Uhr" in page.text


def test_the_page_on_traces_says_what_we_cannot_do(browser):
    page = browser.get("/safety")
    for words in ("privates Fenster", "Überwachungsprogramm", "Was wir nicht können"):
        assert words in page.text


def test_quick_exit_ends_the_session_and_shows_nothing(as_person, dbsession):
    somebody = as_person()
    answer = somebody.post("/exit", status=303)
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert dbsession.scalar(select(func.count()).select_from(UserSession)) == 0
    assert somebody.token is None
    bye = answer.follow()
    assert 'http-equiv="refresh"' in bye.text
    assert "https://de.wikipedia.org/" in bye.text
    assert "Portal" not in bye.text
    assert "Schnell weg" not in bye.text


def test_quick_exit_works_for_visitors_too(browser):
    assert browser.post("/exit", status=303).location.endswith("/bye")


def test_a_visitor_chooses_a_language_and_keeps_it(browser, dbsession):
    answer = browser.post("/language", {"locale": "en", "came_from": "/safety"}, status=303)
    assert answer.location.endswith("/safety")
    assert '<html lang="en"' in browser.get("/").text
    assert dbsession.scalar(select(func.count()).select_from(UserSession)) == 0


def test_a_member_chooses_a_language_for_all_devices(as_person, dbsession):
    somebody = as_person()
    token = somebody.token
    somebody.post("/language", {"locale": "de_simple", "came_from": "/help"}, status=303)
    assert dbsession.get(Person, somebody.person_id).locale == "de_simple"
    assert '<html lang="de-simple"' in somebody.get("/").text
    assert somebody.token == token


@pytest.mark.parametrize(
    "fields", [{}, {"locale": "xx"}, {"locale": ""}, {"locale": "en" * 500}, {"came_from": "//evil.example"}]
)
def test_an_unknown_language_changes_nothing(browser, fields):
    answer = browser.post("/language", fields, status=303)
    assert answer.location == "https://portal.example/"
    assert "Set-Cookie" not in answer.headers


def test_machines_get_their_answers(browser):
    assert browser.get("/robots.txt").text == "User-agent: *\nDisallow:\n"
    assert browser.get("/health").text == "ok\n"


def test_the_style_guide_is_for_development_only(browser):
    browser.get("/styleguide", status=404)


@pytest.mark.settings(
    {"vamv.development": "true", "vamv.base_url": "http://localhost:6543", "vamv.hosts": "portal.example"}
)
def test_the_style_guide_shows_components_and_errors(browser):
    page = browser.get("/styleguide")
    assert "Bitte füllen Sie dieses Feld aus." in page.text
