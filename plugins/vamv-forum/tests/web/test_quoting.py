"""Answering with a quote: only what the post says, and only as long as it says so."""

import pytest
from sqlalchemy import select

from vamv_forum.models import Discussion, Post

pytestmark = pytest.mark.plugins("forum")

TEXT = "Der Antrag liegt beim Jugendamt. Ich wohne in der Gartenstraße. Danach wird es leichter."


@pytest.fixture
def asked(as_person, everyday, tell, dbsession):
    """Somebody who has written a discussion with one post: their browser, and the post."""
    author = as_person(name="Stolze Erle")
    tell(everyday, "Titel", TEXT, by=author)
    return author, dbsession.scalars(select(Post)).one()


def quoting(browser, post):
    """Follow "Zitieren" below a post."""
    page = browser.get(f"/forum/d/{post.discussion_id}").click("Zitieren", index=0)
    return next(each for each in page.forms.values() if "passage" in each.fields)


def answer(browser, post, passage=None, text="Danke für den Hinweis."):
    form = quoting(browser, post)
    if passage is not None:
        form["passage"] = passage
    form["text"] = text
    return form.submit(status="*")


def quote_on(browser, post):
    page = browser.get(f"/forum/d/{post.discussion_id}").html.select_one(".forum-quote")
    return page.get_text(" ", strip=True)


def test_a_passage_stands_above_the_answer_with_the_name_and_leads_to_the_post(asked, as_person, browser):
    _author, post = asked
    page = answer(as_person(), post, "Ich wohne in  der\nGartenstraße.").follow()
    quote = page.html.select_one("#post-2 .forum-quote")
    assert quote.blockquote.get_text() == "Ich wohne in der Gartenstraße."
    assert "Stolze Erle" in quote.a.get_text()
    assert browser.get(quote.a["href"]).location.endswith(f"/forum/d/{post.discussion_id}")
    assert page.html.select_one("#post-1 .forum-quote") is None


def test_the_field_offers_the_beginning_and_may_be_emptied(asked, as_person):
    _author, post = asked
    assert quoting(as_person(), post)["passage"].value == TEXT
    page = answer(as_person(), post, "").follow()
    quote = page.html.select_one("#post-2 .forum-quote")
    assert "Antwort auf Stolze Erle" in quote.get_text()
    assert quote.blockquote is None


def test_nobody_is_quoted_with_what_they_have_not_written(asked, as_person, dbsession):
    _author, post = asked
    page = answer(as_person(), post, "Ich habe gelogen.")
    assert page.status_int == 422
    assert "stehen so nicht in dem Beitrag" in page
    assert "Danke für den Hinweis." in page
    assert len(dbsession.scalars(select(Post)).all()) == 1


def test_a_preview_shows_the_passage_and_keeps_the_quote(asked, as_person):
    _author, post = asked
    form = quoting(as_person(), post)
    form["passage"], form["text"] = "Danach wird es leichter.", "Das stimmt."
    page = form.submit("preview")
    assert page.html.select_one(".post .forum-quote").get_text() == "Danach wird es leichter."
    form = next(each for each in page.forms.values() if "passage" in each.fields)
    assert (
        form.submit().follow().html.select_one("#post-2 blockquote").get_text() == "Danach wird es leichter."
    )


@pytest.mark.parametrize("gone", ["removed_at", "hidden_at"])
def test_a_quote_goes_with_the_post(asked, as_person, browser, clock, dbsession, gone):
    _author, post = asked
    answer(as_person(), post)
    assert "Gartenstraße" in quote_on(browser, post)
    setattr(post, gone, clock.now())
    dbsession.flush()
    page = browser.get(f"/forum/d/{post.discussion_id}")
    assert "Gartenstraße" not in page
    assert "Stolze Erle" not in page
    assert "Der zitierte Beitrag ist nicht mehr da." in page


def test_what_an_author_takes_back_is_taken_from_the_quotes_too(asked, as_person, browser, dbsession):
    author, post = asked
    answer(as_person(), post, "Ich wohne in der Gartenstraße.")
    answer(as_person(), post, "Danach wird es leichter.")
    form = next(
        each for each in author.get(f"/forum/p/{post.id}/edit").forms.values() if "text" in each.fields
    )
    form["text"] = TEXT.replace("der Gartenstraße", "einer Stadt")
    form.submit()
    page = browser.get(f"/forum/d/{post.discussion_id}")
    assert "Gartenstraße" not in page
    assert "Antwort auf Stolze Erle" in page.html.select_one("#post-2").get_text()
    assert page.html.select_one("#post-3 blockquote").get_text() == "Danach wird es leichter."
    dbsession.expire_all()
    assert not [each for each in dbsession.scalars(select(Post)) if "Gartenstraße" in each.quoted_text]


def test_a_warning_covers_the_quote_too(as_person, everyday, tell, browser, dbsession):
    tell(everyday, "Titel", "Das Schwere.", warning="Gewalt")
    post = dbsession.scalars(select(Post)).one()
    answer(as_person(), post)
    fold = browser.get(f"/forum/d/{post.discussion_id}").html.select_one("#post-2 .forum-quote details")
    assert "Gewalt" in fold.summary.get_text()
    assert fold.blockquote.get_text() == "Das Schwere."


@pytest.mark.parametrize("wish", ["x", "", "other", "hidden"])
def test_what_cannot_be_quoted_is_a_plain_answer(asked, as_person, tell, everyday, dbsession, clock, wish):
    _author, post = asked
    other = tell(everyday, "Andere", "Fremdes.")
    elsewhere = dbsession.scalars(select(Post).where(Post.discussion_id == other.id)).one()
    if wish == "hidden":
        post.hidden_at = clock.now()
        dbsession.flush()
    named = {"other": elsewhere.id, "hidden": post.id}.get(wish, wish)
    page = as_person().get(f"/forum/d/{post.discussion_id}/reply", {"quote": named})
    assert "Zitierte Stelle" not in page
    assert "Fremdes." not in page
    assert "Gartenstraße" not in page


def test_quotes_are_not_shown_where_fewer_may_read_the_post(asked, as_person, browser, strength, dbsession):
    _author, post = asked
    answer(as_person(), post, "Ich wohne in der Gartenstraße.")
    moved = dbsession.scalars(select(Post).where(Post.quoted_id == post.id)).one()
    assert "Gartenstraße" in quote_on(browser, post)
    here = post.discussion_id
    place = Discussion(
        category_id=strength.id, title="Unter uns", created_at=post.created_at, last_post_at=post.created_at
    )
    dbsession.add(place)
    dbsession.flush()
    post.discussion_id = place.id
    dbsession.flush()
    page = browser.get(f"/forum/d/{here}")
    assert f"post-{moved.seq}" in page
    assert "Gartenstraße" not in page
