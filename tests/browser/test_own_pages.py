"""Reporting, the desk, the own data and search: usable for everybody, on a phone and on a desktop."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect
from vamv_tiny.models import Slip

from vamv.testing.live import assert_accessible, assert_no_sideways_scroll

pytestmark = pytest.mark.plugins("tiny")


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


def examined(page):
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    return page


def report(page, live_server, slip, look=examined):
    page.goto(f"/report/tiny.slip/{slip.id}")
    look(page)
    page.get_by_label("Beleidigung").check()
    page.get_by_label("Was sollen wir wissen?").fill("Das verletzt mich.")
    live_server.clock.advance(timedelta(minutes=1))
    page.get_by_role("button", name="Meldung senden").click()
    look(page)
    return page.locator("#receipt-code").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_from_a_report_to_its_reasons(new_page, live_server, sign_in, slip, scheme):
    author, text = slip
    visitor = new_page(color_scheme=scheme)
    code = report(visitor, live_server, text)

    desk = new_page(color_scheme=scheme)
    sign_in(desk, "moderator", name="Frau Kern")
    desk.goto("/work")
    examined(desk)
    desk.goto("/moderation")
    examined(desk)
    desk.get_by_role("link", name="Zettel").click()
    examined(desk)
    expect(desk.get_by_text(text.text)).to_be_hidden()
    desk.get_by_text("Jetzt lesen").click()
    expect(desk.get_by_text(text.text)).to_be_visible()
    desk.get_by_role("button", name="Entscheidung festhalten").click()
    examined(desk)
    desk.get_by_label("Ausblenden", exact=True).check()
    desk.get_by_label("Beleidigung").check()
    desk.get_by_label("Begründung in Ihren Worten").fill("Bitte bleiben Sie freundlich.")
    desk.get_by_role("button", name="Entscheidung festhalten").click()
    desk.goto("/moderation/log")
    examined(desk)
    desk.get_by_role("table").get_by_role("link").first.click()
    examined(desk)

    visitor.goto("/report/receipt")
    examined(visitor)
    visitor.get_by_label("Ihr Meldecode").fill(code)
    visitor.get_by_role("button", name="Stand anzeigen").click()
    expect(visitor.get_by_text("ausgeblendet")).to_be_visible()
    examined(visitor)

    own = new_page(color_scheme=scheme)
    live_server.sign_in(own, author)
    own.goto(desk.url.replace("/case/", "/statement/"))
    expect(own.get_by_text("Bitte bleiben Sie freundlich.")).to_be_visible()
    examined(own)


def test_reporting_works_without_scripts(no_js_page, live_server, slip):
    # axe is a script itself.
    assert len(report(no_js_page, live_server, slip[1], look=lambda page: None)) == 31


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_reading_the_own_data_and_leaving(new_page, live_server, slip, scheme):
    author, text = slip
    page = new_page(color_scheme=scheme)
    page.goto("/privacy/data")
    examined(page)
    live_server.sign_in(page, author)
    page.goto("/account/export")
    examined(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Datei speichern").click()
    assert download.value.suggested_filename == "daten.zip"
    page.goto("/search?q=letzte")
    examined(page)
    page.goto("/search?q=nichts")
    examined(page)
    page.goto("/account/delete")
    examined(page)
    page.get_by_label("Meine Texte löschen").check()
    page.get_by_role("button", name="Weiter").click()
    examined(page)
    page.get_by_role("button", name="Konto löschen").click()
    expect(page.get_by_role("heading", name="Auf Wiedersehen")).to_be_visible()
    examined(page)
    assert live_server.change(lambda session: session.get(Slip, text.id)) is None
