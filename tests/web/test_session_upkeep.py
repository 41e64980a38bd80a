"""What follows an answer: the session stays alive while it is used, and says each message once."""

from datetime import timedelta


def signed_in(page):
    return page.html.select_one("form[action='/logout'], a[href='/logout']") is not None


def test_a_session_lives_on_while_it_is_used_and_ends_when_it_rests(as_person, clock):
    browser = as_person()
    for _ in range(3):
        clock.advance(timedelta(minutes=20))
        assert signed_in(browser.get("/help"))
    clock.advance(timedelta(minutes=31))
    assert not signed_in(browser.get("/help"))


def test_what_a_page_does_by_itself_keeps_no_session_alive(as_person, clock):
    browser = as_person()
    for _ in range(2):
        clock.advance(timedelta(minutes=20))
        page = browser.get("/help", headers={"X-Background": "1"})
    assert not signed_in(page)
