"""One field for all parts: who may read what, in which order, and what happens when a part fails."""

from datetime import timedelta

import pytest
from vamv_tiny.models import Slip

from vamv.api.plugin import SearchHit
from vamv.search.services import HITS_PER_PLUGIN, search


@pytest.fixture
def slips(dbsession, clock):
    def write(*texts):
        for number, words in enumerate(texts):
            at = clock.now() + timedelta(minutes=number)
            dbsession.add(Slip(author_id=None, text=words, created_at=at))
        dbsession.flush()

    return write


@pytest.mark.plugins("tiny")
def test_what_was_written_last_stands_first(as_person, slips):
    slips("Vorlesen am Samstag", "Etwas anderes", "Vorlesen am Sonntag")
    page = as_person().get("/search?q=vorlesen")
    assert [hit.text for hit in page.html.ol.find_all("h2")] == ["Vorlesen am Sonntag", "Vorlesen am Samstag"]
    assert page.click("Vorlesen am Samstag").status_int == 200


@pytest.mark.plugins("tiny")
def test_a_visitor_finds_only_what_a_visitor_may_read(browser, slips):
    slips("Vorlesen am Samstag")
    page = browser.get("/search?q=vorlesen")
    assert "Samstag" not in page.text
    assert "nichts gefunden" in page.html.find(class_="empty").text


@pytest.mark.plugins("tiny")
def test_what_is_found_is_shown_as_text(as_person, slips):
    slips("<script>alert(1)</script> & mehr")
    page = as_person().get("/search", {"q": "alert"})
    assert "<script>alert" not in page.text
    assert "<script>alert(1)</script> & mehr" in page.html.ol.text


@pytest.mark.plugins("tiny")
@pytest.mark.parametrize(
    "text", ["", "   ", "%", "_", "'", '"', "ä" * 3000, "a AND b", "\u202e", "*", "-" * 90]
)
def test_any_text_may_be_searched_for(as_person, slips, text):
    slips("Vorlesen am Samstag")
    page = as_person().get("/search", {"q": text}, status=200)
    assert "Samstag" not in page.text


def test_without_any_part_the_page_says_that_nothing_was_found(browser):
    assert "nichts gefunden" in browser.get("/search?q=hallo").text


def test_searching_without_end_is_slowed_down(browser):
    for _ in range(30):
        browser.get("/search?q=hallo", status=200)
    browser.get("/search?q=hallo", status=429)
    browser.get("/search", status=200)


class Hooks:
    """Hooks of two parts, of which one is asked and does not answer."""

    def implementers(self, name):
        return ["kite", "tiny"]

    def call(self, name, *, limit, **arguments):
        hits = [SearchHit(f"{number:02}", "", "tiny.box", {}) for number in range(limit + 9)]
        return [type("Result", (), {"plugin": "tiny", "value": hits})]


def test_no_part_fills_the_page_alone_and_a_missing_one_is_told():
    found = search(None, None, Hooks(), actor=None, text="x")
    assert len(found.hits) == HITS_PER_PLUGIN
    assert found.incomplete


@pytest.mark.plugins("tiny")
def test_a_hit_that_leads_nowhere_is_left_out(as_person, registry, monkeypatch):
    hit = SearchHit("Verirrt", "", "kite.letter", {"id": "k"})
    answer = type("Result", (), {"plugin": "tiny", "value": [hit]})
    monkeypatch.setattr(registry["vamv.hooks"], "call", lambda name, **arguments: [answer])
    page = as_person().get("/search?q=verirrt")
    assert "fehlen Ergebnisse" in page.text
    assert page.html.find("ol", class_="list") is None
