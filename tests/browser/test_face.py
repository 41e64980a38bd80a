"""What every page promises: a way out, room on a small screen, readable colours, little weight."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ELSEWHERE = "https://elsewhere.example/"


@pytest.fixture
def elsewhere(page: Any) -> Any:
    """A page on a phone, with a harmless answer where quick exit leads."""
    page.route(f"{ELSEWHERE}**", lambda route: route.fulfill(body="Das Wetter", content_type="text/plain"))
    return page


def test_the_way_out_comes_first_for_the_keyboard(page: Any) -> None:
    page.goto("/help")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("[data-exit] button")).to_be_focused()


@pytest.mark.settings(vamv__exit_url=ELSEWHERE)
def test_quick_exit_replaces_the_page_and_ends_the_session(elsewhere: Any, sign_in: Any) -> None:
    sign_in(elsewhere)
    elsewhere.goto("/help")
    elsewhere.click("[data-exit] button")
    elsewhere.wait_for_url(f"{ELSEWHERE}**")
    elsewhere.go_back()
    expect(elsewhere).not_to_have_url(re.compile("/help"))
    # What ends the session is on its way while the page goes, and Chromium does not always tell of it.
    for _attempt in range(50):
        elsewhere.goto("/account")
        if "/login" in elsewhere.url:
            break
    expect(elsewhere).to_have_url(re.compile("/login"))


@pytest.mark.settings(vamv__exit_url=ELSEWHERE)
def test_three_times_shift_leaves_and_typing_capitals_does_not(elsewhere: Any) -> None:
    elsewhere.goto("/help")
    for letter in "ABCD":
        elsewhere.keyboard.press(f"Shift+{letter}")
    # Leaving empties the page at once.
    expect(elsewhere.get_by_role("heading", level=1)).to_be_visible()
    for _ in range(3):
        elsewhere.keyboard.press("Shift")
    elsewhere.wait_for_url(f"{ELSEWHERE}**")


def test_the_way_out_stays_in_sight(new_page: Any) -> None:
    for width, height in ((360, 740), (320, 256), (1280, 860)):
        page = new_page({"width": width, "height": height})
        page.goto("/safety")
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        box = page.locator("[data-exit] button").bounding_box()
        assert 0 <= box["y"] <= height - box["height"]
        assert box["x"] + box["width"] <= width
        assert box["height"] >= 44


@pytest.mark.settings(vamv__development="true")
def test_a_neutral_card_is_printed_alone(page: Any) -> None:
    page.goto("/styleguide")
    page.emulate_media(media="print")
    words = page.evaluate("document.body.innerText")
    assert words.split("\n")[0] == "Diesen Code aufheben"
    assert "Miteinander" not in words
    assert "Schaltflächen" not in words


def test_the_first_visit_weighs_at_most_fifty_kilobytes(page: Any) -> None:
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda request: sizes.update({request.url: len(request.response().body())}))
    assert page.goto("/", wait_until="networkidle").ok
    assert sum(sizes.values()) <= 50_000, sizes
