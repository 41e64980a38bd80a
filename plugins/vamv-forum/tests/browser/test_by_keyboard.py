"""What people do in the forum, without mouse or touch screen: at each stop they see where they are."""

import re

import pytest
from playwright.sync_api import expect

from vamv.testing.keyboard import Keyboard
from vamv.testing.live import DESKTOP, assert_accessible

pytestmark = [
    pytest.mark.browser,
    pytest.mark.plugins("forum"),
    pytest.mark.settings({"forum.messages": "true"}),
]


def button(page, name):
    return page.get_by_role("button", name=name)


def link(page, name):
    return page.get_by_role("link", name=name)


def title(page):
    return page.get_by_role("heading", level=1)


def test_a_parent_asks_all_and_another_votes_and_changes_the_vote(page, furnished):
    keys = Keyboard(page)
    furnished.show(page, "parent", "/forum/d/{talk}")
    keys.press(link(page, "Eine Umfrage hinzufügen"))
    expect(title(page)).to_have_text("Umfrage über der Diskussion")
    keys.type(page.get_by_label("Ihre Frage"), "Passt Ihnen der Samstag?")
    keys.type(page.get_by_label("Antwort 1"), "Ja, gern")
    keys.press(button(page, "Umfrage veröffentlichen"))
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)
    keys.type(page.get_by_label("Antwort 2"), "Lieber Sonntag")
    keys.check(page.get_by_label("Zwei Wochen"))
    keys.press(button(page, "Umfrage veröffentlichen"))
    expect(page.get_by_role("heading", name="Passt Ihnen der Samstag?")).to_be_visible()

    furnished.show(page, "other", "/forum/d/{talk}")
    mine = page.locator("dt", has_text="von Ihnen gewählt")
    keys.check(page.get_by_role("radio", name="Ja, gern"))
    keys.press(button(page, "Abstimmen"))
    expect(mine).to_contain_text("Ja, gern")
    keys.check(page.get_by_role("radio", name="Lieber Sonntag"))
    keys.press(button(page, "Stimme ändern"))
    expect(mine).to_contain_text("Lieber Sonntag")
    expect(page.get_by_text("Abgestimmt haben bisher: 1.")).to_be_visible()


def test_a_moderator_splits_merges_and_moves(new_page, furnished):
    page = new_page(DESKTOP)
    keys = Keyboard(page)
    furnished.show(page, "moderator", "/forum/d/{other}")
    keys.press(link(page, "Diskussion ordnen"))
    keys.press(link(page, "Beiträge auswählen"))
    expect(title(page)).to_have_text("Beiträge auswählen")
    keys.check(page.get_by_label("Nr. 2, Stille Birke"))
    keys.press(button(page, "Weiter"))
    keys.type(page.get_by_label("Titel der neuen Diskussion"), "Wem geht es auch so?")
    keys.press(button(page, "Neue Diskussion daraus machen"))
    expect(title(page)).to_have_text("Wem geht es auch so?")

    keys.press(link(page, "Diskussion ordnen"))
    keys.press(link(page, "Andere Diskussion suchen"))
    keys.type(page.get_by_label("Adresse der anderen Diskussion"), "Übergabe Schule")
    page.keyboard.press("Enter")
    keys.press(page.locator("main").get_by_role("link", name="Übergabe vor der Schule"))
    keys.press(button(page, "Zusammenlegen"))
    expect(title(page)).to_have_text("Übergabe vor der Schule")
    expect(page.get_by_text("Das kenne ich.")).to_be_visible()

    keys.press(link(page, "Diskussion ordnen"))
    keys.to(page.get_by_label("Bereich", exact=True))
    page.keyboard.type("Noch")
    keys.press(button(page, "Verschieben …"))
    expect(title(page)).to_have_text("Diskussion verschieben")
    keys.press(button(page, "Diskussion verschieben"))
    expect(page.get_by_role("navigation").get_by_role("link", name="Noch ganz neu")).to_be_visible()


def test_a_moderator_is_led_to_what_a_move_still_needs(page, furnished):
    keys = Keyboard(page)
    furnished.show(page, "moderator", "/forum/d/{question}/move?to={alltag}")
    keys.press(button(page, "Diskussion verschieben"))
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)
    keys.check(page.get_by_label("Ja, das dürfen mehr Menschen lesen"))
    keys.press(button(page, "Diskussion verschieben"))
    expect(title(page)).to_have_text("Muss das Jugendamt zustimmen?")


def test_a_moderator_releases_one_text_and_refuses_another(page, furnished):
    keys = Keyboard(page)
    furnished.show(page, "moderator", "/forum/waiting")
    answer = page.locator(".row", has_text="Antwort in")
    keys.press(answer.get_by_role("button", name="Veröffentlichen"))
    expect(page.get_by_text("Der Beitrag ist jetzt zu lesen.")).to_be_visible()
    keys.press(link(page, "Neue Diskussion „Wer tauscht"))
    expect(title(page)).to_have_text("Wartender Beitrag")
    keys.press(button(page, "Ablehnen"))
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)
    keys.check(page.get_by_label("Werbung oder Betrug"))
    keys.type(page.get_by_label("Begründung in Ihren Worten"), "Bitte ohne Adresse.")
    keys.press(button(page, "Ablehnen"))
    expect(page.get_by_text("Abgelehnt. Die Person erfährt den Grund.")).to_be_visible()
    expect(page.get_by_text("Gerade wartet nichts.")).to_be_visible()
    furnished.show(page, "parent", "/forum/d/{talk}?from=21")
    expect(page.get_by_text("wartet auf Freigabe")).to_have_count(0)


def test_two_members_agree_to_write_and_one_reports_the_other(page, furnished):
    keys = Keyboard(page)
    furnished.show(page, "newcomer", "/forum/p/{other_1}/more")
    keys.press(link(page, "Nachricht schreiben"))
    keys.type(page.get_by_label("Warum möchten Sie schreiben?"), "Ihr Text hat mir gutgetan.")
    keys.press(button(page, "Anfrage senden"))
    expect(page.get_by_text("Noch keine Antwort.")).to_be_visible()

    furnished.show(page, "other", "/forum/messages")
    keys.press(link(page, "Neue Weide"))
    keys.press(button(page, "Annehmen"))
    keys.type(page.get_by_label("Ihre Nachricht"), "Was fällt Ihnen ein?")
    keys.press(button(page, "Nachricht senden"))
    expect(page.get_by_text("Was fällt Ihnen ein?")).to_be_visible()

    furnished.show(page, "newcomer", "/forum/messages")
    keys.press(link(page, "Blaue Tanne"))
    keys.press(link(page, "Melden"))
    keys.check(page.get_by_label("Beleidigung oder Bloßstellung"))
    keys.press(button(page, "Meldung senden"))
    expect(page.get_by_text("Danke. Ihre Meldung ist angekommen.")).to_be_visible()


def test_a_coordinator_adds_a_category_puts_it_in_order_and_takes_both_back(page, furnished):
    keys = Keyboard(page)
    names = page.locator(".row-title a")
    furnished.show(page, "coordinator", "/forum/manage")
    keys.press(link(page, "Bereich anlegen"))
    expect(title(page)).to_have_text("Bereich anlegen")
    keys.type(page.get_by_label("Name"), "Basteln")
    keys.type(page.get_by_label("Adresse"), "alltag")
    keys.check(page.get_by_label("Nur angemeldete Mitglieder"))
    keys.press(button(page, "Bereich speichern"))
    expect(page.get_by_role("alert")).to_be_focused()
    assert_accessible(page)
    keys.type(page.get_by_label("Adresse"), "basteln")
    keys.press(button(page, "Bereich speichern"))
    expect(names.nth(-1)).to_have_text("Basteln")
    keys.press(button(page, re.compile("Nach oben ?: Basteln")))
    expect(names.nth(-2)).to_have_text("Basteln")
    keys.press(button(page, re.compile("Rückgängig ?: Basteln, anders eingereiht")))
    expect(names.nth(-1)).to_have_text("Basteln")
    keys.press(button(page, re.compile("Rückgängig ?: Basteln, angelegt")))
    expect(page.get_by_text("Alles ist wieder wie vorher.")).to_be_visible()
    expect(names.filter(has_text="Basteln")).to_have_count(0)
