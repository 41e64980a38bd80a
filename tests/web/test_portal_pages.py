"""Impressum and its like: read by everybody, written by the team, never lost."""

import pytest
from sqlalchemy import select

from vamv.portal import services
from vamv.portal.models import PortalPage
from vamv.portal.seed import seed_pages

SLUGS = ("imprint", "privacy", "terms", "accessibility", "house-rules")


def write(dbsession, clock, slug="imprint", locale="de", title="Impressum", source="Verein\nWeg 1"):
    return services.save(
        dbsession, slug=slug, locale=locale, title=title, source=source, actor_id=None, now=clock.now()
    )


@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_has_links_to_the_legal_pages(browser, slug):
    assert f'href="/page/{slug}"' in browser.get("/help").text
    assert browser.get(f"/page/{slug}").status_int == 200


@pytest.mark.parametrize("slug", ["imprint", "privacy"])
def test_what_only_the_chapter_knows_is_not_made_up(browser, slug):
    page = browser.get(f"/page/{slug}")
    assert "noch nicht ausgefüllt" in page.text
    assert "[[" not in page.text


def test_the_other_pages_begin_with_a_text(browser):
    assert "Freundlich bleiben" in browser.get("/page/house-rules").text
    assert "WCAG" in browser.get("/page/accessibility").text


def test_demo_data_leaves_no_gap(browser, dbsession, clock):
    assert seed_pages(dbsession, clock.now()) == 2
    assert seed_pages(dbsession, clock.now()) == 0
    for slug in ("imprint", "privacy"):
        page = browser.get(f"/page/{slug}")
        assert "[[" not in page.text
        assert "Portal zum Ausprobieren" in page.text


def test_an_unknown_page_is_not_there(browser):
    browser.get("/page/nonsense", status=404)


def test_english_falls_back_to_german_and_says_so(browser, dbsession, clock):
    write(dbsession, clock)
    browser.post("/language", {"locale": "en", "came_from": "/"})
    page = browser.get("/page/imprint")
    assert '<html lang="en"' in page.text
    assert '<div class="prose" lang="de">' in page.text
    english = browser.get("/page/house-rules")
    assert "Stay kind" in english.text
    assert 'lang="de"' not in english.text.partition("<footer")[0]


def test_informal_german_is_no_other_language(browser):
    browser.post("/language", {"locale": "de_du", "came_from": "/"})
    page = browser.get("/page/house-rules").text
    assert "Freundlich bleiben" in page
    assert '<div class="prose">' in page


@pytest.mark.parametrize("role", ["advice_seeker", "moderator", "auditor", None])
def test_only_the_team_may_write(browser, as_person, role):
    somebody = as_person(role) if role else browser
    for path in ("/pages", "/pages/imprint/de", "/pages/imprint/de/history"):
        assert somebody.get(path, status="*").status_int in (303, 403)
    assert "Seite bearbeiten" not in somebody.get("/page/imprint").text


@pytest.mark.parametrize("role", ["coordinator", "administrator"])
def test_writing_a_page_from_the_sample(as_person, dbsession, role):
    team = as_person(role)
    editor = team.get("/pages").click("Impressum", index=0)
    assert "[[Name des Vereins]]" in editor.forms[1]["source"].value
    editor.forms[1]["source"] = "## Wer\n\nVerein **Musterland**\n\n<script>alert(1)</script>"
    preview = editor.forms[1].submit("preview", value="1")
    assert "<strong>Musterland</strong>" in preview.text
    assert "<script>alert" not in preview.text
    assert dbsession.scalars(select(PortalPage)).all() == []
    saved = preview.forms[1].submit().follow()
    assert "Die Seite ist gespeichert" in saved.text
    assert "<strong>Musterland</strong>" in saved.text
    row = dbsession.scalars(select(PortalPage)).one()
    assert (row.slug, row.locale, row.number, row.updated_by) == ("imprint", "de", 1, team.person_id)
    assert row.renderer >= 1


def test_every_version_stays_and_can_be_used_again(as_person, dbsession, clock):
    write(dbsession, clock, source="Erste Fassung")
    write(dbsession, clock, source="Zweite Fassung")
    team = as_person("coordinator")
    history = team.get("/pages/imprint/de/history")
    assert "gilt jetzt" in history.text
    first = history.click("Fassung 1")
    assert "Erste Fassung" in first.text
    editor = first.click("als Vorlage")
    assert editor.forms[1]["source"].value == "Erste Fassung"
    editor.forms[1].submit().follow()
    assert [row.source for row in services.versions(dbsession, "imprint", "de")] == [
        "Erste Fassung",
        "Zweite Fassung",
        "Erste Fassung",
    ]


def test_two_who_write_at_once_do_not_overwrite_each_other_unawares(as_person, dbsession, clock):
    team = as_person("coordinator")
    editor = team.get("/pages/imprint/de")
    write(dbsession, clock, source="Von jemand anderem")
    editor.forms[1]["source"] = "Meine Fassung"
    refused = editor.forms[1].submit(status=409)
    assert refused.forms[1]["source"].value == "Meine Fassung"
    assert services.latest(dbsession, "imprint", "de").source == "Von jemand anderem"
    refused.forms[1].submit().follow()
    assert services.latest(dbsession, "imprint", "de").source == "Meine Fassung"


@pytest.mark.parametrize(
    ("title", "source"), [("", "Text"), ("Titel", ""), ("x" * 121, "Text"), ("Titel", "x" * 40_001)]
)
def test_wrong_input_is_kept_and_explained(as_person, title, source):
    editor = as_person("coordinator").get("/pages/terms/de")
    editor.forms[1]["title"] = title
    editor.forms[1]["source"] = source
    again = editor.forms[1].submit(status=422)
    assert "Bitte sehen Sie noch einmal hin" in again.text
    assert again.forms[1]["title"].value == title
    assert again.forms[1]["source"].value == source


@pytest.mark.parametrize(
    "path",
    ["/pages/imprint/xx", "/pages/none/de", "/pages/imprint/de/history/0", "/pages/imprint/de/history/x"],
)
def test_what_does_not_exist_cannot_be_edited(as_person, path):
    as_person("coordinator").get(path, status=404)


@pytest.mark.parametrize("based_on", ["", "x", "-1", "9" * 50])
def test_a_forged_version_number_is_a_conflict_and_no_crash(as_person, based_on):
    editor = as_person("coordinator").get("/pages/terms/de")
    editor.forms[1]["based_on"].force_value(based_on)
    editor.forms[1].submit(status=409)
