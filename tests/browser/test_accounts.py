"""Registering, coming back, looking after the account and the team: on a phone and a desktop, light and dark."""

import base64
import re

import pytest
from playwright.sync_api import expect

from vamv.testing.live import DESKTOP, PHONE, assert_accessible, assert_no_sideways_scroll
from vamv.vault.totp import code_for

PASSWORD = "kiesel-laterne-obstkorb-wandern-mohn-tasse"
LOOKS = [(PHONE, "light"), (DESKTOP, "dark")]


def examined(page):
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    return page


def register(page, name="Leise Linde"):
    page.goto("/register")
    examined(page)
    page.get_by_label("Ihr Name hier").fill(name)
    page.get_by_label("Neues Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Weiter zum Code").click()
    examined(page)
    code = page.locator("#recovery-code").inner_text()
    page.get_by_label("Die letzten vier Zeichen").fill(code[-4:])
    page.get_by_role("button", name="Der Code ist notiert").click()
    page.wait_for_url("**/")
    return code


def log_in(page, name, password):
    page.goto("/login")
    page.get_by_label("Anmeldename").fill(name)
    page.get_by_label("Passwort", exact=True).fill(password)
    page.get_by_role("button", name="Anmelden").click()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_a_parent_registers_forgets_everything_and_comes_back(new_page, size, scheme):
    page = new_page(size, color_scheme=scheme)
    code = register(page)
    examined(page)

    later = new_page(size, color_scheme=scheme)
    later.goto("/login")
    examined(later)
    later.get_by_role("link", name="Name oder Passwort vergessen").click()
    examined(later)
    later.get_by_label("Wiederherstellungscode").fill(code.lower())
    later.get_by_role("button", name="Weiter").click()
    examined(later)
    expect(later.get_by_text("Leise Linde")).to_be_visible()
    later.get_by_label("Neues Passwort").fill(PASSWORD + "-neu")
    later.get_by_role("button", name="Passwort speichern").click()
    new_code = later.locator("#recovery-code").inner_text()
    assert new_code != code
    later.get_by_label("Die letzten vier Zeichen").fill(new_code[-4:])
    later.get_by_role("button", name="Der Code ist notiert").click()
    later.wait_for_url("**/")


def test_everything_works_without_scripts(new_page):
    page = new_page(PHONE, java_script_enabled=False)
    page.goto("/register")
    page.get_by_label("Ihr Name hier").fill("Sabine")
    page.get_by_label("Neues Passwort").fill("zu kurz")
    page.get_by_role("button", name="Weiter zum Code").click()
    expect(page.get_by_label("Ihr Name hier")).to_have_value("Sabine")
    expect(page.locator(".error-summary")).to_be_visible()
    page.get_by_label("Ihr Name hier").fill("Leise Linde")
    page.get_by_label("Neues Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Weiter zum Code").click()
    code = page.locator("#recovery-code").inner_text()
    page.get_by_label("Die letzten vier Zeichen").fill(code[-4:])
    page.get_by_role("button", name="Der Code ist notiert").click()
    page.goto("/account")
    expect(page.get_by_role("heading", name="Mein Konto")).to_be_visible()


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_every_page_of_the_account(new_page, live_server, sign_in, size, scheme):
    page = new_page(size, color_scheme=scheme)
    sign_in(page, "advice_seeker", name="Leise Linde")
    for path in (
        "/account",
        "/account/profile",
        "/account/password",
        "/account/password-again",
        "/account/code",
        "/account/devices",
        "/account/second-factor",
        "/account/second-factor/new",
        "/account/second-factor/codes",
        "/logout",
        "/logged-out",
    ):
        page.goto(path)
        examined(page)


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_an_administrator_invites_and_the_invited_person_joins(new_page, live_server, sign_in, size, scheme):
    admin = new_page(size, color_scheme=scheme)
    sign_in(admin, "administrator", name="Verwaltung 1")
    admin.goto("/team/accounts")
    examined(admin)
    admin.get_by_role("link", name="Jemanden einladen").click()
    examined(admin)
    admin.get_by_label("Für wen ist die Einladung?").fill("Frau Kern")
    admin.get_by_label("Moderation").check()
    admin.get_by_role("button", name="Einladung anlegen").click()
    examined(admin)
    link = admin.locator("#link").inner_text()
    admin.goto("/team/accounts")
    examined(admin)

    guest = new_page(size, color_scheme=scheme)
    guest.goto(re.sub(r"^https?://[^/]+", "", link))
    examined(guest)
    guest.get_by_label("Ihr Name hier").fill("Frau Kern")
    guest.get_by_label("Neues Passwort").fill(PASSWORD)
    guest.get_by_role("button", name="Weiter").click()
    examined(guest)
    seed = seed_of(guest.locator("main code").first.inner_text())
    guest.get_by_label("Code, den die App jetzt zeigt").fill(code_for(seed, live_server.clock.now()))
    guest.get_by_role("button", name="App verbinden").click()
    examined(guest)
    guest.get_by_label("Ich habe die Ersatzcodes").check()
    guest.get_by_role("button", name="Weiter").click()
    code = guest.locator("#recovery-code").inner_text()
    guest.get_by_label("Die letzten vier Zeichen").fill(code[-4:])
    guest.get_by_role("button", name="Der Code ist notiert").click()
    guest.wait_for_url("**/")

    admin.goto("/team/accounts")
    admin.get_by_role("link", name="Frau Kern").click()
    examined(admin)
    for name in ("Zugang neu beginnen", "Zugang sperren"):
        admin.get_by_role("link", name=name).click()
        examined(admin)
        admin.get_by_role("link", name="Abbrechen").click()


def seed_of(text):
    """Read the seed that a page shows for typing."""
    text = text.replace(" ", "")
    return base64.b32decode(text + "=" * (-len(text) % 8))


def test_staff_sign_in_with_both_steps(new_page, live_server):
    person = live_server.make_person("moderator", name="Frau Kern")
    page = new_page(PHONE)
    log_in(page, "Frau Kern", person.password)
    examined(page)
    page.get_by_label("Code aus Ihrer App").fill(code_for(person.seed, live_server.clock.now()))
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/")


def test_a_mistake_is_named_and_the_focus_goes_there(new_page, live_server):
    page = new_page(PHONE)
    log_in(page, "Leise Linde", "ganz bestimmt falsch")
    examined(page)
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Anmeldename")).to_have_value("Leise Linde")
    expect(page.get_by_label("Passwort", exact=True)).to_have_value("")


def test_the_card_with_the_code_is_printed_alone(new_page):
    page = new_page(DESKTOP)
    page.goto("/register")
    page.get_by_label("Ihr Name hier").fill("Leise Linde")
    page.get_by_label("Neues Passwort").fill(PASSWORD)
    page.get_by_role("button", name="Weiter zum Code").click()
    page.emulate_media(media="print")
    expect(page.locator("#recovery-code")).to_be_visible()
    visible = page.evaluate("document.body.innerText")
    expect(page.locator("h1")).to_be_hidden()
    assert "Portal" not in visible
