"""The forum in Chromium: on a phone, on a desktop, by keyboard and without scripts."""

import pytest
from playwright.sync_api import expect

from vamv.api.plugin import SeedContext
from vamv.testing.keyboard import Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.plugins("forum")]


@pytest.fixture
def told(live_server):
    """A forum with the demo story; the person of the guided tour."""
    people = {f"advice_seeker_{number}": live_server.make_person() for number in range(1, 5)}
    people["counsellor_1"] = live_server.make_person("counsellor", name="Frau Kern")
    hooks = live_server.registry["vamv.hooks"]
    seed = SeedContext(
        progress=lambda _text: None, people={handle: person.person_id for handle, person in people.items()}
    )
    live_server.change(
        lambda session: hooks.call(
            "vamv_seed",
            session=session,
            vault=live_server.registry["vamv.vault"],
            now=live_server.clock.now(),
            seed=seed,
        )
    )
    return people["advice_seeker_1"]


@pytest.mark.parametrize("kind", ["page", "no_js_page"])
def test_a_parent_reads_answers_and_takes_it_back(request, live_server, told, kind):
    page = request.getfixturevalue(kind)
    live_server.sign_in(page, told)
    page.goto("/forum")
    page.get_by_role("link", name="Umgang und Sorge").click()
    page.get_by_role("link", name="Ferien aufteilen").click()
    page.get_by_label("Ihr Beitrag").fill("Wir losen. Wirklich.")
    page.get_by_role("button", name="Vorschau").click()
    page.get_by_text("Noch ist nichts veröffentlicht").wait_for()
    page.get_by_role("button", name="Antwort veröffentlichen").click()
    own = page.locator("article", has_text="Wir losen. Wirklich.")
    own.wait_for()
    own.get_by_role("link", name="Mehr").click()
    page.get_by_role("link", name="Entfernen").click()
    page.get_by_role("button", name="Beitrag entfernen").click()
    page.get_by_role("button", name="Wieder zeigen").click()
    page.locator("article", has_text="Wir losen. Wirklich.").wait_for()


def test_a_draft_is_there_again_after_the_page_was_closed(live_server, told, page):
    live_server.sign_in(page, told)
    page.goto("/forum/geld/new")
    page.get_by_label("Ihr Beitrag").fill("Ich fange an und")
    page.get_by_text("Entwurf gesichert um").wait_for()
    page.goto("/forum")
    page.goto("/forum/geld/new")
    expect(page.get_by_label("Ihr Beitrag")).to_have_value("Ich fange an und")


def test_a_text_behind_a_warning_is_opened_by_keyboard(live_server, told, desktop_page):
    page = desktop_page
    live_server.sign_in(page, told)
    page.goto("/forum/kraft")
    page.get_by_role("link", name="Ich kann heute nicht mehr").click()
    text = page.get_by_text("weil der Kakao umgefallen ist")
    expect(text).to_be_hidden()
    page.get_by_text("Trotzdem lesen").first.focus()
    page.keyboard.press("Enter")
    expect(text).to_be_visible()


def test_a_parent_reads_and_answers_by_keyboard(live_server, told, page):
    live_server.sign_in(page, told)
    keys = Keyboard(page)
    page.goto("/forum")
    keys.press(page.get_by_role("link", name="Umgang und Sorge"))
    keys.press(page.get_by_role("link", name="Ferien aufteilen"))
    field = page.get_by_label("Ihr Beitrag")
    keys.type(field, "Wir losen. Wirklich.")
    keys.press(page.get_by_role("button", name="Antwort veröffentlichen"))
    expect(page.locator("article", has_text="Wir losen. Wirklich.")).to_be_visible()
