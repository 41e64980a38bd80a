"""A whole evening in Chromium: a parent on a phone without scripts, a moderator in the dark."""

import os

import pytest
from playwright.sync_api import expect

from vamv.testing.live import assert_accessible, assert_no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.plugins("groupchat")]


@pytest.fixture
def look():
    """Check a page for everybody, on the smallest screen too."""
    seen = []

    def check(page):
        assert_accessible(page)
        assert_no_sideways_scroll(page)
        seen.append(page.url)
        if folder := os.environ.get("VAMV_LOOK"):
            page.screenshot(path=f"{folder}/{len(seen):02}.png", full_page=True)

    return check


def test_a_parent_comes_in_reads_writes_and_leaves_without_scripts(no_js_page, live_server, people):
    page = no_js_page
    live_server.sign_in(page, people["advice_seeker_3"])
    page.goto("/groupchat")
    page.get_by_role("link", name="Abendrunde").click()
    page.get_by_role("link", name="Raum betreten").click()
    page.get_by_label("Ich halte mich an die Regeln").check()
    page.get_by_role("button", name="Raum betreten").click()
    expect(page.get_by_text("Das ist die beste Stelle für Schokolade.")).to_be_visible()
    page.get_by_label("An die Gruppe schreiben").fill("Guten Abend in die Runde.")
    page.get_by_role("button", name="Nachricht senden").click()
    expect(page.locator(".bubble-own").last).to_contain_text("Guten Abend in die Runde.")
    page.get_by_role("button", name="Raum verlassen").click()
    expect(page.get_by_text("Sie haben den Raum verlassen.")).to_be_visible()


def test_the_pages_of_an_evening_are_for_everybody(page, live_server, people, look):
    live_server.sign_in(page, people["advice_seeker_2"])
    page.goto("/groupchat")
    look(page)
    page.get_by_role("link", name="Abendrunde").click()
    look(page)
    page.get_by_role("link", name="Raum betreten").click()
    look(page)
    page.get_by_label("Ich halte mich an die Regeln").check()
    page.get_by_role("button", name="Raum betreten").click()
    expect(page.get_by_text("Das ist die beste Stelle für Schokolade.")).to_be_visible()
    look(page)
    page.get_by_label("An die Gruppe schreiben").fill("Guten Abend in die Runde.")
    page.get_by_role("button", name="Nachricht senden").click()
    expect(page.locator(".bubble-own").last).to_contain_text("Guten Abend in die Runde.")
    page.locator("#more summary").click()
    page.get_by_role("link", name="Der Moderation schreiben").click()
    page.get_by_label("Nur an die Moderation").fill("Darf ich nachher etwas fragen?")
    page.get_by_role("button", name="Nachricht senden").click()
    expect(page.get_by_text("Darf ich nachher etwas fragen?")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Zurück").click()
    page.get_by_role("button", name="Raum verlassen").click()
    expect(page.get_by_text("Sie haben den Raum verlassen.")).to_be_visible()


def test_a_moderator_leads_the_room(dark_page, live_server, people, look):
    page = dark_page
    live_server.sign_in(page, people["moderator_1"])
    page.goto("/groupchat")
    page.get_by_role("link", name="Abendrunde").first.click()
    page.get_by_role("link", name="Raum betreten").click()
    look(page)
    page.get_by_role("button", name="Raum betreten").click()
    look(page)
    page.get_by_role("link", name="Moderation unter sich").click()
    look(page)
    page.get_by_role("link", name="Zurück").click()
    page.get_by_role("link", name="Raum leiten").click()
    look(page)
    page.get_by_role("button", name="Anhalten").click()
    expect(page.get_by_role("button", name="Weitermachen")).to_be_visible()
    page.get_by_role("link", name="Eingreifen").first.click()
    look(page)


def test_rooms_are_planned_on_a_phone(page, live_server, people, look):
    live_server.sign_in(page, people["moderator_1"])
    page.goto("/groupchat/manage")
    look(page)
    page.get_by_role("link", name="Einladung").click()
    look(page)
    page.goto("/groupchat/manage")
    page.get_by_role("link", name="Termine").first.click()
    look(page)
    page.locator(".row-title a").first.click()
    look(page)
    page.goto("/groupchat/manage/new")
    look(page)
