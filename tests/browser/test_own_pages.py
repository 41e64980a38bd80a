"""Reporting and deciding, news and mail, the own data and search: by keyboard alone."""

import re
from datetime import timedelta
from threading import Event

import pytest
from playwright.sync_api import expect
from vamv_tiny.models import Slip

from vamv.jobs.worker import Worker
from vamv.mail.transport import NullTransport
from vamv.notifications.services import notify
from vamv.testing.keyboard import Keyboard

pytestmark = [
    pytest.mark.browser,
    pytest.mark.plugins("tiny"),
    pytest.mark.settings(vamv__mail_host="mail.example", vamv__mail_from="post@portal.example"),
]


@pytest.fixture
def slip(live_server):
    author = live_server.make_person(name="Blaue Tanne")
    row = Slip(
        author_id=author.person_id, text="Du bist wirklich das Letzte.", created_at=live_server.clock.now()
    )

    def write(session):
        session.add(row)
        session.flush()
        return row

    return author, live_server.change(write)


def heading(page, name):
    return page.get_by_role("heading", level=1, name=name)


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_from_a_report_without_login_to_its_reasons(new_page, live_server, sign_in, slip):
    author, text = slip
    visitor = Keyboard(new_page())
    visitor.page.goto(f"/report/tiny.slip/{text.id}")
    visitor.check(visitor.page.get_by_label("Beleidigung"))
    visitor.type(visitor.page.get_by_label("Was sollen wir wissen?"), "Das verletzt mich.")
    live_server.clock.advance(timedelta(minutes=1))
    visitor.press(button(visitor.page, "Meldung senden"))
    code = visitor.page.locator("#receipt-code").inner_text()

    keys = Keyboard(new_page())
    desk = keys.page
    sign_in(desk, "moderator", name="Frau Kern")
    desk.goto("/work")
    keys.press(desk.get_by_role("link", name="Moderation").first)
    keys.press(desk.get_by_role("link", name="Zettel"))
    expect(desk.get_by_text(text.text)).to_be_hidden()
    keys.press(desk.locator("summary", has_text="Jetzt lesen"))
    expect(desk.get_by_text(text.text)).to_be_visible()
    keys.press(button(desk, "Entscheidung festhalten"))
    expect(desk.locator(".error-summary")).to_be_focused()
    keys.check(desk.get_by_label("Ausblenden", exact=True))
    keys.check(desk.get_by_label("Beleidigung"))
    keys.type(desk.get_by_label("Begründung in Ihren Worten"), "Bitte bleiben Sie freundlich.")
    keys.press(button(desk, "Entscheidung festhalten"))
    expect(heading(desk, "Moderation")).to_be_visible()
    keys.press(desk.get_by_role("link", name="Bisherige Entscheidungen"))
    keys.press(desk.get_by_role("table").get_by_role("link").first)
    expect(desk).to_have_url(re.compile("/moderation/case/"))

    visitor.page.goto("/report/receipt")
    visitor.type(visitor.page.get_by_label("Ihr Meldecode"), code)
    visitor.press(button(visitor.page, "Stand anzeigen"))
    expect(visitor.page.get_by_text("ausgeblendet")).to_be_visible()

    own = Keyboard(new_page())
    live_server.sign_in(own.page, author)
    own.page.goto("/notifications")
    own.press(button(own.page, "Über einen Text von Ihnen wurde entschieden"))
    expect(own.page.get_by_text("Bitte bleiben Sie freundlich.")).to_be_visible()


def test_reporting_works_without_scripts(no_js_page, live_server, slip):
    page = no_js_page
    page.goto(f"/report/tiny.slip/{slip[1].id}")
    page.get_by_label("Beleidigung").check()
    live_server.clock.advance(timedelta(minutes=1))
    button(page, "Meldung senden").click()
    expect(page.locator("#receipt-code")).to_have_text(re.compile(r"^\S{31}$"))


def test_somebody_hears_of_news_as_they_wish(page, live_server, sign_in):
    post = live_server.registry["vamv.mail"] = NullTransport()
    person = sign_in(page)
    live_server.change(
        lambda session: notify(
            session,
            person_id=person.person_id,
            type="tiny.thanked",
            now=live_server.clock.now(),
            route="tiny.box",
        )
    )
    keys = Keyboard(page)
    page.goto("/notifications")
    keys.press(button(page, "Alles als gelesen markieren"))
    expect(page.locator(".badge-new")).to_have_count(0)
    keys.press(page.get_by_role("link", name="Einstellen, was ich erfahre"))
    keys.press(page.get_by_role("link", name="Adresse angeben"))
    keys.type(page.get_by_label("E-Mail-Adresse"), "linde@example.org")
    keys.press(button(page, "Code senden"))
    expect(heading(page, "Code eingeben")).to_be_visible()
    Worker(live_server.registry, Event()).run_until_idle(live_server.clock.now())
    code = re.search(r"\d{3} \d{3}", post.sent[-1].get_content())[0]
    keys.type(page.get_by_label("Code aus der E-Mail"), code)
    keys.press(button(page, "Adresse bestätigen"))
    expect(page.get_by_text("Zurzeit an")).to_contain_text("linde@example.org")
    thanks = page.get_by_role("group", name="Jemand hat sich für Ihren Zettel bedankt")
    expect(thanks.get_by_label("per E-Mail")).to_be_checked()
    keys.to(thanks.get_by_label("per E-Mail"))
    page.keyboard.press("Space")
    keys.press(button(page, "Einstellungen speichern"))
    expect(page.get_by_role("status")).to_contain_text("Gespeichert.")
    expect(thanks.get_by_label("per E-Mail")).not_to_be_checked()
    keys.press(page.get_by_role("link", name="Adresse entfernen"))
    keys.press(button(page, "Adresse löschen"))
    expect(page.get_by_text("Sie haben keine Adresse angegeben")).to_be_visible()


def test_finding_something_reading_the_own_data_and_leaving(page, live_server, slip):
    author, text = slip
    live_server.sign_in(page, author)
    keys = Keyboard(page)
    page.goto("/")
    keys.press(page.get_by_role("navigation", name="Bereiche").get_by_role("link", name="Suche"))
    keys.type(page.get_by_role("searchbox"), "letzte")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Gefunden: 1")).to_be_visible()
    keys.press(page.get_by_role("navigation", name="Bereiche").locator("summary"))
    keys.press(page.get_by_role("navigation", name="Bereiche").get_by_role("link", name="Mein Konto").last)
    keys.press(page.get_by_role("link", name="Meine Daten mitnehmen"))
    keys.press(page.locator("summary", has_text="Zettel"))
    expect(page.get_by_text(text.text)).to_be_visible()
    with page.expect_download() as download:
        keys.press(page.get_by_role("link", name="Datei speichern"))
    assert download.value.suggested_filename == "daten.zip"
    page.goto("/account/delete")
    keys.check(page.get_by_label("Meine Texte löschen"))
    keys.press(button(page, "Weiter"))
    keys.press(button(page, "Konto löschen"))
    expect(heading(page, "Auf Wiedersehen")).to_be_visible()
    assert live_server.change(lambda session: session.get(Slip, text.id)) is None
