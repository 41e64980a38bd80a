"""What people do with what they have written: change, look back, remove, take that back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv_forum.models import Post

pytestmark = pytest.mark.plugins("forum")


def form_with(page, field):
    return next(form for form in page.forms.values() if field in form.fields)


@pytest.fixture
def own(as_person, everyday, dbsession):
    """Somebody who has opened a discussion: their browser, and the post."""
    browser = as_person(name="Leiser Ahorn")
    form = form_with(browser.get("/forum/alltag/new"), "text")
    form["title"], form["text"] = "Mein Titel", "Ich wohne in Kleinort."
    form.submit()
    return browser, dbsession.scalars(select(Post)).one()


def answer(browser, post, text="Eine Antwort."):
    form = form_with(browser.get(f"/forum/d/{post.discussion_id}"), "text")
    form["text"] = text
    return form.submit().follow()


def change(browser, post, text):
    form = form_with(browser.get(f"/forum/p/{post.id}/edit"), "text")
    form["text"] = text
    return form.submit().follow()


def test_everybody_sees_that_a_post_was_changed_and_its_author_what(own, as_person, browser):
    author, post = own
    page = change(author, post, "Ich wohne auf dem Land.")
    assert "bearbeitet" in page
    assert "Kleinort" not in page
    history = page.click(href=r"/history$")
    assert "Kleinort." in [each.get_text() for each in history.html.select("del")]
    assert "dem Land." in [each.get_text() for each in history.html.select("ins")]
    # Who took back a place name must not find it in public again.
    for stranger in (browser, as_person()):
        page = stranger.get(f"/forum/d/{post.discussion_id}")
        assert "bearbeitet" in page
        assert "/history" not in page
        stranger.get(f"/forum/p/{post.id}/history", status=404)
    assert "Kleinort" in as_person("moderator").get(f"/forum/p/{post.id}/history")


def test_the_opening_post_changes_the_title_too(own):
    author, post = own
    form = form_with(author.get(f"/forum/p/{post.id}/edit"), "title")
    form["title"] = "Ein besserer Titel"
    page = form.submit().follow()
    assert page.html.h1.get_text() == "Ein besserer Titel"
    # The text is as it was, so the post does not count as changed.
    assert "bearbeitet" not in page


def test_nobody_changes_or_removes_what_others_wrote(own, as_person, browser):
    _author, post = own
    for role in ("advice_seeker", "moderator", "administrator"):
        other = as_person(role)
        token = form_with(other.get("/notifications/choices"), "csrf_token")["csrf_token"].value
        for what in ("edit", "remove", "undo"):
            other.post(f"/forum/p/{post.id}/{what}", {"text": "fremd", "csrf_token": token}, status=403)
        for what in ("edit", "remove"):
            other.get(f"/forum/p/{post.id}/{what}", status=403)
    assert browser.get(f"/forum/p/{post.id}/edit", status=303).location.endswith(
        f"/login?to=%2Fforum%2Fp%2F{post.id}%2Fedit"
    )


def test_a_removed_post_leaves_the_discussion_readable_and_can_be_taken_back(own, as_person, press):
    author, post = own
    answer(as_person(), post)
    page = author.get(f"/forum/p/{post.id}/remove")
    assert "Sie können das" in page
    page = next(form for form in page.forms.values() if form.action.endswith("/remove")).submit().follow()
    assert "Der Beitrag ist entfernt" in page
    there = as_person().get(f"/forum/d/{post.discussion_id}")
    assert "Kleinort" not in there
    assert "von der Person entfernt" in there
    assert "Eine Antwort." in there
    assert there.html.h1.get_text() == "Mein Titel"
    page = author.get(f"/forum/d/{post.discussion_id}")
    press(page, "/undo").follow()
    assert "Kleinort" in as_person().get(f"/forum/d/{post.discussion_id}")


def test_after_half_an_hour_a_removal_stays(own, as_person, clock):
    author, post = own
    answer(as_person(), post)
    page = author.get(f"/forum/p/{post.id}/remove")
    page = next(form for form in page.forms.values() if form.action.endswith("/remove")).submit().follow()
    undo = next(form for form in page.forms.values() if form.action.endswith("/undo"))
    clock.advance(timedelta(minutes=29))
    author.get("/forum")
    clock.advance(timedelta(minutes=2))
    page = undo.submit().follow()
    assert "zu spät" in page
    assert not any(form.action.endswith("/undo") for form in page.forms.values())


def test_a_question_nobody_has_answered_goes_as_a_whole(own, as_person):
    author, post = own
    page = author.get(f"/forum/p/{post.id}/remove")
    assert "die ganze Diskussion" in page
    page = next(form for form in page.forms.values() if form.action.endswith("/remove")).submit().follow()
    as_person().get(f"/forum/d/{post.discussion_id}", status=404)
    assert "Mein Titel" not in author.get("/forum/alltag")
    next(form for form in page.forms.values() if form.action.endswith("/undo")).submit().follow()
    assert "Mein Titel" in as_person().get("/forum/alltag")


def test_a_removed_post_cannot_be_changed(own, as_person):
    author, post = own
    answer(as_person(), post)
    form = form_with(author.get(f"/forum/p/{post.id}/edit"), "text")
    page = author.get(f"/forum/p/{post.id}/remove")
    next(each for each in page.forms.values() if each.action.endswith("/remove")).submit()
    form["text"] = "doch noch"
    page = form.submit().follow()
    assert "nicht mehr da" in page
    assert "doch noch" not in page


def test_an_address_of_a_post_leads_to_its_place(own, as_person):
    _author, post = own
    answer(as_person(), post)
    assert as_person().get(f"/forum/p/{post.id}").location.endswith(f"/forum/d/{post.discussion_id}")


def test_long_texts_are_cut_between_words_and_folded_ones_say_so(own, as_person):
    author, post = own
    answer(author, post, "Unterhaltsvorschuss " * 30)
    excerpts = [each.get_text(strip=True) for each in author.get("/forum/mine").html.select(".row-main > p")]
    assert any(text.endswith("Unterhaltsvorschuss …") for text in excerpts)
    form = form_with(author.get(f"/forum/p/{post.id}/edit"), "text")
    form["content_warning"] = "Streit"
    form.submit()
    texts = [
        each.get_text(" ", strip=True) for each in author.get("/forum/mine").html.select(".row-main > p")
    ]
    assert "Inhaltshinweis: Streit" in texts
