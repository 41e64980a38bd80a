"""Registering, coming back, looking after the account and the team: by keyboard alone, on a phone-sized screen."""

import base64
import re

import pytest
from playwright.sync_api import expect

from vamv.testing.keyboard import Keyboard
from vamv.testing.live import DESKTOP, PHONE, assert_accessible
from vamv.vault.totp import code_for

pytestmark = pytest.mark.browser

PASSWORD = "kiesel-laterne-obstkorb-wandern-mohn-tasse"


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def link(page, name):
    return page.get_by_role("link", name=name)


def heading(page, name):
    return page.get_by_role("heading", level=1, name=name)


def keep_code(keys):
    """Read the recovery code and confirm that it is kept; return it."""
    page = keys.page
    code = page.locator("#recovery-code").inner_text()
    keys.type(page.get_by_label("Die letzten vier Zeichen"), code[-4:])
    keys.press(button(page, "Der Code ist notiert"))
    expect(page.locator("#recovery-code")).to_have_count(0)
    return code


def log_in(keys, name, password):
    page = keys.page
    page.goto("/login")
    keys.type(page.get_by_label("Anmeldename"), name)
    keys.type(page.get_by_label("Passwort", exact=True), password)
    keys.press(button(page, "Anmelden"))


def test_a_parent_registers_forgets_everything_and_comes_back(new_page):
    keys = Keyboard(new_page(PHONE))
    page = keys.page
    page.goto("/")
    keys.press(link(page, "Dabei sein"))
    keys.type(page.get_by_label("Ihr Name hier"), "Leise Linde")
    keys.type(page.get_by_label("Neues Passwort"), "wirschaffendas")
    keys.press(button(page, "Weiter zum Code"))
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    keys.press(page.locator(".error-summary").get_by_role("link"))
    keys.type(page.get_by_label("Neues Passwort"), PASSWORD)
    keys.press(button(page, "Anzeigen"))
    expect(page.get_by_label("Neues Passwort")).to_have_attribute("type", "text")
    keys.press(button(page, "Weiter zum Code"))
    code = keep_code(keys)
    expect(page).to_have_url(re.compile("/$"))

    later = Keyboard(new_page(PHONE))
    page = later.page
    page.goto("/login")
    later.press(link(page, "Name oder Passwort vergessen"))
    later.type(page.get_by_label("Wiederherstellungscode"), code.lower())
    later.press(button(page, "Weiter"))
    expect(page.get_by_text("Leise Linde")).to_be_visible()
    later.type(page.get_by_label("Neues Passwort"), PASSWORD + "-neu")
    later.press(button(page, "Passwort speichern"))
    assert keep_code(later) != code
    expect(page).to_have_url(re.compile("/$"))


def test_everything_works_without_scripts(no_js_page):
    page = no_js_page
    page.goto("/register")
    page.get_by_label("Ihr Name hier").fill("Sabine")
    page.get_by_label("Neues Passwort").fill("zu kurz")
    button(page, "Weiter zum Code").click()
    expect(page.locator(".error-summary")).to_be_visible()
    expect(page.get_by_label("Ihr Name hier")).to_have_value("Sabine")
    page.get_by_label("Ihr Name hier").fill("Leise Linde")
    page.get_by_label("Neues Passwort").fill(PASSWORD)
    button(page, "Weiter zum Code").click()
    code = page.locator("#recovery-code").inner_text()
    page.get_by_label("Die letzten vier Zeichen").fill(code[-4:])
    button(page, "Der Code ist notiert").click()
    expect(page.locator("#recovery-code")).to_have_count(0)
    page.goto("/account")
    expect(heading(page, "Mein Konto")).to_be_visible()


def test_somebody_logs_in_looks_after_the_account_and_leaves(live_server, new_page):
    person = live_server.make_person(name="Leise Linde")
    elsewhere = new_page(PHONE)
    live_server.sign_in(elsewhere, person)
    keys = Keyboard(new_page(PHONE))
    page = keys.page
    log_in(keys, "Leise Linde", person.password)
    expect(page.locator("main")).to_contain_text("Leise Linde")

    page.goto("/account")
    keys.press(link(page, "Name und Sprache"))
    keys.type(page.get_by_label("Name, den andere sehen"), "Stille Birke")
    keys.check(page.get_by_label("Deutsch (du)"))
    keys.press(page.locator("main form .button").first)
    expect(page.locator("main")).to_contain_text("Stille Birke")
    keys.press(page.get_by_role("button", name="Deutsch", exact=True))
    expect(page.locator("html")).to_have_attribute("lang", "de")

    page.goto("/account")
    keys.press(link(page, "Passwort ändern"))
    keys.type(page.get_by_label("Ihr Passwort bis jetzt"), person.password)
    keys.type(page.get_by_label("Neues Passwort"), PASSWORD)
    keys.press(button(page, "Passwort ändern"))
    expect(page.get_by_role("status")).to_contain_text("Ihr Passwort ist geändert")

    page.goto("/account")
    keys.press(link(page, "Wiederherstellungscode erneuern"))
    assert keep_code(keys) != person.recovery_code

    live_server.sign_in(elsewhere, person)
    page.goto("/account/devices")
    keys.type(page.get_by_label("Name für dieses Gerät"), "Küche")
    keys.press(button(page, "Namen speichern"))
    expect(page.locator("main .row-title").first).to_have_text("Küche")
    keys.press(page.locator("main .row-side").get_by_role("button", name="Abmelden"))
    expect(page.locator("main .row-title")).to_have_count(1)
    elsewhere.goto("/account")
    expect(heading(elsewhere, "Anmelden")).to_be_visible()

    page.goto("/account")
    keys.press(link(page, "Konto löschen"))
    keys.check(page.get_by_label("Meine Texte ohne Namen stehen lassen"))
    keys.press(button(page, "Weiter"))
    keys.press(button(page, "Konto löschen"))
    expect(heading(page, "Auf Wiedersehen")).to_be_visible()


def test_an_administrator_invites_and_the_invited_person_joins(new_page, live_server, sign_in):
    admin = Keyboard(new_page(PHONE))
    sign_in(admin.page, "administrator", name="Verwaltung 1")
    admin.page.goto("/team/accounts")
    admin.press(link(admin.page, "Jemanden einladen"))
    admin.type(admin.page.get_by_label("Für wen ist die Einladung?"), "Frau Kern")
    admin.check(admin.page.get_by_label("Moderation"))
    admin.press(button(admin.page, "Einladung anlegen"))
    address = admin.page.locator("#link").inner_text()

    guest = Keyboard(new_page(PHONE))
    page = guest.page
    page.goto(re.sub(r"^https?://[^/]+", "", address))
    guest.type(page.get_by_label("Ihr Name hier"), "Frau Kern")
    guest.type(page.get_by_label("Neues Passwort"), PASSWORD)
    guest.press(button(page, "Weiter"))
    expect(heading(page, "Zweiten Schritt einrichten")).to_be_visible()
    seed = seed_of(page.locator("main code").first.inner_text())
    guest.type(page.get_by_label("Code, den die App jetzt zeigt"), code_for(seed, live_server.clock.now()))
    guest.press(button(page, "App verbinden"))
    guest.check(page.get_by_label("Ich habe die Ersatzcodes"))
    guest.press(button(page, "Weiter"))
    keep_code(guest)
    expect(page).to_have_url(re.compile("/$"))

    admin.page.goto("/team/accounts")
    admin.press(link(admin.page, "Frau Kern"))
    admin.press(link(admin.page, "Zugang sperren"))
    admin.press(button(admin.page, "Zugang sperren"))
    expect(admin.page.get_by_role("status")).to_contain_text("Der Zugang ist gesperrt")
    page.goto("/work")
    expect(heading(page, "Anmelden")).to_be_visible()


def seed_of(text):
    """Read the seed that a page shows for typing."""
    text = text.replace(" ", "")
    return base64.b32decode(text + "=" * (-len(text) % 8))


def test_staff_sign_in_with_both_steps(page, live_server):
    person = live_server.make_person("moderator", name="Frau Kern")
    keys = Keyboard(page)
    log_in(keys, "Frau Kern", person.password)
    keys.type(page.get_by_label("Code aus Ihrer App"), code_for(person.seed, live_server.clock.now()))
    keys.press(button(page, "Anmelden"))
    expect(page.get_by_role("navigation", name="Bereiche")).to_contain_text("Team")


def test_a_mistake_is_named_and_the_focus_goes_there(page):
    log_in(Keyboard(page), "Leise Linde", "ganz bestimmt falsch")
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    expect(page.get_by_label("Anmeldename")).to_have_value("Leise Linde")
    expect(page.get_by_label("Passwort", exact=True)).to_have_value("")


def test_the_card_with_the_code_is_printed_alone(new_page):
    page = new_page(DESKTOP)
    page.goto("/register")
    page.get_by_label("Ihr Name hier").fill("Leise Linde")
    page.get_by_label("Neues Passwort").fill(PASSWORD)
    button(page, "Weiter zum Code").click()
    expect(page.locator("#recovery-code")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#recovery-code")).to_be_visible()
    expect(page.locator("h1")).to_be_hidden()
    assert "Portal" not in page.evaluate("document.body.innerText")


def test_what_was_copied_is_said(new_page, sign_in):
    page = new_page(PHONE, permissions=["clipboard-read", "clipboard-write"])
    sign_in(page)
    page.goto("/account/code")
    code = page.locator("#recovery-code").inner_text()
    Keyboard(page).press(button(page, "Kopieren"))
    expect(page.get_by_role("status").filter(has_text="Kopiert")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code
