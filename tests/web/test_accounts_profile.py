"""One's own account: overview, name, language, devices."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from tests.web.accounts_pages import form_for, is_in, sign_in

from vamv.security.models import Person, UserSession
from vamv.security.people import display_names


def save(browser, **fields):
    form = form_for(browser.get("/account/profile"), "/account/profile")
    for name, value in fields.items():
        form[name] = value
    return form.submit(expect_errors=True)


def test_the_overview_links_every_page_of_the_account(as_person):
    page = as_person().get("/account")
    for link in page.html.select("main .list a"):
        assert page.test_app.get(link["href"]).status_int == 200
    assert len(page.html.select("main .list a")) >= 5


def test_the_name_that_others_see_can_change_and_the_log_in_name_stays(
    as_person, new_browser, dbsession, vault
):
    browser = as_person(name="Leise Linde")
    assert save(browser, name="Sonniger Steg").status_int == 303
    assert display_names(dbsession, vault, [browser.person_id]) == {browser.person_id: "Sonniger Steg"}
    other = new_browser()
    sign_in(other, "Leise Linde", "ahorn-tasse-leuchte-wolke-segel")
    assert is_in(other)


def test_nobody_takes_the_name_of_another(as_person, make_person):
    make_person(name="Sonniger Steg")
    answer = save(as_person(), name="sonniger steg")
    assert answer.status_int == 422
    assert "gibt es schon" in answer.text


def test_nobody_takes_the_log_in_name_of_another(as_person, make_person):
    """Else somebody could pass for a person who is shown under another name now."""
    other = as_person(name="Leise Linde")
    save(other, name="Sonniger Steg")
    assert save(as_person(), name="Leise Linde").status_int == 422


def test_a_telling_name_is_warned_about_once(as_person):
    browser = as_person()
    answer = save(browser, name="Sabine")
    assert answer.status_int == 422
    assert form_for(answer, "/account/profile").submit().status_int == 303


def test_saving_the_language_alone_warns_of_no_name(as_person, dbsession):
    browser = as_person(name="Laura84")
    assert save(browser, locale="en").status_int == 303
    assert dbsession.get_one(Person, browser.person_id).locale == "en"
    assert browser.get("/account").html.html["lang"] == "en"


def test_devices_are_listed_with_their_names_and_last_use(browser, new_browser, make_person, clock):
    """sec-B06"""
    person = make_person()
    sign_in(browser, person.name, person.password)
    form = form_for(browser.get("/account/devices"), "/account/devices")
    form["name"] = "Handy in der Küche"
    form.submit()
    clock.advance(timedelta(minutes=5))
    other = new_browser()
    sign_in(other, person.name, person.password)
    page = other.get("/account/devices")
    assert "Handy in der Küche" in page.text
    assert "vor 5 Minuten" in page.text


def test_the_name_of_a_device_is_sealed(as_person, dbsession):
    browser = as_person()
    form = form_for(browser.get("/account/devices"), "/account/devices")
    form["name"] = "Sabines Handy"
    form.submit()
    assert b"Sabine" not in dbsession.scalars(select(UserSession.device_sealed)).one()


def test_one_other_device_can_be_signed_out(browser, new_browser, make_person):
    """sec-B05, sec-B06"""
    person = make_person()
    others = [new_browser(), new_browser()]
    for each in (browser, *others):
        sign_in(each, person.name, person.password)
    page = browser.get("/account/devices")
    next(form for form in page.forms.values() if form.action.endswith("/end")).submit()
    assert sorted(is_in(each) for each in others) == [False, True]
    assert is_in(browser)


def test_all_other_devices_can_be_signed_out(browser, new_browser, make_person):
    """sec-B06"""
    person = make_person()
    others = [new_browser(), new_browser()]
    for each in (browser, *others):
        sign_in(each, person.name, person.password)
    form_for(browser.get("/account/devices"), "/account/devices/end-others").submit()
    assert [is_in(each) for each in others] == [False, False]
    assert is_in(browser)


def test_nobody_signs_out_the_device_of_another(as_person, dbsession):
    victim, thief = as_person(), as_person()
    session_id = dbsession.scalars(
        select(UserSession.id).where(UserSession.person_id == victim.person_id)
    ).one()
    token = form_for(thief.get("/account/devices"), "/account/devices")["csrf_token"].value
    answer = thief.post(f"/account/devices/{session_id}/end", {"csrf_token": token}, expect_errors=True)
    assert answer.status_int == 404
    assert is_in(victim)


@pytest.mark.parametrize(
    "path", ["/account", "/account/profile", "/account/devices", "/account/password", "/account/code"]
)
def test_visitors_are_sent_to_the_log_in_page(browser, path):
    assert browser.get(path).location.startswith("https://portal.example/login?to=")
