"""Regional sections: one's own region before the others."""

from datetime import timedelta

import pytest

from vamv_forum.models import PUBLIC, CategoryWatch
from vamv_forum.services.categories import add_category

pytestmark = pytest.mark.plugins("forum")


@pytest.fixture
def regional(dbsession):
    return {
        region: add_category(
            dbsession,
            slug=region.lower(),
            title=f"Treffen {region}",
            description="",
            access=PUBLIC,
            region=region,
        )
        for region in ("Trier", "Mainz")
    }


def headings(page):
    return [each.get_text(" ", strip=True) for each in page.html.select("main h2, main summary")]


def choose(person, region):
    form = next(form for form in person.get("/forum").forms.values() if "region" in form.fields)
    form["region"] = region
    return form.submit().follow()


def test_the_chosen_region_stands_before_the_others(as_person, browser, everyday, regional):
    assert headings(browser.get("/forum"))[:5] == [
        "Alltag",
        "Region Mainz",
        "Treffen Mainz",
        "Region Trier",
        "Treffen Trier",
    ]
    person = as_person()
    page = choose(person, "Trier")
    assert headings(page)[:5] == [
        "Alltag",
        "In Ihrer Region: Trier",
        "Treffen Trier",
        "Region Mainz",
        "Treffen Mainz",
    ]
    assert "In Ihrer Region" not in choose(person, "")


def test_an_unknown_region_is_none(as_person, regional):
    person = as_person()
    form = next(form for form in person.get("/forum").forms.values() if "region" in form.fields)
    form["region"].force_value("Atlantis")
    assert "In Ihrer Region" not in form.submit().follow()


def test_without_regions_nobody_is_asked(as_person, everyday):
    assert "Ihre Region" not in as_person().get("/forum")


def test_other_regions_are_news_only_for_those_who_watch_them(
    as_person, everyday, regional, tell, dbsession, clock
):
    person = as_person()
    clock.advance(timedelta(minutes=1))
    for category in (everyday, *regional.values()):
        tell(category, f"Neu in {category.title}", "Hallo")
    assert len(news(person)) == 3
    choose(person, "Trier")
    assert news(person) == {"Neu in Alltag", "Neu in Treffen Trier"}
    dbsession.add(
        CategoryWatch(person_id=person.person_id, category_id=regional["Mainz"].id, created_at=clock.now())
    )
    dbsession.flush()
    assert len(news(person)) == 3


def news(person):
    return {
        word
        for word in ("Neu in Alltag", "Neu in Treffen Trier", "Neu in Treffen Mainz")
        if word in person.get("/")
    }
