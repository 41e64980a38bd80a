"""The live room without a mouse and without eyes: the whole chat by keyboard, and what is read out."""

import re

import pytest
from playwright.sync_api import expect

from vamv.testing.keyboard import Keyboard
from vamv.testing.live import DESKTOP, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.plugins("groupchat")]

LIVE = "[data-conversation][data-live]"
SAID = "[data-announce]"


def last(page):
    return page.locator("li[data-seq]").last


def test_a_whole_talk_by_keyboard(new_page, come_in):
    anna, ben = come_in(new_page(DESKTOP), "advice_seeker_3"), come_in(new_page(PHONE), "advice_seeker_4")
    for page in (anna, ben):
        expect(page.locator(LIVE)).to_be_visible()
    keys = Keyboard(anna)
    keys.type(anna.get_by_label("An die Gruppe schreiben"), "Mit den Tasten gesagt.")
    anna.keyboard.press("Control+Enter")
    expect(last(ben)).to_contain_text("Mit den Tasten gesagt.")
    # The field keeps the focus, so the next sentence follows at once.
    anna.keyboard.insert_text("Und gleich noch etwas.")
    anna.keyboard.press("Control+Enter")
    expect(last(ben)).to_contain_text("Und gleich noch etwas.")

    keys.press(anna.locator("#more summary"))
    keys.press(anna.get_by_role("button", name="Ich möchte etwas sagen"))
    expect(anna.get_by_role("button", name="Wortmeldung zurücknehmen")).to_be_focused()
    expect(ben.locator(".groupchat-hands")).to_contain_text("Leise Wolke")

    keys.press(last(anna).get_by_role("link", name=re.compile("^Ändern")))
    keys.type(anna.get_by_label("Ihre Nachricht"), "Und noch etwas.")
    keys.press(anna.get_by_role("button", name="Änderung speichern"))
    expect(last(ben)).to_contain_text("Und noch etwas.")

    expect(anna.locator(LIVE)).to_be_visible()
    keys.press(anna.get_by_role("button", name="Schnell weg").first)
    expect(anna.get_by_text("Mit den Tasten gesagt.")).to_have_count(0)


def test_what_comes_is_read_out_together_politely_and_what_concerns_oneself_at_once(new_page, come_in):
    anna, ben = come_in(new_page(PHONE), "advice_seeker_3"), come_in(new_page(PHONE), "advice_seeker_4")
    marlene = come_in(new_page(DESKTOP), "moderator_1")
    for page in (anna, ben, marlene):
        expect(page.locator(LIVE)).to_be_visible()
    expect(ben.locator(SAID)).to_have_attribute("aria-live", "polite")

    for text in ("Erstens.", "Zweitens."):
        anna.get_by_label("An die Gruppe schreiben").fill(text)
        anna.get_by_role("button", name="Nachricht senden").click()
    expect(ben.locator(SAID)).to_have_text("Leise Wolke: Erstens. Leise Wolke: Zweitens.")
    expect(anna.locator(SAID)).to_have_text("")

    marlene.goto(marlene.url.split("?")[0].split("#")[0] + "/lead")
    marlene.get_by_role("button", name="Anhalten").click()
    expect(ben.locator(SAID)).to_contain_text("angehalten")

    # What a screen reader is given of a message: who, what, when, and what can be done.
    expect(last(ben)).to_match_aria_snapshot(
        """
        - listitem:
          - paragraph: Leise Wolke
          - paragraph: Zweitens.
          - paragraph:
            - time: /Uhr/
          - paragraph:
            - link /Melden Nachricht von Leise Wolke/
            - link /Ausblenden/
        """
    )
    expect(ben.get_by_role("button", name="Schnell weg").first).to_be_in_viewport()


def test_whoever_reads_further_up_is_not_moved_and_told_in_a_bar(new_page, come_in):
    anna, ben = come_in(new_page(PHONE), "advice_seeker_3"), come_in(new_page(PHONE), "advice_seeker_4")
    for page in (anna, ben):
        expect(page.locator(LIVE)).to_be_visible()
    ben.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(ben.locator("[data-new]:not([data-seen])")).to_have_count(0)
    ben.evaluate("scrollTo(0, 0)")
    anna.get_by_label("An die Gruppe schreiben").fill("Weiter unten.")
    anna.get_by_role("button", name="Nachricht senden").click()
    bar = ben.get_by_role("button", name="Zu den neuen Nachrichten")
    expect(bar).to_be_in_viewport()
    assert ben.evaluate("scrollY") == 0
    bar.click()
    expect(ben.locator(".since")).to_be_in_viewport()
    expect(last(ben)).to_be_in_viewport()
    expect(bar).to_be_hidden()
