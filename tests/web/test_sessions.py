"""Sessions: tokens, limits, ends (sec-B01 to sec-B06). Cookies, forgery, methods: test_hardening_*.py."""

import base64
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import select
from tests.web.accounts_pages import form_for, is_in, sign_in

from vamv.db.base import Base
from vamv.security.models import UserSession


@pytest.fixture
def person(make_person):
    return make_person()


@pytest.fixture
def session_of(dbsession):
    """Return the row of the only session of a browser's person."""

    def find(person):
        statement = select(UserSession).where(UserSession.person_id == person.person_id)
        return dbsession.scalars(statement, execution_options={"populate_existing": True}).one()

    return find


def test_the_token_has_256_bits_and_is_in_no_table(browser, dbsession, person):
    """sec-B01: not in any row, in six encodings."""
    sign_in(browser, person.name, person.password)
    token = browser.token
    raw = base64.urlsafe_b64decode(token + "=")
    assert len(raw) == 32
    forms = {
        token,
        raw.hex(),
        raw.hex().upper(),
        base64.b64encode(raw).decode(),
        quote(token),
        base64.b32encode(raw).decode(),
    }
    for name, table in Base.metadata.tables.items():
        if not name.startswith("tiny") and dbsession.connection().dialect.has_table(
            dbsession.connection(), name
        ):
            for row in dbsession.execute(select(table)):
                stored = " ".join(value.hex() if isinstance(value, bytes) else str(value) for value in row)
                assert not any(form in stored for form in forms), name
                assert raw not in b" ".join(value for value in row if isinstance(value, bytes)), name


def test_a_token_from_before_the_log_in_is_worth_nothing_after_it(browser, person):
    """sec-B02: somebody who has planted a cookie does not share the session."""
    browser.get("/login")
    planted = browser.token
    sign_in(browser, person.name, person.password)
    assert browser.token != planted
    browser.set_token(planted)
    assert not is_in(browser)


def test_signing_in_anew_ends_the_session_before(browser, person, session_of):
    """sec-B02"""
    sign_in(browser, person.name, person.password)
    first, first_id = browser.token, session_of(person).id
    fields = {"name": person.name, "password": person.password}
    token = form_for(browser.get("/logout"), "/logout")["csrf_token"].value
    browser.post("/login", {"csrf_token": token, **fields})
    assert session_of(person).id != first_id
    browser.set_token(first)
    assert not is_in(browser)


@pytest.mark.parametrize(
    ("role", "shared", "idle"),
    [
        ("advice_seeker", False, timedelta(minutes=30)),
        ("advice_seeker", True, timedelta(minutes=10)),
        ("moderator", False, timedelta(minutes=15)),
        ("moderator", True, timedelta(minutes=10)),
    ],
)
def test_a_session_at_rest_ends(as_person, dbsession, clock, role, shared, idle):
    """sec-B03"""
    browser = as_person(role)
    dbsession.scalars(select(UserSession)).one().shared_device = shared
    dbsession.flush()
    clock.advance(idle - timedelta(seconds=1))
    assert is_in(browser)
    clock.advance(idle + timedelta(seconds=1))
    assert not is_in(browser)


@pytest.mark.parametrize(
    ("role", "absolute"), [("advice_seeker", timedelta(hours=12)), ("moderator", timedelta(hours=10))]
)
def test_a_session_ends_after_its_longest_time_however_busy(as_person, clock, role, absolute):
    """sec-B03"""
    browser = as_person(role)
    for _ in range(int(absolute / timedelta(minutes=10)) - 1):
        clock.advance(timedelta(minutes=10))
        assert is_in(browser)
    clock.advance(timedelta(minutes=10) - timedelta(seconds=1))
    assert is_in(browser)
    clock.advance(timedelta(seconds=2))
    assert not is_in(browser)


def test_half_a_log_in_ends_after_thirty_minutes(browser, make_person, clock):
    """sec-B03"""
    staff = make_person("moderator")
    sign_in(browser, staff.name, staff.password, shared_device=False)
    clock.advance(timedelta(minutes=14))
    assert browser.get("/login/code").status_int == 200
    clock.advance(timedelta(minutes=14))
    assert browser.get("/login/code").status_int == 200
    clock.advance(timedelta(minutes=2, seconds=1))
    assert browser.get("/login/code").location.startswith("https://portal.example/login?to=")


def test_requests_that_a_page_makes_by_itself_keep_no_session_alive(as_person, clock):
    """sec-B04: polled every 20 seconds, the session is gone after its idle time all the same."""
    browser = as_person()
    for _ in range(31 * 3):
        clock.advance(timedelta(seconds=20))
        browser.get("/account", headers={"X-Background": "1"}, expect_errors=True)
    assert not is_in(browser)


def test_what_a_person_does_keeps_it_alive(as_person, clock):
    browser = as_person()
    for _ in range(4):
        clock.advance(timedelta(minutes=20))
        assert is_in(browser)


def test_the_row_is_written_at_most_once_a_minute(browser, clock, person, session_of):
    sign_in(browser, person.name, person.password)
    began = session_of(person).last_seen_at
    clock.advance(timedelta(seconds=59))
    is_in(browser)
    assert session_of(person).last_seen_at == began
    clock.advance(timedelta(seconds=1))
    is_in(browser)
    assert session_of(person).last_seen_at == began + timedelta(minutes=1)


def test_after_logging_out_the_token_opens_nothing(browser, person):
    """sec-B05"""
    sign_in(browser, person.name, person.password)
    token = browser.token
    form_for(browser.get("/logout"), "/logout").submit()
    browser.set_token(token)
    assert not is_in(browser)


def test_a_visitor_gets_no_cookie_before_a_form_needs_it(browser):
    """sec-B08"""
    assert "Set-Cookie" not in browser.get("/logged-out").headers
    cookie, *flags = browser.get("/login").headers["Set-Cookie"].split("; ")
    assert cookie.startswith("__Host-s=")
    assert {flag.lower() for flag in flags} == {"path=/", "secure", "httponly", "samesite=lax"}


def test_the_language_chosen_before_stays_after_signing_in(browser, person):
    browser.get("/login")
    browser.post("/language", {"locale": "en", "came_from": "/login"})
    assert browser.get("/login").html.html["lang"] == "en"
    sign_in(browser, person.name, person.password)
    assert browser.get("/account").html.html["lang"] == "en"
