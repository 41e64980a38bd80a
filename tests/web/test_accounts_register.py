"""Registering: a pseudonym and a password, then the recovery code, then the portal."""

import re

import pytest
from sqlalchemy import func, select

from vamv.accounts.models import Credential, PersonKey, RecoveryCode
from vamv.accounts.services.keys import BY_PASSWORD
from vamv.security.models import Person, UserSession

PASSWORD = "kiesel-laterne-obstkorb-wandern-mohn"


def form_for(page, path):
    """Return the form of a page that is sent to a path."""
    return next(form for form in page.forms.values() if form.action == path)


def fill(browser, name="Leise Linde", password=PASSWORD):
    form = form_for(browser.get("/register"), "/register")
    form["name"], form["new_password"] = name, password
    return form


def confirm_code(page, typed=None):
    form = form_for(page, page.request.path)
    code = page.html.select_one("#recovery-code").text
    form["typed"] = code[-4:] if typed is None else typed
    return form.submit(expect_errors=True), code


def count(dbsession, model):
    return dbsession.scalar(select(func.count()).select_from(model))


def test_a_parent_registers_and_is_in(browser, dbsession):
    page = fill(browser).submit().follow()
    assert page.request.path == "/register/code"
    answer, _code = confirm_code(page)
    assert answer.status_int == 303
    assert answer.location == "https://portal.example/"
    assert browser.get("/account").status_int == 200
    person = dbsession.scalars(select(Person)).one()
    assert [role.role for role in person.roles] == ["advice_seeker"]


def test_nothing_is_asked_but_a_name_and_a_password(browser):
    form = form_for(browser.get("/register"), "/register")
    shown = {name for name, fields in form.fields.items() if name and fields[0].attrs.get("type") != "hidden"}
    assert shown == {"name", "new_password"}


def test_until_the_code_is_confirmed_nothing_else_opens(browser):
    fill(browser).submit()
    answer = browser.get("/account")
    assert (answer.status_int, answer.location) == (303, "https://portal.example/register/code")


def test_a_wrong_part_of_the_code_shows_the_same_code_again(browser, dbsession):
    page = fill(browser).submit().follow()
    answer, code = confirm_code(page, "XXXX")
    assert answer.status_int == 422
    assert answer.html.select_one("#recovery-code").text == code
    assert count(dbsession, RecoveryCode) == 0
    assert confirm_code(answer)[0].status_int == 303


def test_the_code_may_be_typed_in_full_and_in_small_letters(browser):
    page = fill(browser).submit().follow()
    whole = page.html.select_one("#recovery-code").text.lower().replace("-", " ")
    assert confirm_code(page, whole)[0].status_int == 303


def test_a_code_that_the_page_did_not_draw_is_not_taken(browser, dbsession):
    page = fill(browser).submit().follow()
    form = form_for(page, "/register/code")
    form["sealed"] = "00" * 60
    form["typed"] = "0000"
    assert form.submit().location.endswith("/register/code")
    assert count(dbsession, RecoveryCode) == 0


def test_showing_the_code_stores_nothing(browser, dbsession):
    page = fill(browser).submit().follow()
    again = browser.get("/register/code")
    codes = [each.html.select_one("#recovery-code").text for each in (page, again)]
    assert codes[0] != codes[1]
    assert count(dbsession, RecoveryCode) == 0


def test_four_free_pseudonyms_and_a_passphrase_are_suggested(browser, make_person):
    page = browser.get("/register")
    names = [badge.text for badge in page.html.select("main .badge-plain")]
    assert len(set(names)) == 4
    assert len(page.html.select_one("main code").text.split("-")) == 5
    assert fill(browser, names[0], page.html.select_one("main code").text).submit().status_int == 303


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Sabine", "echter Name"),
        ("Leise Müller", "echter Name"),
        ("Mutter aus Mainz", "Ort"),
    ],
)
def test_a_telling_name_is_warned_about_once_and_then_accepted(browser, name, word):
    answer = fill(browser, name).submit(expect_errors=True)
    assert answer.status_int == 422
    assert word in answer.text
    form = form_for(answer, "/register")
    assert form["name"].value == name
    form["new_password"] = PASSWORD
    assert form.submit().status_int == 303


def test_an_address_is_no_name(browser):
    answer = fill(browser, "linde@example.org").submit(expect_errors=True)
    assert answer.status_int == 422


@pytest.mark.parametrize(
    "other", ["Leise Linde", "leise linde", "LeiseLinde", "Leise-Linde", "Leise L1nde", "Leise  Linde"]
)
def test_a_name_that_looks_like_another_is_taken(browser, make_person, other):
    make_person(name="Leise Linde")
    answer = fill(browser, other).submit(expect_errors=True)
    assert answer.status_int == 422
    assert "gibt es schon" in answer.text


def test_letters_of_two_alphabets_do_not_mix(browser):
    answer = fill(browser, "Lеise Linde").submit(expect_errors=True)
    assert answer.status_int == 422
    assert "verschiedener Schriften" in answer.text


@pytest.mark.parametrize("password", ["kurz", "passwort1234", "Leise Linde", "abcdefghijkl", "x" * 257])
def test_a_bad_password_is_refused_and_never_comes_back(browser, password):
    answer = fill(browser, password=password).submit(expect_errors=True)
    assert answer.status_int == 422
    form = form_for(answer, "/register")
    assert form["name"].value == "Leise Linde"
    assert form["new_password"].value in ("", None)


def test_what_is_missing_is_named(browser):
    answer = fill(browser, "", "").submit(expect_errors=True)
    assert answer.status_int == 422
    assert answer.html.select_one(".error-summary")


def test_the_keys_are_there_from_the_start(browser, dbsession, vault):
    """The key hierarchy: a public key with its proof, and the private key locked by password, code and session."""
    confirm_code(fill(browser).submit().follow())
    key, person_id = dbsession.scalars(select(PersonKey)).one(), dbsession.scalars(select(Person.id)).one()
    assert vault.check_mac(key.public_mac, "public-key", person_id, key.public)
    assert dbsession.scalars(select(Credential)).one().key_locked
    assert dbsession.scalars(select(RecoveryCode)).one().key_locked
    assert dbsession.scalars(select(UserSession)).one().key_locked
    assert BY_PASSWORD


def test_nothing_readable_is_stored(browser, dbsession):
    """Neither name, password nor code stands in any row."""
    _answer, code = confirm_code(fill(browser, "Zimtstern Zeder").submit().follow())
    rows = [
        repr(row)
        for model in (Person, Credential, RecoveryCode)
        for row in dbsession.execute(select(model.__table__))
    ]
    for secret in ("Zimtstern", "zlmtstem", PASSWORD, code, code.replace("-", "")):
        assert not any(secret in row for row in rows)


def test_somebody_who_is_in_cannot_register(as_person):
    assert as_person().get("/register").status_int == 303


def test_fields_say_what_browsers_may_fill_in(browser):
    form = form_for(browser.get("/register"), "/register")
    assert form["name"].attrs["autocomplete"] == "username"
    assert form["new_password"].attrs["autocomplete"] == "new-password"
    assert re.search(r"<form[^>]*novalidate", browser.get("/register").text)
