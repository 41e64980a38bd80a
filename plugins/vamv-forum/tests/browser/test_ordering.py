"""Putting the forum in order in a browser without scripts."""

import pytest
from playwright.sync_api import expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.plugins("forum"),
    pytest.mark.settings({"forum.messages": "true"}),
]


def test_a_moderator_splits_a_discussion_without_a_script(no_js_page, furnished):
    page = no_js_page
    furnished.show(page, "moderator", "/forum/d/{other}")
    page.get_by_role("link", name="Diskussion ordnen").click()
    page.get_by_role("link", name="Beiträge auswählen").click()
    page.get_by_label("Das kenne ich.").check()
    page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Titel der neuen Diskussion").fill("Eine andere Frage")
    page.get_by_role("button", name="Neue Diskussion daraus machen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eine andere Frage")
