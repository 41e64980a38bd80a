"""What visitors see is at most ten seconds old, and each language has its own."""

from datetime import timedelta

from vamv.portal.views.start import VisitorPages
from vamv.testing.clock import MovableClock


def test_a_kept_page_is_forgotten_after_ten_seconds():
    clock, pages = MovableClock(), VisitorPages()
    pages.keep("de", clock.now(), b"page")
    clock.advance(timedelta(seconds=9))
    assert pages.get("de", clock.now()) == b"page"
    clock.advance(timedelta(seconds=1))
    assert pages.get("de", clock.now()) is None


def test_a_clock_that_was_set_back_keeps_no_page_for_long():
    clock, pages = MovableClock(), VisitorPages()
    pages.keep("de", clock.now(), b"page")
    clock.advance(timedelta(hours=-1))
    assert pages.get("de", clock.now()) is None


def test_each_language_has_its_own_page(browser):
    german = browser.get("/").text
    english = browser.get("/", headers={"Accept-Language": "en"}).text
    assert 'lang="de"' in german
    assert 'lang="en"' in english
    assert browser.get("/").text == german


def test_whoever_signs_in_never_gets_the_page_for_visitors(browser, as_person):
    visitors = browser.get("/").text
    assert as_person().get("/").text != visitors
