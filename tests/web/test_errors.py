"""Errors in words: what happened, what became of the text, what to do."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from vamv.testing.raw import Raw
from vamv.web.errors import TEXTS


def test_a_page_that_does_not_exist(browser):
    page = browser.get("/nothing", status=404)
    assert "Diese Seite gibt es nicht" in page.text
    assert "Zur Startseite" in page.text


def test_a_slash_at_the_end_leads_nowhere_else(browser):
    assert "Location" not in browser.get("/help/", status=404).headers


def test_a_wrong_method_names_the_right_ones(browser):
    page = browser.get("/exit", status=405)
    assert page.allow == ("POST",)
    assert "nichts verändert" in page.text


def test_a_member_without_the_right_sees_why(as_person):
    page = as_person().get("/pages", status=403)
    assert "nicht für Sie freigegeben" in page.text


def test_a_visitor_is_led_to_the_login_and_back(browser):
    answer = browser.get("/pages", status=303)
    assert answer.location.endswith("/login?to=%2Fpages")


def test_a_busy_database_is_no_crash(app, browser, monkeypatch):
    get = app.registry["vamv.templates"].get

    def busy(spec):
        if spec.endswith("help.pt"):
            raise OperationalError("SELECT name FROM person", {}, Exception("database is locked"))
        return get(spec)

    monkeypatch.setattr(app.registry["vamv.templates"], "get", busy)
    page = browser.get("/help", status=503)
    assert page.headers["Retry-After"] == "30"
    assert "SELECT" not in page.text


def test_an_unexpected_error_has_a_number_that_stands_in_the_log(app, browser, monkeypatch, caplog):
    get = app.registry["vamv.templates"].get

    def broken(spec):
        if spec.endswith("help.pt"):
            raise ValueError("what somebody wrote")
        return get(spec)

    monkeypatch.setattr(app.registry["vamv.templates"], "get", broken)
    page = browser.get("/help", status=500)
    record = next(each for each in caplog.records if "ValueError" in each.getMessage())
    assert record.getMessage().rpartition(" ")[2] in page.text
    assert "what somebody wrote" not in caplog.text


@pytest.mark.parametrize("status", sorted(TEXTS))
def test_every_error_says_what_became_of_it_in_plain_words(status):
    title, words = TEXTS[status]
    for sentence in (title.default, words.default):
        assert "!" not in sentence
        assert "Fehler 4" not in sentence


def test_a_part_that_is_switched_off_is_named_in_words(real_app):
    with real_app.registry["vamv.engine"].begin() as connection:
        connection.execute(text("CREATE TABLE kite_alembic_version (version_num VARCHAR(32))"))
    raw = Raw(real_app, {})
    for path in ("/kite", "/kite/some/thing"):
        answer = raw.send(path=path)
        assert answer.status_int == 404
        assert "Dieser Teil ist gerade nicht da" in answer.text
    assert "Diese Seite gibt es nicht" in raw.send(path="/kitelike").text


def test_a_chapters_own_address_of_a_part_that_is_switched_off(kit, app_settings):
    app = kit.build({**app_settings, "kite.prefix": "drachen"}, fresh=True)
    with app.registry["vamv.engine"].begin() as connection:
        connection.execute(text("CREATE TABLE kite_alembic_version (version_num VARCHAR(32))"))
    assert "gerade nicht da" in Raw(app, {}).send(path="/drachen/x").text
    app.registry["vamv.engine"].dispose()
