"""The tiny plugin: it uses everything the portal offers, keeps every promise, and people can use it."""

import ast
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select
from vamv_tiny import plugin
from vamv_tiny.models import Slip

from vamv.plugins import hookspecs
from vamv.realtime.directives import realtime_namespaces
from vamv.realtime.portal import Portal
from vamv.testing.conformance import PluginConformance

SOURCE = Path(plugin.__file__).parent


class TestConformance(PluginConformance):
    plugin = "tiny"

    def example_of(self, session, kind):
        return session.scalars(select(Slip.id)).first()


def test_the_tiny_plugin_uses_every_directive_and_every_hook(directives):
    used = {
        node.func.attr
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert directives <= used
    hooks = {name for name in vars(hookspecs) if name.startswith("vamv_")}
    assert {name for name in vars(plugin) if name.startswith("vamv_") and name in hooks} == hooks


def write(browser, text):
    (form,) = {
        id(each): each for each in browser.get("/tiny/").forms.values() if "text" in each.fields
    }.values()
    form["text"] = text
    return form.submit(status="*")


@pytest.fixture
def slips(dbsession):
    return lambda: list(dbsession.scalars(select(Slip).order_by(Slip.created_at)))


@pytest.mark.plugins("tiny")
class TestLetterBox:
    def test_a_visitor_is_asked_to_sign_in(self, browser):
        assert "/login" in browser.get("/tiny/", status=303).location

    def test_a_slip_is_read_by_all_members(self, as_person, slips):
        write(as_person(), "Samstag ist Flohmarkt.").follow(status=200)
        other = as_person()
        page = other.get("/")
        assert "Samstag ist Flohmarkt." in page, "the panel on the start page"
        assert "Samstag ist Flohmarkt." in other.get(f"/tiny/{slips()[0].id}")

    def test_an_empty_slip_is_not_taken_and_the_page_says_why(self, as_person, slips):
        assert write(as_person(), " ").status_int == 422
        assert slips() == []

    def test_a_slip_that_is_too_long_keeps_its_text(self, as_person, slips):
        answer = write(as_person(), "x" * 501)
        assert answer.status_int == 422
        assert "x" * 501 in answer
        assert slips() == []

    def test_a_slip_that_the_screener_noticed_waits_for_moderation(self, as_person, slips):
        write(as_person(), "Ruft an: 0123 456")
        (slip,) = slips()
        assert slip.held
        assert "0123 456" not in as_person().get("/tiny/")
        as_person().get(f"/tiny/{slip.id}", status=403)
        moderator = as_person("moderator")
        moderator.get(f"/tiny/{slip.id}", status=200)
        assert f"/tiny/{slip.id}" in moderator.get("/work")

    def test_its_author_is_told_of_thanks_by_the_worker(self, as_person, slips, work, clock):
        author = as_person()
        write(author, "Samstag ist Flohmarkt.")
        other = as_person()
        page = other.get(f"/tiny/{slips()[0].id}")
        (thanks,) = {id(each): each for each in page.forms.values() if not each.action}.values()
        thanks.submit().follow()
        thanks.submit()
        assert "<b>1</b>" in other.get(f"/tiny/{slips()[0].id}"), "thanked once, however often it is clicked"
        clock.advance(timedelta(minutes=10))
        work()
        assert "Jemand hat sich für Ihren Zettel bedankt" in author.get("/notifications")

    def test_a_slip_is_found(self, as_person):
        browser = as_person()
        write(browser, "Samstag ist Flohmarkt.")
        assert "/tiny/" in browser.get("/search?q=flohmarkt").html.find("main").decode()
        assert "Flohmarkt" not in browser.get("/search?q=sonntag").html.find("main").decode()

    def test_a_page_that_stays_open_can_ask_for_what_is_new(self, as_person, registry, dbsession):
        browser = as_person()
        write(browser, "Samstag ist Flohmarkt.")
        declared = realtime_namespaces(registry)["/tiny"]
        box = declared.cls("/tiny", Portal(registry), declared.permission)
        request = SimpleNamespace(dbsession=dbsession, identity=browser.person_id)
        assert [slip["text"] for slip in box.on_newest(request, None)["slips"]] == ["Samstag ist Flohmarkt."]

    def test_old_slips_are_thrown_away(self, as_person, slips, work, clock):
        write(as_person(), "Samstag ist Flohmarkt.")
        clock.advance(timedelta(days=366))
        work()
        clock.advance(timedelta(days=1))
        work()
        assert slips() == []

    def test_its_style_sheet_is_loaded_on_its_own_pages_only(self, as_person):
        browser = as_person()
        (sheet,) = [
            link["href"] for link in browser.get("/tiny/").html.find_all("link") if "tiny.css" in link["href"]
        ]
        browser.get(sheet, status=200)
        assert "tiny.css" not in browser.get("/")

    def test_its_words_are_english_where_english_is_wanted(self, as_person):
        assert "Letter box" in as_person().get("/tiny/", headers={"Accept-Language": "en"})
