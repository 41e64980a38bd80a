"""A text that may be hard to bear is folded wherever it appears."""

import pytest

pytestmark = pytest.mark.plugins("forum")


def writing_form(page):
    return next(form for form in page.forms.values() if "text" in form.fields)


@pytest.fixture
def hard(as_person, everyday, tell):
    """Somebody, and their post with a warning."""
    member = as_person()
    discussion = tell(
        everyday, "Wie weiter?", "Niemand wusste vom Kellerfenster.", by=member, warning="Gewalt"
    )
    return member, discussion


def unfolded(page):
    """Return what is read without a click."""
    for details in page.html.select("details"):
        details.decompose()
    return page.html.select_one("main").get_text()


def test_in_its_discussion_and_in_lists(hard, as_person):
    member, discussion = hard
    for path in (f"/forum/d/{discussion.id}", "/forum/search?q=Kellerfenster", "/search?q=Kellerfenster"):
        page = as_person().get(path)
        assert "Gewalt" in page
        text = unfolded(page).replace("„Kellerfenster“", "")
        assert "Niemand wusste" not in text, path
    assert "Niemand wusste" not in unfolded(member.get("/forum/mine"))


def test_in_the_preview(as_person, everyday):
    form = writing_form(as_person().get("/forum/alltag/new"))
    form["title"], form["text"], form["content_warning"] = "Titel", "Niemand wusste es.", "Gewalt"
    page = form.submit("preview")
    assert "Gewalt" in page.html.select_one("article summary").get_text()
    assert "Niemand wusste" in page.html.select_one("article details").get_text()


def test_among_what_it_said_before(hard):
    member, discussion = hard
    address = member.get(f"/forum/d/{discussion.id}").html.select_one("article a[href*='/forum/p/']")["href"]
    post = address.split("/forum/p/")[1].split("/")[0]
    form = writing_form(member.get(f"/forum/p/{post}/edit"))
    form["text"], form["content_warning"] = "Niemand wusste davon.", ""
    form.submit()
    page = member.get(f"/forum/p/{post}/history")
    assert "Kellerfenster" in page
    assert "Niemand" not in unfolded(page)
