"""Signing in: names, passwords, failures, waiting, and what the person is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from tests.web.accounts_pages import form_for, is_in, sign_in

from vamv.accounts.hashing import Hasher
from vamv.accounts.models import Credential, LoginGuard
from vamv.accounts.policy import waiting
from vamv.accounts.proving import MEMORY
from vamv.accounts.services import credentials
from vamv.security.models import Person, UserSession
from vamv.vault.passwords import HashParameters

WRONG = "passen nicht zusammen"


@pytest.fixture(autouse=True)
def fresh_memory(registry):
    registry[MEMORY].forget()


def wrong(browser, name, times, **more):
    return [sign_in(browser, name, "ganz bestimmt falsch", **more) for _ in range(times)]


def test_name_and_password_open_the_portal(browser, make_person):
    person = make_person()
    answer = sign_in(browser, person.name, person.password)
    assert (answer.status_int, answer.location) == (303, "https://portal.example/")
    assert is_in(browser)


@pytest.mark.parametrize("typed", ["LEISE LINDE", "leise-linde", "Leise Linde ", "leiselinde"])
def test_capitals_and_gaps_of_the_name_do_not_matter(browser, make_person, typed):
    person = make_person(name="Leise Linde")
    sign_in(browser, typed, person.password)
    assert is_in(browser)


def test_the_page_wanted_before_comes_after(browser, make_person):
    person = make_person()
    page = browser.get("/account/devices").follow()
    form = form_for(page, "/login")
    form["name"], form["password"] = person.name, person.password
    assert form.submit().location == "https://portal.example/account/devices"


@pytest.mark.parametrize(
    "to", ["//evil.example", "https://evil.example", "/\\evil.example", "\tjavascript:alert(1)", "evil"]
)
def test_nobody_is_sent_to_another_site(browser, make_person, to):
    person = make_person()
    form = form_for(browser.get("/login", {"to": to}), "/login")
    form["name"], form["password"] = person.name, person.password
    assert form.submit().location == "https://portal.example/"


def test_the_same_words_for_an_unknown_name_and_a_wrong_password(browser, new_browser, make_person):
    """sec-A05: text, status and length say nothing about who exists."""
    person = make_person(name="Leise Linde")
    known = sign_in(browser, person.name, "ganz bestimmt falsch")
    unknown = sign_in(new_browser(), "Leise Linse", "ganz bestimmt falsch", network="203.0.114.7")
    assert known.status_int == unknown.status_int == 422
    assert WRONG in known.text

    def without_token(page):
        for tag in page.html.select("input[name=csrf_token], input[name=name]"):
            tag.decompose()
        return str(page.html)

    assert without_token(known) == without_token(unknown)


def test_unknown_names_wait_like_known_ones(browser, new_browser, make_person):
    """sec-A05, sec-A06: throttling says nothing about who exists either."""
    person = make_person()
    known = wrong(browser, person.name, 8)
    unknown = wrong(new_browser(), "Gibt Es Nicht", 8, network="203.0.114.7")
    assert (
        [each.status_int for each in known] == [each.status_int for each in unknown] == [422] * 5 + [429] * 3
    )


def test_the_name_stays_and_the_password_does_not(browser, make_person):
    person = make_person()
    form = form_for(sign_in(browser, person.name, "ganz bestimmt falsch"), "/login")
    assert form["name"].value == person.name
    assert not form["password"].value


@pytest.mark.parametrize("password", ["", "x" * 1001, "x" * 20_000])
def test_missing_and_huge_passwords_get_the_page_again(browser, make_person, password):
    assert sign_in(browser, make_person().name, password).status_int == 422


def test_after_five_failures_one_waits_longer_and_longer(browser, make_person, clock):
    """sec-A06: five failures are free, then the wait doubles."""
    person = make_person()
    wrong(browser, person.name, 5)
    waits = []
    for _ in range(9):
        refused = sign_in(browser, person.name, person.password)
        assert refused.status_int == 429
        waits.append(int(refused.headers["Retry-After"]))
        clock.advance(timedelta(seconds=waits[-1]))
        assert wrong(browser, person.name, 1)[0].status_int == 422
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    clock.advance(timedelta(seconds=60))
    sign_in(browser, person.name, person.password)
    assert is_in(browser)


def test_one_network_guesses_at_most_twenty_times_in_a_quarter_of_an_hour(browser, make_person, clock):
    """sec-A06: eighty guesses an hour from one network, at whatever names."""
    people = [make_person() for _ in range(30)]
    answers = [sign_in(browser, person.name, "ganz bestimmt falsch") for person in people]
    assert [answer.status_int for answer in answers] == [422] * 20 + [429] * 10
    clock.advance(timedelta(minutes=15))
    assert wrong(browser, people[0].name, 1)[0].status_int == 422


def test_a_stranger_locks_nobody_out(browser, new_browser, make_person, clock):
    """sec-A07: many wrong tries from one network, then the right password from another at once.

    A thousand of them, and a thousand networks: tests/unit/accounts/test_waiting.py.
    """
    person = make_person()
    for _ in range(30):
        wrong(browser, person.name, 1, network="198.51.100.1")
        clock.advance(timedelta(seconds=60))
    other = new_browser()
    sign_in(other, person.name, person.password, network="203.0.113.200")
    assert is_in(other)


def under_siege(dbsession, vault, name, clock):
    """As many networks as an account bears have failed at it today."""
    index = credentials.login_index(vault, name)
    guard = LoginGuard(
        login_index=index, guesses=waiting.STRANGERS, strangers=waiting.STRANGERS, began_at=clock.now()
    )
    dbsession.add(guard)
    dbsession.flush()


def test_who_signed_in_today_gets_in_while_others_guess(
    browser, new_browser, dbsession, vault, make_person, clock
):
    """sec-A07: a network that the account knows is let through even when the account is closed to new ones."""
    person = make_person()
    sign_in(browser, person.name, person.password, network="192.0.2.9")
    under_siege(dbsession, vault, person.name, clock)
    assert sign_in(new_browser(), person.name, person.password, network="10.200.1.1").status_int == 429
    again = new_browser()
    sign_in(again, person.name, person.password, network="192.0.2.9")
    assert is_in(again)


def test_the_recovery_code_opens_an_account_that_is_closed_to_new_networks(
    browser, dbsession, vault, make_person, clock
):
    """sec-A07"""
    person = make_person()
    under_siege(dbsession, vault, person.name, clock)
    form = form_for(browser.get("/recover"), "/recover")
    form["code"] = person.recovery_code
    assert form.submit().location == "https://portal.example/recover/password"


def test_the_limits_hold_after_a_restart(browser, registry, dbsession, vault, make_person, clock):
    """sec-A08: guesses at an account are counted in the database; nothing outside of it could be down."""
    person = make_person()
    wrong(browser, person.name, 2, network="10.9.1.1")
    registry[MEMORY].forget()
    registry["vamv.throttle"].reset()
    wrong(browser, person.name, 1, network="10.9.2.1")
    guard = dbsession.scalars(select(LoginGuard)).one()
    assert (guard.guesses, guard.strangers) == (3, 2)
    guard.strangers = waiting.STRANGERS
    dbsession.flush()
    assert sign_in(browser, person.name, person.password, network="10.200.1.1").status_int == 429


def test_when_everybody_fails_new_networks_are_slowed_down(
    browser, new_browser, registry, make_person, clock
):
    """sec-A06: three hundred failures in five minutes slow down networks from which nobody has signed in."""
    person = make_person()
    sign_in(browser, person.name, person.password, network="192.0.2.9")
    for _ in range(300):
        registry["vamv.throttle"].hit(waiting.ALARM_LIMIT, "login")
    new = new_browser()
    assert [each.status_int for each in wrong(new, "Nochmal", 3, network="10.99.1.1")] == [422, 422, 429]
    known = new_browser()
    sign_in(known, person.name, person.password, network="192.0.2.9")
    assert is_in(known)


def test_no_address_is_stored(browser, dbsession, registry, make_person):
    """sec-A06: the address is in no row and in no memory of the process."""
    person = make_person()
    wrong(browser, person.name, 6, network="203.0.113.77")
    rows = [
        repr(row)
        for model in (LoginGuard, Credential, UserSession)
        for row in dbsession.execute(select(model.__table__))
    ]
    memory = repr(vars(registry[MEMORY])) + repr(vars(registry["vamv.throttle"]))
    for form in ("203.0.113.77", "203.0.113", "cb00714d", "CB00714D"):
        assert form not in "".join(rows) + memory
    assert len(dbsession.scalars(select(LoginGuard)).all()) == 1


def test_the_last_log_in_and_failures_since_are_shown(browser, new_browser, make_person, clock):
    """sec-A16"""
    person = make_person()
    first = new_browser()
    assert "Zuletzt waren Sie" not in sign_in(first, person.name, person.password).follow().text
    clock.advance(timedelta(hours=22))
    wrong(new_browser(), person.name, 2, network="198.51.100.1")
    page = sign_in(browser, person.name, person.password).follow()
    assert "Zuletzt waren Sie hier angemeldet: gestern, 22:40 Uhr" in page.text
    assert "2 Versuche" in page.text
    clock.advance(timedelta(hours=1))
    page = sign_in(new_browser(), person.name, person.password).follow()
    assert "Zuletzt waren Sie hier angemeldet: heute, 20:40 Uhr." in page.text
    assert "Versuche" not in page.text


def test_a_disabled_person_is_told_so_only_with_the_right_password(browser, dbsession, make_person, clock):
    person = make_person()
    dbsession.get_one(Person, person.person_id).disabled_at = clock.now()
    assert WRONG in sign_in(browser, person.name, "ganz bestimmt falsch").text
    answer = sign_in(browser, person.name, person.password)
    assert "gesperrt" in answer.text
    assert answer.status_int == 422
    assert browser.token is None or not is_in(browser)


def test_an_old_hash_is_stretched_anew_at_the_next_log_in(browser, dbsession, registry, make_person, clock):
    """sec-A01: parameters are stored with each person and raised at log-in; the key still opens."""
    person = make_person()
    weak = Hasher(HashParameters(1, 8, 1), registry["vamv.hashing_gate"])
    credentials.set_password(
        dbsession,
        registry["vamv.vault"],
        person_id=person.person_id,
        password=weak.new(person.password),
        private_key=person.private_key,
        now=clock.now(),
    )
    dbsession.flush()
    sign_in(browser, person.name, person.password)
    assert is_in(browser)
    row = dbsession.get_one(Credential, person.person_id, populate_existing=True)
    assert row.parameters == registry["vamv.hashing"].encode()
    page = browser.get("/logout")
    form_for(page, "/logout").submit()
    sign_in(browser, person.name, person.password)
    assert is_in(browser)


def test_a_shared_device_is_assumed_unless_somebody_says_otherwise(
    browser, new_browser, dbsession, make_person
):
    person = make_person()
    sign_in(browser, person.name, person.password)
    sign_in(new_browser(), person.name, person.password, shared_device=False)
    assert sorted(dbsession.scalars(select(UserSession.shared_device))) == [False, True]


def test_somebody_who_is_in_is_sent_on(as_person):
    assert as_person().get("/login").location == "https://portal.example/"


def test_signing_out_ends_the_session_and_clears_the_browser(as_person, dbsession):
    browser = as_person()
    answer = form_for(browser.get("/logout"), "/logout").submit()
    assert answer.location == "https://portal.example/logged-out"
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert dbsession.scalars(select(UserSession)).all() == []
    assert "Sie sind abgemeldet" in answer.follow().text
