"""Languages written from right to left: Arabic has no words of its own yet, and turns the whole layout."""

import pytest
from playwright.sync_api import expect

from vamv.testing.live import DESKTOP, NARROWEST, PHONE, assert_accessible, assert_no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.plugins("tiny"), pytest.mark.settings(vamv__locales="ar")]

PAGES = [
    ("", "/"),
    ("", "/help"),
    ("", "/register"),
    ("", "/login"),
    ("", "/report/tiny.slip/{slip}"),
    ("new_code", "/register/code"),
    ("advice_seeker", "/"),
    ("advice_seeker", "/account"),
    ("advice_seeker", "/account/devices"),
    ("advice_seeker", "/notifications"),
    ("advice_seeker", "/notifications/choices"),
    ("advice_seeker", "/search?q=Hallo"),
    ("moderator", "/work"),
    ("moderator", "/moderation"),
    ("moderator", "/moderation/case/{case}"),
    ("coordinator", "/pages"),
    ("administrator", "/team/accounts"),
]
# What lies over the button, or sticks out of the window; "" when nothing does.
COVERED = """() => {
  const way = document.querySelector("[data-exit] button"), box = way.getBoundingClientRect();
  if (box.left < 0 || box.right > innerWidth || box.top < 0) return "out of sight";
  for (const x of [box.left + 9, box.right - 9]) {
    const top = document.elementFromPoint(x, box.top + box.height / 2);
    if (!way.contains(top)) return top.outerHTML;
  }
  for (const other of document.querySelectorAll(".brand > *")) {
    const there = other.getBoundingClientRect();
    if (there.left < box.right && box.left < there.right && there.top < box.bottom) return other.outerHTML;
  }
  return "";
}"""


def test_everything_turns_and_nothing_gets_in_the_way(page, furnished):
    for who, path in PAGES:
        furnished.show(page, who, path)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        for width, height in ((NARROWEST, 256), (NARROWEST, 640), (1280, 860)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(COVERED) == "", (path, width, height)
        page.set_viewport_size(PHONE)


def test_the_way_out_and_the_places_change_sides(new_page, furnished):
    page = new_page(DESKTOP)
    furnished.show(page, "advice_seeker", "/")
    middle = DESKTOP["width"] / 2
    assert page.locator("[data-exit] button").bounding_box()["x"] < middle
    assert page.get_by_role("navigation", name="Bereiche").bounding_box()["x"] > middle
    assert page.locator(".brand").bounding_box()["x"] > middle


def test_numbers_to_call_keep_their_order(page, furnished):
    furnished.show(page, "", "/help")
    for link in page.locator("main a[href^='tel:']:not(.button)").all():
        assert link.locator("[dir=ltr]").inner_text() == link.inner_text()
