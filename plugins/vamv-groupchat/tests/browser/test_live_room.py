"""Three people and a moderator in one room: two with scripts, a phone without, all in one conversation."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from vamv.testing.live import DESKTOP, PHONE, assert_accessible, assert_no_sideways_scroll

pytestmark = [pytest.mark.browser, pytest.mark.plugins("groupchat")]

LIVE = "[data-conversation][data-live]"
NOTICE = "[data-part=floor] [data-notice]"


def say(page, text):
    page.get_by_label("An die Gruppe schreiben").fill(text)
    page.get_by_role("button", name="Nachricht senden").click()


def last(page):
    return page.locator("li[data-seq]").last


def test_a_conversation_of_three_with_a_moderator_who_leads_it(new_page, no_js_page, come_in, live_server):
    anna = come_in(new_page(PHONE), "advice_seeker_3")
    ben = come_in(new_page(DESKTOP), "advice_seeker_4")
    plain = come_in(no_js_page, "advice_seeker_2")
    marlene = come_in(new_page(DESKTOP), "moderator_1")
    for page in (anna, ben, marlene):
        expect(page.locator(LIVE)).to_be_visible()

    say(anna, "Heute hat es geklappt.")
    for page in (anna, ben, marlene):
        expect(last(page)).to_contain_text("Heute hat es geklappt.")
    expect(last(anna)).to_have_class(re.compile("bubble-own"))
    expect(last(ben).get_by_text("Ich", exact=True)).to_be_hidden()
    expect(last(ben)).to_contain_text("Leise Wolke")

    say(plain, "Bei mir auch, ganz ohne Technik.")
    for page in (anna, ben, marlene, plain):
        expect(last(page)).to_contain_text("ganz ohne Technik")

    say(ben, "Schön zu lesen.")
    expect(last(anna)).to_contain_text("Schön zu lesen.")
    plain.get_by_role("link", name="Neu laden").click()
    expect(last(plain)).to_contain_text("Schön zu lesen.")

    # She slows the room down, from a second page as moderators do.
    leading = marlene.context.new_page()
    leading.goto(marlene.url.split("#")[0].rstrip("/") + "/lead")
    leading.get_by_label("Pause zwischen zwei Nachrichten").select_option("30")
    leading.get_by_role("button", name="Pause setzen").click()
    for page in (anna, ben):
        expect(page.get_by_text("30 Sekunden Pause")).to_be_visible()
    live_server.clock.advance(timedelta(seconds=31))
    say(anna, "Eins")
    expect(last(ben)).to_contain_text("Eins")
    say(anna, "Zu schnell")
    expect(anna.get_by_label("An die Gruppe schreiben")).to_have_value("Zu schnell")
    expect(anna.locator("[data-connection]")).to_contain_text("Ihr Text steht noch im Feld")

    leading.get_by_role("button", name="Anhalten").click()
    for page in (anna, ben):
        expect(page.locator(NOTICE)).to_contain_text("einen Moment angehalten")
    leading.get_by_role("button", name="Weitermachen").click()
    expect(ben.locator(NOTICE)).to_have_count(0)

    # One is removed, and sees it at once; the others go on.
    leading.get_by_role("link", name=re.compile("Eingreifen.*Müder Bär")).first.click()
    leading.get_by_label("Aus dem Raum nehmen").check()
    leading.get_by_label("Beleidigung").check()
    leading.get_by_role("button", name="So entscheiden").click()
    expect(ben.locator("[data-connection]")).to_contain_text("nicht mehr dabei")
    expect(ben.get_by_label("An die Gruppe schreiben")).to_be_disabled()
    say(marlene, "Wir machen ruhig weiter.")
    expect(last(anna)).to_contain_text("Wir machen ruhig weiter.")
    expect(last(ben)).not_to_contain_text("Wir machen ruhig weiter.")

    leading.goto(leading.url.split("/p/")[0].removesuffix("/lead") + "/lead")
    leading.get_by_role("button", name="Chat beenden").click()
    expect(anna.locator(NOTICE)).to_contain_text("Dieser Chat ist zu Ende.")
    plain.get_by_role("link", name="Neu laden").click()
    expect(plain.get_by_text("Dieser Chat ist zu Ende.")).to_be_visible()


def test_a_whisper_is_answered_while_both_pages_are_open(new_page, come_in):
    anna = come_in(new_page(PHONE), "advice_seeker_3")
    marlene = come_in(new_page(PHONE), "moderator_1")
    expect(marlene.locator(LIVE)).to_be_visible()
    anna.locator("#more summary").click()
    anna.get_by_role("link", name="Der Moderation schreiben").click()
    expect(anna.locator(LIVE)).to_be_attached()
    anna.get_by_label("Nur an die Moderation").fill("Mir ist das gerade zu viel.")
    anna.get_by_role("button", name="Nachricht senden").click()
    expect(anna.get_by_text("Mir ist das gerade zu viel.")).to_be_visible()
    expect(anna.locator(LIVE)).to_be_attached()
    marlene.get_by_role("link", name=re.compile("Für die Moderation: .* neu")).click()
    marlene.get_by_role("link", name=re.compile("Antworten.*Leise Wolke")).last.click()
    marlene.get_by_label("Nur an die Moderation").fill("Ich bin bei Ihnen.")
    marlene.get_by_role("button", name="Nachricht senden").click()
    expect(marlene.locator(".bubble").last).to_contain_text("Ich bin bei Ihnen.")
    expect(anna.locator(".bubble").last).to_contain_text("Ich bin bei Ihnen.")
    assert_accessible(anna)
    assert_no_sideways_scroll(anna)


def test_the_hand_goes_up_without_leaving_the_page(new_page, come_in):
    anna = come_in(new_page(PHONE), "advice_seeker_3")
    ben = come_in(new_page(PHONE), "advice_seeker_4")
    expect(ben.locator(LIVE)).to_be_visible()
    expect(anna.locator(LIVE)).to_be_visible()
    anna.get_by_label("An die Gruppe schreiben").fill("noch nicht fertig")
    anna.locator("#more summary").click()
    anna.get_by_role("button", name="Ich möchte etwas sagen").click()
    expect(anna.get_by_role("button", name="Wortmeldung zurücknehmen")).to_be_focused()
    expect(anna.get_by_label("An die Gruppe schreiben")).to_have_value("noch nicht fertig")
    expect(ben.get_by_role("heading", name="Wortmeldungen")).to_be_visible()
    expect(ben.locator(".groupchat-hands")).to_contain_text("Leise Wolke")
    assert_accessible(ben)


def test_own_words_change_before_everybodys_eyes(new_page, come_in):
    anna = come_in(new_page(PHONE), "advice_seeker_3")
    ben = come_in(new_page(PHONE), "advice_seeker_4")
    expect(anna.locator(LIVE)).to_be_visible()
    expect(ben.locator(LIVE)).to_be_visible()
    say(anna, "Bis mogren")
    expect(last(ben)).to_contain_text("Bis mogren")
    expect(ben.get_by_role("link", name=re.compile("^Ändern"))).to_have_count(0)
    last(anna).get_by_role("link", name=re.compile("^Ändern")).click()
    anna.get_by_label("Ihre Nachricht").fill("Bis morgen")
    anna.get_by_role("button", name="Änderung speichern").click()
    expect(last(ben)).to_contain_text("Bis morgen")
    expect(last(ben)).to_contain_text("geändert")
    last(anna).get_by_role("link", name=re.compile("^Ändern")).click()
    anna.get_by_role("button", name="Nachricht zurücknehmen").click()
    expect(last(ben)).to_contain_text("Diese Nachricht wurde zurückgenommen.")


def test_a_room_without_a_moderator_becomes_quiet_and_wakes_again(new_page, come_in, live_server, people):
    anna = come_in(new_page(PHONE), "advice_seeker_3")
    expect(anna.locator(LIVE)).to_be_visible()
    live_server.clock.advance(timedelta(minutes=6))
    say(anna, "Ist noch jemand da?")
    expect(anna.get_by_label("An die Gruppe schreiben")).to_have_value("Ist noch jemand da?")
    expect(anna.locator("[data-connection]")).to_contain_text("Gerade begleitet niemand den Raum")
    come_in(new_page(DESKTOP), "moderator_1")
    anna.get_by_role("button", name="Nachricht senden").click()
    expect(last(anna)).to_contain_text("Ist noch jemand da?")
