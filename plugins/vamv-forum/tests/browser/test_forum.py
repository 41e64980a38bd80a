"""The forum in Chromium: on a phone, on a desktop, in the dark, by keyboard and without scripts."""

import pytest
from playwright.sync_api import expect

from vamv.api.plugin import SeedContext
from vamv.testing.keyboard import Keyboard
from vamv.testing.live import assert_accessible, assert_no_sideways_scroll

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


def look(page):
    assert_accessible(page)
    assert_no_sideways_scroll(page)


@pytest.mark.parametrize("kind", ["page", "dark_desktop_page"])
def test_every_page_is_accessible_and_fits(request, live_server, told, kind):
    page = request.getfixturevalue(kind)
    page.goto("/forum")
    look(page)
    live_server.sign_in(page, told)
    for address in ("/forum", "/forum/geld", "/forum/geld/new", "/forum/search?q=vorschuss"):
        page.goto(address)
        look(page)
    page.goto("/forum/kraft")
    page.get_by_role("link", name="Was gibt euch fünf Minuten?").click()
    look(page)
    page.goto("/forum/geld")
    page.get_by_role("link", name="Unterhaltsvorschuss: Wie lange").click()
    page.get_by_role("link", name="Bearbeiten").first.click()
    look(page)
    page.get_by_label("Ihr Beitrag").fill("Ganz anders.")
    page.get_by_role("button", name="Änderung speichern").click()
    own = page.locator("article", has_text="Ganz anders.")
    own.get_by_role("link", name="bearbeitet").click()
    expect(own).to_have_count(0)
    look(page)
    page.go_back()
    own.get_by_role("link", name="Mehr").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Beitrag")
    look(page)
    page.get_by_role("link", name="Entfernen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Beitrag entfernen?")
    look(page)
    page.get_by_role("button", name="Beitrag entfernen").click()
    expect(page.get_by_role("button", name="Wieder zeigen")).to_be_visible()
    look(page)


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
    for address in ("/forum", "/forum/geld", "/forum/geld/new", "/forum/search?q=vorschuss"):
        page.goto(address)
        keys.around()
    page.goto("/forum")
    keys.press(page.get_by_role("link", name="Umgang und Sorge"))
    keys.press(page.get_by_role("link", name="Ferien aufteilen"))
    field = page.get_by_label("Ihr Beitrag")
    expect(field).to_be_visible()
    page.reload()
    keys.around()
    page.reload()
    keys.type(field, "Wir losen. Wirklich.")
    keys.press(page.get_by_role("button", name="Antwort veröffentlichen"))
    expect(page.locator("article", has_text="Wir losen. Wirklich.")).to_be_visible()
