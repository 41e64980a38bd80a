"""The forum turned round, for languages written from right to left: Arabic has no words of its own yet."""

import pytest
from playwright.sync_api import expect

from vamv.testing.live import assert_accessible, assert_no_sideways_scroll

pytestmark = [
    pytest.mark.browser,
    pytest.mark.plugins("forum"),
    pytest.mark.settings({"forum.messages": "true", "vamv.locales": "ar"}),
]

PAGES = [
    ("parent", "/forum"),
    ("parent", "/forum/alltag"),
    ("parent", "/forum/d/{voted}"),
    ("parent", "/forum/d/{talk}"),
    ("parent", "/forum/p/{own}/history"),
    ("parent", "/forum/messages/{chat}"),
    ("moderator", "/forum/waiting/{waits}"),
    ("moderator", "/forum/d/{talk}/split?chosen=3"),
    ("coordinator", "/forum/manage"),
]
# Where the buttons of a post begin and end within it: at the far side, which is the left one here.
FAR_SIDE = """() => [...document.querySelectorAll("article .forum-actions")].every(each => {
  const post = each.closest("article").getBoundingClientRect(), box = each.getBoundingClientRect();
  return box.left >= post.left && box.left - post.left < post.right - box.right + 1;
})"""


def test_the_pages_of_the_forum_turn_round(page, furnished):
    for who, path in PAGES:
        furnished.show(page, who, path)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        assert page.evaluate(FAR_SIDE), path
