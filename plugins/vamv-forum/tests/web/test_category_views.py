"""A category's page: rules, what is new, what nobody has answered, and who wrote."""

from datetime import timedelta

import pytest

from vamv_forum.models import PUBLIC
from vamv_forum.services.categories import add_category

pytestmark = pytest.mark.plugins("forum")


def titles(page):
    return [each.get_text() for each in page.html.select(".row-title")]


def test_unanswered_questions_can_be_seen_alone(browser, everyday, tell, clock):
    tell(everyday, "Beantwortet", "Frage", "Antwort")
    clock.advance(timedelta(minutes=1))
    tell(everyday, "Noch offen", "Frage")
    page = browser.get("/forum/alltag").click("Noch ohne Antwort")
    assert titles(page) == ["Noch offen"]


def test_what_is_new_can_be_seen_alone_and_runs_out_kindly(as_person, everyday, tell, clock):
    person = as_person()
    clock.advance(timedelta(minutes=1))
    discussion = tell(everyday, "Neu", "Hallo")
    page = person.get("/forum/alltag").click("Nur Neues")
    assert titles(page) == ["Neu"]
    person.get(f"/forum/d/{discussion.id}")
    assert "Sie haben alles gelesen" in person.get("/forum/alltag", {"show": "new"})


def test_visitors_have_nothing_new(browser, everyday, tell):
    tell(everyday, "Neu", "Hallo")
    page = browser.get("/forum/alltag", {"show": "new"})
    assert titles(page) == ["Neu"]
    assert "Nur Neues" not in page


def test_pages_keep_the_choice(browser, everyday, tell, registry, clock):
    for number in range(registry.settings["forum.discussions_per_page"] + 1):
        clock.advance(timedelta(minutes=1))
        tell(everyday, f"Frage {number}", "Offen")
    second = browser.get("/forum/alltag", {"show": "unanswered"}).click("Nächste Seite")
    assert titles(second) == ["Frage 0"]
    assert len(titles(second.click("Vorige Seite"))) == registry.settings["forum.discussions_per_page"]


def test_rules_stand_in_the_category_and_beside_the_form(as_person, dbsession):
    add_category(
        dbsession,
        slug="recht",
        title="Recht",
        description="",
        access=PUBLIC,
        rules="Bitte **keine** Aktenzeichen.",
    )
    person = as_person()
    for address in ("/forum/recht", "/forum/recht/new"):
        rules = person.get(address).html.select_one("details.fold .prose")
        assert rules.select_one("strong").get_text() == "keine"


def test_the_list_shows_the_name_somebody_opened_the_discussion_under(as_person, browser, everyday, tell):
    tell(everyday, "Heikel", "Frage", by=as_person(name="Leise Eule"), alias="Rote Rose")
    page = browser.get("/forum/alltag")
    assert "Rote Rose" in page
    assert "Leise Eule" not in page


def test_an_empty_category_invites_only_whoever_can_write_there(browser, as_person, everyday):
    assert "Hier hat noch niemand geschrieben" in browser.get("/forum/alltag")
    assert "Jemand muss den ersten Satz schreiben" in as_person().get("/forum/alltag")
