"""Discussions that are alike, shown while somebody writes a title."""

import pytest

pytestmark = pytest.mark.plugins("forum")


def writing_form(page):
    return next(form for form in page.forms.values() if "text" in form.fields)


@pytest.fixture
def advance(everyday, tell):
    return tell(everyday, "Unterhaltsvorschuss beantragen", "Wie geht das?")


def test_what_is_alike_comes_as_a_piece_of_a_page(as_person, everyday, advance):
    page = as_person().get("/forum/alltag/similar", params={"title": "Unterhaltsvorschuss für uns"})
    assert page.html.select_one("p").get_text() == "Eine ähnliche Diskussion:"
    assert page.html.select_one("li a")["href"] == f"/forum/d/{advance.id}"
    assert not page.html.select("header, script")


def test_a_title_unlike_any_shows_nothing(as_person, everyday, advance):
    for title in ("", "Zahnspange", "x" * 5_000, "%00"):
        page = as_person().get("/forum/alltag/similar", params={"title": title})
        assert not page.html.select("p, li")


def test_what_somebody_may_not_read_is_not_offered(as_person, browser, everyday, strength, tell):
    tell(strength, "Unterhaltsvorschuss beantragen", "Nur für Mitglieder")
    assert "Unterhaltsvorschuss" in as_person().get("/forum/alltag/similar?title=Unterhaltsvorschuss")
    assert "Unterhaltsvorschuss" not in browser.get("/forum/alltag/similar?title=Unterhaltsvorschuss")


def test_the_preview_shows_them_without_scripts(as_person, everyday, advance):
    form = writing_form(as_person().get("/forum/alltag/new"))
    form["title"], form["text"] = "Unterhaltsvorschuss und Umzug", "Hallo"
    page = form.submit("preview")
    section = page.html.select_one("section:has(#similar)")
    assert section.select_one("a")["href"] == f"/forum/d/{advance.id}"


def test_nobody_is_held_up_by_them(as_person, everyday, advance):
    form = writing_form(as_person().get("/forum/alltag/new"))
    form["title"], form["text"] = "Unterhaltsvorschuss beantragen", "Hallo"
    form.submit(status=303)
