"""The start page, for visitors and for members, with no plugin at all."""

from datetime import datetime

import pytest

from vamv.calendar.dates import ZONE
from vamv.security.models import UserSession


def test_visitors_read_what_this_is_and_how_to_begin(browser):
    page = browser.get("/")
    for words in ("Allein mit Kind", "Was dann passiert", "Es kostet nichts", "Wer hier für Sie da ist"):
        assert words in page.text
    assert 'href="/register"' in page.text
    assert 'href="/login"' in page.text
    assert 'href="tel:112"' in page.text


@pytest.mark.settings(
    {"vamv.site_claim": "Rat und ein offenes Ohr", "vamv.chapter_name": "Verband in <Musterland>"}
)
def test_the_chapter_says_who_it_is(browser):
    page = browser.get("/")
    assert "Rat und ein offenes Ohr" in page.text
    assert "Verband in &lt;Musterland&gt;" in page.text


def test_search_engines_may_list_the_start_page_and_nothing_for_members(browser, as_person):
    assert "X-Robots-Tag" not in browser.get("/").headers
    assert "X-Robots-Tag" not in browser.get("/page/house-rules").headers
    assert browser.get("/login").headers["X-Robots-Tag"] == "noindex, nofollow"
    assert as_person().get("/").headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize(
    ("hour", "greeting"),
    [
        (4, "Guten Abend"),
        (5, "Guten Morgen"),
        (10, "Guten Morgen"),
        (11, "Guten Tag"),
        (17, "Guten Tag"),
        (18, "Guten Abend"),
    ],
)
def test_members_are_greeted_by_the_hour_of_the_house(as_person, clock, hour, greeting):
    at = datetime(2026, 11, 26, hour, 30, tzinfo=ZONE)
    clock.advance(at - clock.now())
    page = as_person(name="Stille Birke").get("/")
    assert f"{greeting}, Stille Birke" in page.text


def test_members_see_that_there_is_nothing_new(as_person):
    page = as_person().get("/")
    assert "nichts Neues" in page.text
    assert "Dabei sein" not in page.text


def test_somebody_who_has_not_finished_signing_in_is_a_visitor(app, as_person, dbsession):
    somebody = as_person("moderator")
    dbsession.query(UserSession).filter_by(person_id=somebody.person_id).update({"stage": "second_factor"})
    dbsession.flush()
    assert "Ihre Orte" not in somebody.get("/").text
