"""Requests that another site has sent, or that no browser of ours sends (sec-B09 to sec-B13)."""

import pytest
from sqlalchemy import inspect, select, table, text

from vamv.db.base import Base
from vamv.testing.crawl import installed_plugins

pytestmark = pytest.mark.plugins(*installed_plugins())

ORIGIN = {"Origin": "https://portal.example"}
# Ending a session and choosing a language harm nobody, and have to work when everything else fails.
WITHOUT_TOKEN = {"portal.exit", "portal.language"}
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT")
# What reading may write: when a session was last used, read marks, the access log.
WRITTEN_BY_READING = {"user_session", "conversation_read", "forum_read_mark", "audit_entry"}


def forms(all_addresses):
    return [address for address in all_addresses if address.takes("POST")]


def test_only_explained_addresses_do_without_a_token(all_addresses):
    assert {address.name for address in all_addresses if address.exempt} == WITHOUT_TOKEN


def rows(session):
    known = {
        name
        for name in inspect(session.connection()).get_table_names()
        if not name.endswith("_alembic_version")
    }
    return {
        name: sorted(map(repr, session.execute(select(text("*")).select_from(table(name)))))
        for name in known & set(Base.metadata.tables) - WRITTEN_BY_READING
    }


def assert_refused(response, address):
    """Refused, or sent to begin the form anew; a session that does not belong on a step is led off it first."""
    assert response.status_int in (303, 400, 403, 404), f"{address.name}: {response.status}"
    if response.status_int == 303:
        assert address.name.startswith("accounts."), address.name


ROLES = [None, "advice_seeker", "moderator", "coordinator", "administrator"]


@pytest.mark.parametrize("role", ROLES)
def test_every_form_is_refused_without_token(all_addresses, browser, as_person, dbsession, role):
    somebody = as_person(role) if role else browser
    before = rows(dbsession)
    for address in forms(all_addresses):
        if address.name not in WITHOUT_TOKEN:
            assert_refused(somebody.post(address.path(), {}, headers=ORIGIN, status="*"), address)
    assert rows(dbsession) == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "https://portal.example.evil.example"},
        {"Origin": "http://portal.example"},
        {"Origin": "https://portal.example:444"},
        {"Origin": "https://portal.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_every_form_is_refused_from_another_site_even_with_the_right_token(
    all_addresses, as_person, dbsession, headers
):
    somebody = as_person("advice_seeker")
    before = rows(dbsession)
    for address in forms(all_addresses):
        fields = {"csrf_token": somebody.csrf_token}
        assert_refused(somebody.post(address.path(), fields, headers=headers, status="*"), address)
    assert rows(dbsession) == before
    assert 'class="member' in somebody.get("/").text


def test_the_origin_is_checked_behind_a_proxy_that_speaks_http(as_person):
    somebody = as_person("advice_seeker")
    somebody.extra_environ["wsgi.url_scheme"] = "http"
    fields = {"csrf_token": somebody.csrf_token, "locale": "en"}
    somebody.post("/language", fields, headers={"Origin": "https://evil.example"}, status=400)
    somebody.post("/language", fields, headers={"Origin": "http://portal.example"}, status=400)
    answer = somebody.post("/language", fields, headers=ORIGIN, status=303)
    assert answer.location.startswith("https://portal.example/")


def test_a_form_that_browsers_send_without_naming_its_origin_is_taken(browser):
    """With our Referrer-Policy that is every form (seen in Chromium)."""
    browser.post("/exit", headers={"Origin": "null", "Sec-Fetch-Site": "same-origin"}, status=303)
    browser.post("/exit", headers={"Origin": "null"}, status=303)


def test_a_page_for_members_is_not_shown_to_a_link_from_elsewhere(all_addresses, as_person):
    somebody = as_person("advice_seeker")
    for address in all_addresses:
        if address.takes("GET"):
            response = somebody.get(address.path(), headers={"Sec-Fetch-Site": "cross-site"}, status="*")
            if address.open_to_all:
                assert response.status_int in (200, 303, 404, 410), f"{address.name}: {response.status}"
            else:
                led_off = response.status_int == 303 and address.name.startswith("accounts.")
                assert response.status_int in (403, 404) or led_off, f"{address.name}: {response.status}"


def test_only_declared_methods_are_answered(all_addresses, raw):
    for address in all_addresses:
        for method in METHODS:
            response = raw.send(method, address.path(), HTTP_ORIGIN=ORIGIN["Origin"])
            assert response.status_int < 500, f"{method} {address.name}"
            if not address.takes(method):
                assert response.status_int in (404, 405), f"{method} {address.name}: {response.status}"
            if response.status_int == 405:
                assert method not in response.allow
                assert response.allow


@pytest.mark.parametrize("role", ROLES)
def test_reading_changes_nothing(all_addresses, browser, as_person, dbsession, role):
    somebody = as_person(role) if role else browser
    dbsession.flush()
    before = rows(dbsession)
    for _twice in range(2):
        for address in all_addresses:
            if address.takes("GET"):
                somebody.get(address.path(), status="*")
    assert rows(dbsession) == before
