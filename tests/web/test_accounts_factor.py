"""The second factor: staff cannot do without, others may have one."""

import base64
import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from tests.web.accounts_pages import form_for, is_in, sign_in, sign_in_staff

from vamv.accounts.models import SecondFactor, SecondFactorCode
from vamv.accounts.services import second_factor
from vamv.vault.codes import new_code, print_code
from vamv.vault.totp import code_for, new_seed


def enrol(browser, path, clock):
    """Connect a device on a page that shows a seed; return the answer."""
    page = browser.get(path)
    form = form_for(page, path)
    seed_text = page.html.find("code").text
    form["code"] = code_for(_seed(seed_text), clock.now())
    return form.submit(expect_errors=True)


def _seed(text):
    text = text.replace(" ", "")
    return base64.b32decode(text + "=" * (-len(text) % 8))


def keep_codes(browser, path):
    page = browser.get(path)
    codes = [code.text for code in page.html.select(".code-card code")]
    form = form_for(page, path)
    form["kept"] = True
    return form.submit(expect_errors=True), codes


@pytest.fixture
def newcomer(make_person, dbsession):
    """Somebody of the team who has no second factor yet."""
    person = make_person("moderator")
    second_factor.remove(dbsession, person_id=person.person_id)
    return person


def test_staff_sign_in_with_password_and_code(browser, make_person, clock):
    person = make_person("moderator")
    assert sign_in_staff(browser, person, clock).location == "https://portal.example/"
    assert is_in(browser)


def test_half_way_in_no_page_of_a_member_opens(browser, registry, make_person):
    """sec-A09: every page that needs more than nothing leads to the step that is missing."""
    person = make_person("administrator")
    sign_in(browser, person.name, person.password)
    patterns = {each["introspectable"]["pattern"] for each in registry.introspector.get_category("routes")}
    inside = [path for path in patterns if path.startswith(("/account", "/team", "/work", "/moderation"))]
    assert len(inside) > 10
    for pattern in inside:
        answer = browser.get(re.sub(r"\{[^}]*\}", "x" * 26, pattern), expect_errors=True)
        assert answer.status_int in (404, 405) or answer.location == "https://portal.example/login/code", (
            pattern
        )


def test_without_a_second_factor_staff_must_set_one_up(browser, newcomer, clock):
    """sec-A09"""
    assert sign_in(browser, newcomer.name, newcomer.password).location.endswith("/login/set-up")
    assert browser.get("/account").location.endswith("/login/set-up")
    page = browser.get("/login/set-up")
    svg = page.html.select_one(".qr svg")
    assert svg is not None
    assert "style" not in str(svg)
    assert enrol(browser, "/login/set-up", clock).location.endswith("/login/spare-codes")
    assert not is_in(browser)
    answer, codes = keep_codes(browser, "/login/spare-codes")
    assert answer.location == "https://portal.example/"
    assert len(set(codes)) == 10
    assert is_in(browser)


def test_a_wrong_first_code_keeps_the_seed_on_the_page(browser, newcomer, dbsession):
    sign_in(browser, newcomer.name, newcomer.password)
    page = browser.get("/login/set-up")
    form = form_for(page, "/login/set-up")
    form["code"] = "000000"
    answer = form.submit(expect_errors=True)
    assert answer.status_int == 422
    assert answer.html.find("code").text == page.html.find("code").text
    assert not second_factor.is_set_up(dbsession, newcomer.person_id)


def test_a_code_counts_once(browser, new_browser, make_person, clock):
    """sec-A10"""
    person = make_person("moderator")
    clock.advance(timedelta(seconds=30))
    sign_in_staff(browser, person, clock)
    assert is_in(browser)
    again = new_browser()
    assert sign_in_staff(again, person, clock).status_int == 422
    assert not is_in(again)


def test_five_wrong_codes_bring_a_pause_of_five_minutes(browser, make_person, clock):
    """sec-A10"""
    person = make_person("moderator")
    clock.advance(timedelta(seconds=60))
    page = sign_in(browser, person.name, person.password).follow()
    form = form_for(page, "/login/code")
    for _ in range(5):
        form["code"] = "000000"
        assert form.submit(expect_errors=True).status_int == 422
    form["code"] = code_for(person.seed, clock.now())
    assert form.submit(expect_errors=True).status_int == 429
    clock.advance(timedelta(minutes=5))
    form["code"] = code_for(person.seed, clock.now())
    assert form.submit().location == "https://portal.example/"


def test_a_spare_code_stands_in_for_the_device_once(browser, new_browser, dbsession, make_person):
    """sec-A12"""
    person = make_person("moderator")
    code = new_code()
    second_factor.replace_spare_codes(dbsession, person_id=person.person_id, codes=[code])
    statuses = []
    for each in (browser, new_browser()):
        form = form_for(sign_in(each, person.name, person.password).follow(), "/login/code")
        form["code"] = print_code(code).lower()
        statuses.append(form.submit(expect_errors=True).status_int)
    assert statuses == [303, 422]
    assert dbsession.scalars(select(SecondFactorCode)).one().code_hash != code


def test_signing_in_and_the_second_step_give_new_tokens(browser, make_person, clock):
    """sec-B02: a token from before is worth nothing afterwards."""
    person = make_person("moderator")
    clock.advance(timedelta(seconds=60))
    browser.get("/login")
    tokens = [browser.token]
    page = sign_in(browser, person.name, person.password).follow()
    tokens.append(browser.token)
    form = form_for(page, "/login/code")
    form["code"] = code_for(person.seed, clock.now())
    form.submit()
    tokens.append(browser.token)
    assert len(set(tokens)) == 3
    for old in tokens[:2]:
        browser.set_token(old)
        assert not is_in(browser)


def test_a_parent_may_have_one_too_and_switch_it_off(as_person, new_browser, clock, dbsession):
    browser = as_person()
    assert enrol(browser, "/account/second-factor/new", clock).location.endswith("/codes")
    keep_codes(browser, "/account/second-factor/codes")
    page = browser.get("/account/second-factor")
    assert "eingeschaltet" in page.text
    form_for(page, "/account/second-factor/remove").submit()
    assert dbsession.scalars(select(SecondFactor)).all() == []


def test_staff_cannot_switch_theirs_off(as_person, dbsession):
    browser = as_person("moderator")
    page = browser.get("/account/second-factor")
    assert not [form for form in page.forms.values() if form.action.endswith("/remove")]
    token = form_for(browser.get("/account/devices"), "/account/devices")["csrf_token"].value
    answer = browser.post("/account/second-factor/remove", {"csrf_token": token}, expect_errors=True)
    assert answer.status_int == 403
    assert second_factor.is_set_up(dbsession, browser.person_id)


def test_the_seed_is_sealed(dbsession, make_person):
    person = make_person("moderator")
    row = dbsession.get_one(SecondFactor, person.person_id)
    assert person.seed not in row.seed_sealed
    assert new_seed() != new_seed()
