"""The recovery code: back in without name and password, everything still there; replacing it."""

from sqlalchemy import select
from tests.web.accounts_pages import form_for, is_in, sign_in

from vamv.accounts.models import PersonKey, RecoveryCode
from vamv.security import sessions
from vamv.security.models import UserSession
from vamv.vault.codes import new_code, print_code

NEW = "obstkorb-treppe-flieder-murmel-samt"


def give_code(browser, code):
    form = form_for(browser.get("/recover"), "/recover")
    form["code"] = code
    return form.submit(expect_errors=True)


def choose_password(browser, password=NEW):
    form = form_for(browser.get("/recover/password"), "/recover/password")
    form["new_password"] = password
    return form.submit(expect_errors=True)


def confirm_code(browser, path="/register/code"):
    page = browser.get(path)
    form = form_for(page, path)
    code = page.html.select_one("#recovery-code").text
    form["typed"] = code[-4:]
    return form.submit(expect_errors=True), code


def recover(browser, person):
    give_code(browser, person.recovery_code)
    choose_password(browser)
    return confirm_code(browser)[1]


def private_key(dbsession, vault, browser):
    row = dbsession.scalars(
        select(UserSession).where(UserSession.token_hash == sessions.token_hash(browser.token))
    ).one()
    return sessions.private_key(vault, row, browser.token)


def test_the_code_alone_opens_the_account_and_everything_is_still_there(
    browser, dbsession, vault, make_person
):
    """Name and password forgotten; what was granted to the old key opens with the same key afterwards."""
    person = make_person(name="Leise Linde")
    key = dbsession.get_one(PersonKey, person.person_id)
    grant = vault.grant(person.person_id, key.public, key.public_mac, "letter", "letter1", b"k" * 32)
    give_code(browser, person.recovery_code)
    page = browser.get("/recover/password")
    assert "Leise Linde" in page.html.select_one("dl").text
    recover_answer = choose_password(browser)
    assert recover_answer.location.endswith("/register/code")
    answer, _code = confirm_code(browser)
    assert answer.location == "https://portal.example/"
    assert is_in(browser)
    opened = vault.open_grant(
        person.person_id, private_key(dbsession, vault, browser), "letter", "letter1", grant
    )
    assert opened == b"k" * 32


def test_the_new_password_and_the_new_code_hold_and_the_old_ones_do_not(browser, new_browser, make_person):
    person = make_person()
    code = recover(browser, person)
    old, new = new_browser(), new_browser()
    assert sign_in(old, person.name, person.password).status_int == 422
    sign_in(new, person.name, NEW)
    assert is_in(new)
    assert give_code(old, person.recovery_code).status_int == 422
    assert give_code(old, code).status_int == 303


def test_of_two_who_use_one_code_one_wins(new_browser, make_person, dbsession):
    """sec-A12: both have typed the code; the second cannot set a password any more."""
    person = make_person()
    first, second = new_browser(), new_browser()
    give_code(first, person.recovery_code)
    give_code(second, person.recovery_code)
    form = form_for(second.get("/recover/password"), "/recover/password")
    form["new_password"] = "ganz-anderes-passwort-fuer-mich"
    choose_password(first)
    assert form.submit(expect_errors=True).status_int in (303, 400)
    confirm_code(first)
    third = new_browser()
    sign_in(third, person.name, NEW)
    assert is_in(third)


def test_recovering_ends_all_other_sessions(browser, new_browser, make_person):
    person = make_person()
    other = new_browser()
    sign_in(other, person.name, person.password)
    recover(browser, person)
    assert not is_in(other)


def test_who_stops_half_way_can_use_the_code_again(browser, new_browser, make_person):
    person = make_person()
    give_code(browser, person.recovery_code)
    again = new_browser()
    recover(again, person)
    assert is_in(again)


def test_a_code_in_small_letters_with_blanks_is_the_same_code(browser, make_person):
    person = make_person()
    assert give_code(browser, person.recovery_code.lower().replace("-", "  ")).status_int == 303


def test_wrong_and_malformed_codes_keep_the_page_and_say_what_to_do(browser, make_person):
    make_person()
    for code in (print_code(new_code()), "0000", "", "Ä" * 26, "0" * 5000):
        answer = give_code(browser, code)
        assert answer.status_int == 422
        assert answer.html.select_one(".error-summary")


def test_codes_cannot_be_tried_without_end(browser, make_person):
    make_person()
    answers = [give_code(browser, print_code(new_code())).status_int for _ in range(21)]
    assert answers[-2:] == [422, 429]


def test_staff_show_their_second_factor_after_the_code(browser, make_person):
    """sec-A09: the code stands for the password, not for the device."""
    person = make_person("moderator")
    assert give_code(browser, person.recovery_code).location.endswith("/login/code")
    assert browser.get("/recover/password").location.endswith("/login/code")


def test_the_code_is_stored_in_no_form_that_gives_it_back(dbsession, make_person):
    """sec-A12: 128 bits, and only a keyed index of one half."""
    person = make_person()
    assert len(person.recovery_code.replace("-", "")) * 5 >= 128
    row = dbsession.scalars(select(RecoveryCode)).one()
    stored = row.code_index + row.index_sealed + row.key_locked
    assert person.recovery_code.encode() not in stored
    assert person.private_key not in stored


def test_a_person_replaces_the_code_while_signed_in(as_person, new_browser, dbsession):
    browser = as_person()
    before = dbsession.get_one(RecoveryCode, browser.person_id).code_index
    answer, code = confirm_code(browser, "/account/code")
    assert answer.location == "https://portal.example/account"
    assert dbsession.get_one(RecoveryCode, browser.person_id, populate_existing=True).code_index != before
    assert give_code(new_browser(), code).status_int == 303


def test_until_the_new_code_is_confirmed_the_old_one_holds(as_person, dbsession):
    browser = as_person()
    before = dbsession.get_one(RecoveryCode, browser.person_id).code_index
    browser.get("/account/code")
    assert dbsession.get_one(RecoveryCode, browser.person_id, populate_existing=True).code_index == before
