"""The portal's own pages, as people meet them: on a phone, in the dark, on a desktop, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from vamv.testing.live import assert_accessible, assert_no_sideways_scroll

pytestmark = pytest.mark.browser

VISITORS = ("/", "/help", "/safety", "/page/house-rules", "/page/imprint", "/nothing-here", "/exit")
EXIT_URL = "https://harmless.example/"


def test_a_page_with_a_mistake_takes_the_focus_to_it(page, sign_in):
    sign_in(page, "coordinator")
    page.goto("/pages/terms/de")
    page.get_by_label("Überschrift").fill("")
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_the_page_under_maintenance_can_be_used_by_everybody(live_server, page, kit):
    flag = kit.folder / "maintenance"
    flag.touch()
    try:
        page.goto("/help")
        page.get_by_role("heading", name="Wir arbeiten gerade am Portal").wait_for()
        assert_accessible(page)
        assert_no_sideways_scroll(page)
    finally:
        flag.unlink()


@pytest.mark.settings(vamv__exit_url=EXIT_URL)
def test_quick_exit_without_scripts_leads_away_and_back_shows_nothing(no_js_page, sign_in):
    page = no_js_page
    page.route(f"{EXIT_URL}**", lambda route: route.fulfill(body="Das Wetter", content_type="text/plain"))
    sign_in(page, name="Stille Birke")
    page.goto("/")
    expect(page.locator("main")).to_contain_text("Stille Birke")
    page.get_by_role("button", name="Schnell weg").click()
    page.wait_for_url(f"{EXIT_URL}**")
    for _step in range(2):
        page.go_back()
        expect(page.locator("body")).not_to_contain_text("Stille Birke")
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "s"]


def test_a_visitor_without_scripts_finds_everything_by_links(no_js_page):
    page = no_js_page
    page.goto("/")
    page.get_by_role("link", name="So gehen wir miteinander um").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Umgangsregeln")
    page.get_by_role("link", name="Spuren vermeiden").click()
    expect(page.locator("main")).to_contain_text("Was wir nicht können")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile("/safety$"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_team_writes_a_page_without_scripts(no_js_page, sign_in):
    page = no_js_page
    sign_in(page, "coordinator")
    page.goto("/pages/imprint/de")
    page.locator("textarea").fill("## Anschrift\n\nVerein Musterland")
    page.get_by_role("button", name="Vorschau").click()
    expect(page.locator(".prose h2", has_text="Anschrift")).to_be_visible()
    page.get_by_role("button", name="Speichern").click()
    expect(page.locator("main")).to_contain_text("Verein Musterland")


def test_nothing_is_left_in_the_browser(page, sign_in):
    page.goto("/")
    for path in VISITORS:
        page.goto(path)
    assert page.context.cookies() == []
    sign_in(page)
    page.goto("/")
    left = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
            (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert left == [0, 0, 0, 0, 0]
