"""A form sent after its session ended: the text comes back after signing in."""

from datetime import timedelta

from tests.web.accounts_pages import form_for

from vamv.testing.people import signed_in
from vamv.vault.totp import code_for


def sent_too_late(browser, clock, path, fields):
    """Send a form whose token belongs to a session that is over by now."""
    token = form_for(browser.get("/account/devices"), "/account/devices")["csrf_token"].value
    clock.advance(timedelta(hours=13))
    return browser.post(
        path,
        {"csrf_token": token, **fields},
        headers={"Origin": "https://portal.example"},
        expect_errors=True,
    )


def test_the_text_travels_through_the_log_in_page_and_is_sent_again(as_person, clock):
    browser = as_person(name="Leise Linde")
    answer = sent_too_late(browser, clock, "/drafts", {"draft_key": "letter", "text": "Ein langer Brief"})
    assert answer.status_int == 403
    form = form_for(answer, "/login")
    assert form["resume.text"].value == "Ein langer Brief"
    assert form["resume.action"].value == "/drafts"
    form["name"], form["password"] = "Leise Linde", "ahorn-tasse-leuchte-wolke-segel"
    page = form.submit()
    again = form_for(page, "/drafts")
    assert again["text"].value == "Ein langer Brief"
    assert again["csrf_token"].value
    assert again.submit(expect_errors=True).status_int < 300


def test_a_mistyped_password_loses_nothing(as_person, clock):
    browser = as_person(name="Leise Linde")
    form = form_for(
        sent_too_late(browser, clock, "/drafts", {"draft_key": "letter", "text": "Ein Brief"}), "/login"
    )
    form["name"], form["password"] = "Leise Linde", "ganz bestimmt falsch"
    again = form_for(form.submit(expect_errors=True), "/login")
    assert again["resume.text"].value == "Ein Brief"


def test_the_text_travels_through_the_second_step_as_well(
    new_browser, make_person, clock, registry, dbsession
):
    person = make_person("moderator")
    browser = new_browser()
    signed_in(registry, dbsession, clock.now(), browser, person)
    form = form_for(
        sent_too_late(browser, clock, "/drafts", {"draft_key": "letter", "text": "Ein Brief"}), "/login"
    )
    form["name"], form["password"] = person.name, person.password
    step = form_for(form.submit(), "/login/code")
    assert step["resume.text"].value == "Ein Brief"
    step["code"] = code_for(person.seed, clock.now())
    assert form_for(step.submit(), "/drafts")["text"].value == "Ein Brief"


def test_a_form_whose_token_was_replaced_meanwhile_is_sent_once_more(as_person):
    """Somebody repeats the password in one tab while they write in another."""
    browser = as_person()
    old = form_for(browser.get("/account/devices"), "/account/devices")["csrf_token"].value
    step = form_for(browser.get("/account/password-again"), "/account/password-again")
    step["password"] = "ahorn-tasse-leuchte-wolke-segel"
    step.submit()
    answer = browser.post(
        "/drafts",
        {"csrf_token": old, "draft_key": "letter", "text": "Ein Brief"},
        headers={"Origin": "https://portal.example"},
        expect_errors=True,
    )
    assert answer.status_int == 403
    form = form_for(answer, "/drafts")
    assert form["text"].value == "Ein Brief"
    assert form.submit(expect_errors=True).status_int < 300


def test_logging_out_after_the_session_has_ended_asks_for_nothing(as_person, clock):
    browser = as_person()
    form = form_for(browser.get("/logout"), "/logout")
    clock.advance(timedelta(hours=13))
    token = form["csrf_token"].value
    headers = {"Origin": "https://portal.example"}
    answer = browser.post("/logout", {"csrf_token": token}, headers=headers)
    assert answer.status_int == 303


def test_passwords_do_not_travel(as_person, clock):
    browser = as_person()
    answer = sent_too_late(browser, clock, "/account/password", {"password": "alt", "new_password": "neu"})
    assert answer.status_int == 303
    assert answer.location == "https://portal.example/account/password"
