"""Changing the password, and typing it once more before what could do harm."""

from datetime import timedelta

import pytest
from tests.web.accounts_pages import form_for, is_in, sign_in

NEW = "obstkorb-treppe-flieder-murmel-samt"


@pytest.fixture
def person(make_person):
    return make_person()


@pytest.fixture
def browser(browser, person):
    sign_in(browser, person.name, person.password)
    return browser


def change(browser, old, new=NEW):
    form = form_for(browser.get("/account/password"), "/account/password")
    form["password"], form["new_password"] = old, new
    return form.submit(expect_errors=True)


def test_the_new_password_opens_the_account_and_the_old_one_does_not(browser, new_browser, person):
    assert change(browser, person.password).location == "https://portal.example/account"
    assert is_in(browser)
    other = new_browser()
    assert sign_in(other, person.name, person.password).status_int == 422
    sign_in(other, person.name, NEW)
    assert is_in(other)


def test_changing_needs_the_password_up_to_now(browser, new_browser, person):
    """sec-A14"""
    assert change(browser, "ganz bestimmt falsch").status_int == 422
    sign_in(new_browser(), person.name, person.password)
    assert is_in(browser)


def test_changing_ends_all_other_sessions(browser, new_browser, person):
    """sec-A14"""
    other = new_browser()
    sign_in(other, person.name, person.password)
    answer = change(browser, person.password)
    assert not is_in(other)
    assert is_in(browser)
    assert "allen anderen Geräten" in answer.follow().text


def test_the_key_is_the_same_after_the_change(browser, new_browser, dbsession, vault, person):
    change(browser, person.password)
    other = new_browser()
    sign_in(other, person.name, NEW)
    assert other.get("/account/code").status_int == 200


def test_a_weak_new_password_is_refused(browser, person):
    answer = change(browser, person.password, "passwort1234")
    assert answer.status_int == 422
    assert "viele" in answer.text


def test_staff_need_a_longer_one(as_person):
    browser = as_person("moderator")
    answer = change(browser, "ahorn-tasse-leuchte-wolke-segel", "zwölf-zeichen")
    assert answer.status_int == 422
    assert "mindestens 16" in answer.text


def test_guessing_the_old_password_is_throttled_like_signing_in(browser, person):
    statuses = [change(browser, "ganz bestimmt falsch").status_int for _ in range(7)]
    assert statuses[:5] == [422] * 5
    assert statuses[-1] == 429


def test_dangerous_pages_ask_for_the_password_again_after_ten_minutes(browser, clock, person):
    """sec-B07"""
    clock.advance(timedelta(minutes=9))
    assert browser.get("/account/code").status_int == 200
    clock.advance(timedelta(minutes=1, seconds=1))
    answer = browser.get("/account/code")
    assert answer.location == "https://portal.example/account/password-again?to=%2Faccount%2Fcode"
    page = answer.follow()
    form = form_for(page, "/account/password-again")
    form["password"] = "ganz bestimmt falsch"
    assert form.submit(expect_errors=True).status_int == 422
    form["password"] = person.password
    assert form.submit().location == "https://portal.example/account/code"
    assert browser.get("/account/code").status_int == 200


# What could do harm in the hands of somebody who picks up an unlocked phone.
STEP_UP = {
    "accounts.code",
    "accounts.factor_new",
    "accounts.factor_codes",
    "accounts.factor_remove",
    "accounts.team_invite",
    "accounts.team_member",
    "accounts.team_reset",
    "accounts.team_disable",
    "accounts.team_enable",
    "accounts.team_sign_out",
}


def test_every_view_on_the_list_asks_again(registry):
    """sec-B07"""
    views = [each["introspectable"] for each in registry.introspector.get_category("views")]
    asking = {view["route_name"] for view in views if view.get("step_up")}
    forgetful = {
        view["route_name"] for view in views if view["route_name"] in STEP_UP and not view.get("step_up")
    }
    assert asking >= STEP_UP
    assert not forgetful
