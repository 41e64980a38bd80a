"""Pages keep every version, fall back to a language they exist in, and know what is missing."""

import re

import pytest

from vamv.portal import services
from vamv.portal.health import empty_pages
from vamv.portal.seed import DEMO
from vamv.portal.texts import PAGES, REQUIRED, gaps, initial_text


@pytest.fixture
def write(dbsession, clock):
    def make(slug="terms", locale="de", source="Text", title="Titel", **more):
        return services.save(
            dbsession,
            slug=slug,
            locale=locale,
            title=title,
            source=source,
            actor_id=None,
            now=clock.now(),
            **more,
        )

    return make


def test_the_newest_version_is_shown(dbsession, write):
    write(source="Alt")
    write(source="Neu")
    assert "Neu" in services.shown(dbsession, "terms", ["de"]).html
    assert [row.number for row in services.versions(dbsession, "terms", "de")] == [2, 1]


def test_each_language_has_its_own_versions(dbsession, write):
    write(source="Deutsch")
    assert write(locale="en", source="English").number == 1
    assert "English" in services.shown(dbsession, "terms", ["en", "de"]).html
    assert services.shown(dbsession, "terms", ["xx", "de"]).locale == "de"


def test_a_written_page_in_german_does_not_hide_the_initial_text_in_english(dbsession, write):
    write(source="Deutsch")
    shown = services.shown(dbsession, "terms", ["en", "de"])
    assert shown.locale == "en"


def test_a_page_that_only_the_chapter_can_write_has_no_text(dbsession):
    shown = services.shown(dbsession, "imprint", ["en", "de"])
    assert (shown.html, shown.locale) == (None, "de")


def test_what_was_written_is_sanitised(dbsession, write):
    assert "<script" not in write(source="<script>alert(1)</script>").html
    assert "<a" not in write(source="[x](javascript:alert(1))").html


def test_a_version_over_another_one_is_noticed(write):
    write()
    with pytest.raises(services.ChangedMeanwhileError):
        write(based_on=0)
    assert write(based_on=1).number == 2


def test_a_page_with_gaps_is_not_finished(dbsession, write):
    assert empty_pages(dbsession) == ["imprint", "privacy"]
    write("imprint", source="Verein\n[[Anschrift]]")
    assert empty_pages(dbsession) == ["imprint", "privacy"]
    write("imprint", source="Verein\nWeg 1")
    write("privacy", source="Wir speichern nichts.")
    assert empty_pages(dbsession) == []


def test_a_page_that_was_emptied_again_is_not_finished(dbsession, write):
    write("imprint", source="Verein")
    write("imprint", source=" ")
    assert "imprint" in empty_pages(dbsession)


@pytest.mark.parametrize("slug", sorted(PAGES))
def test_every_page_begins_with_a_german_text(slug):
    text = initial_text(slug, "de")
    assert len(text) > 300
    assert bool(gaps(text)) == (slug in REQUIRED)


@pytest.mark.parametrize("slug", REQUIRED)
def test_demo_data_fills_every_gap(slug):
    assert set(gaps(initial_text(slug, "de"))) <= set(DEMO)


def test_variants_of_german_begin_with_their_own_text_or_the_german_one():
    assert "Deine Texte bleiben deine Texte" in initial_text("terms", "de_du")
    assert initial_text("imprint", "de_du") == initial_text("imprint", "de")
    assert initial_text("terms", "ar") is None


@pytest.mark.parametrize("locale", ["de_du", "de_simple"])
def test_no_initial_text_hides_what_a_chapter_has_written_in_another_variant(dbsession, write, locale):
    write(source="Unsere Regeln")
    shown = services.shown(dbsession, "terms", [locale, "de"])
    assert ("Unsere Regeln" in shown.html, shown.locale) == (True, "de")
    write(locale=locale, source="Auch unsere Regeln")
    assert "Auch unsere Regeln" in services.shown(dbsession, "terms", [locale, "de"]).html


@pytest.mark.parametrize("slug", sorted(set(PAGES) - set(REQUIRED)))
def test_informal_german_never_says_sie(slug):
    assert not re.search(r"\b(?:Sie|Ihnen|Ihr|Ihre[mnrs]?)\b", initial_text(slug, "de_du"))
