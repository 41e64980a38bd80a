"""Saying thanks and keeping posts: for whom it is, and nobody else hears of it."""

import pytest
from sqlalchemy import select

from vamv_forum.models import Bookmark, Post, Thanks

pytestmark = pytest.mark.plugins("forum")


@pytest.fixture
def asked(as_person, everyday, tell, dbsession):
    """Somebody who has written a discussion with one post: their browser, and the post."""
    author = as_person(name="Leiser Ahorn")
    tell(everyday, "Titel", "Mein Rat.", by=author)
    return author, dbsession.scalars(select(Post)).one()


def buttons(page):
    return [each.get_text() for each in page.html.select(".forum-actions button")]


def choose(page, words):
    """Press a button of the page about a post."""
    form = next(each for each in page.forms.values() if words in each.html.get_text())
    return form.submit("on").follow()


def more(browser, post):
    return browser.get(f"/forum/p/{post.id}/more")


def test_thanks_are_counted_for_the_author_alone(asked, as_person, press, dbsession):
    author, post = asked
    here = f"/forum/d/{post.discussion_id}"
    readers = [as_person(), as_person(), as_person("counsellor")]
    for reader in readers:
        press(reader.get(here), "/thanks").follow()
    assert "3 Menschen danken Ihnen dafür" in author.get(here)
    assert "3 Menschen" in author.get("/forum/mine")
    for reader in readers:
        page = reader.get(here)
        assert "danken Ihnen" not in page
        assert buttons(page) == ["Danke gesagt, zurücknehmen"]
    press(readers[0].get(here), "/thanks")
    press(readers[1].get(here), "/thanks")
    assert "1 Mensch dankt Ihnen dafür" in author.get(here)
    assert buttons(readers[0].get(here)) == ["Danke sagen"]


def test_thanks_sent_twice_are_one(asked, as_person, press, dbsession):
    _author, post = asked
    reader = as_person()
    page = reader.get(f"/forum/d/{post.discussion_id}")
    press(page, "/thanks")
    press(page, "/thanks")
    dbsession.refresh(post)
    assert post.thanks == 1
    assert len(dbsession.scalars(select(Thanks)).all()) == 1


def test_nobody_thanks_themselves(asked):
    author, post = asked
    page = author.get(f"/forum/d/{post.discussion_id}")
    assert buttons(page) == []
    token = page.forms["act"]["csrf_token"].value
    author.post(f"/forum/p/{post.id}/thanks", {"on": "1", "csrf_token": token}, status=403)


def test_visitors_have_no_button(asked, browser):
    _author, post = asked
    page = browser.get(f"/forum/d/{post.discussion_id}")
    assert buttons(page) == []
    assert "act" not in page.forms


def test_what_was_removed_meanwhile_cannot_be_thanked_for_or_kept(asked, as_person, press, clock, dbsession):
    _author, post = asked
    reader = as_person()
    page = reader.get(f"/forum/d/{post.discussion_id}")
    about = more(reader, post)
    post.hidden_at = clock.now()
    dbsession.flush()
    assert "nicht mehr zu lesen" in press(page, "/thanks").follow()
    assert "nicht mehr zu lesen" in choose(about, "Merken")
    assert dbsession.scalars(select(Thanks)).all() == dbsession.scalars(select(Bookmark)).all() == []


def test_a_post_is_kept_and_found_again_and_forgotten(asked, as_person):
    _author, post = asked
    reader = as_person()
    assert "Noch nichts gemerkt" in reader.get("/forum/kept")
    assert "Gemerkt." in choose(more(reader, post), "Merken")
    page = reader.get("/forum/kept")
    assert "Mein Rat." in page
    assert "Leiser Ahorn" in page
    assert "Noch nichts" in as_person().get("/forum/kept")
    there = page.click("Titel")
    assert there.location.endswith(f"/forum/d/{post.discussion_id}")
    assert "Nicht mehr merken" in more(reader, post)
    assert "Noch nichts gemerkt" in choose(page, "Nicht mehr merken")


def test_what_is_kept_is_shown_as_long_as_it_may_be_read(asked, as_person, dbsession, clock, everyday):
    _author, post = asked
    reader = as_person()
    choose(more(reader, post), "Merken")
    for place, name in ((post, "removed_at"), (post, "hidden_at")):
        setattr(place, name, clock.now())
        dbsession.flush()
        assert "Mein Rat." not in reader.get("/forum/kept")
        setattr(place, name, None)
        dbsession.flush()
    everyday.access = "group"
    dbsession.flush()
    assert "Mein Rat." not in reader.get("/forum/kept")


def test_a_content_warning_stays_closed_in_the_list(as_person, everyday, tell, dbsession):
    tell(everyday, "Titel", "Das Schwere.", warning="Gewalt")
    reader = as_person()
    choose(more(reader, dbsession.scalars(select(Post)).one()), "Merken")
    page = reader.get("/forum/kept")
    assert "Das Schwere." not in page
    assert "Gewalt" in page


@pytest.mark.parametrize("address", ["/forum/kept", "/forum/mine"])
def test_visitors_are_asked_to_log_in(browser, address):
    assert "/login" in browser.get(address, status=303).location


def test_long_lists_are_read_page_by_page_without_loss(as_person, everyday, tell, clock, dbsession):
    author = as_person()
    discussion = tell(everyday, "Titel", *(f"Nummer {number}." for number in range(1, 26)), by=author)
    posts = dbsession.scalars(select(Post).where(Post.discussion_id == discussion.id)).all()
    dbsession.add_all(
        Bookmark(person_id=author.person_id, post_id=each.id, created_at=clock.now()) for each in posts
    )
    dbsession.flush()
    for address in ("/forum/mine", "/forum/kept"):
        page = author.get(address)
        seen = [each.get_text() for each in page.html.select(".row-main > p:nth-of-type(1)")]
        page = author.get(page.html.select_one('a[rel="next"]')["href"])
        seen += [each.get_text() for each in page.html.select(".row-main > p:nth-of-type(1)")]
        assert {each.strip() for each in seen} == {f"Nummer {number}." for number in range(1, 26)}
        assert len(seen) == 25
        assert author.get(page.html.select_one('a[rel="prev"]')["href"]).html.select_one('a[rel="next"]')


def test_own_posts_are_listed_with_what_became_of_them(asked, as_person, clock, dbsession, everyday, tell):
    author, post = asked
    assert "noch nichts geschrieben" in as_person().get("/forum/mine")
    assert "Mein Rat." in author.get("/forum/mine")
    post.hidden_at = clock.now()
    dbsession.flush()
    assert "von der Moderation ausgeblendet" in author.get("/forum/mine")
    post.removed_at = clock.now()
    dbsession.flush()
    assert "Mein Rat." not in author.get("/forum/mine")


def test_what_waits_is_listed_and_shown_in_its_place_to_its_author_only(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "Wer weiß Rat?")
    everyday.premoderated = True
    dbsession.flush()
    writer = as_person()
    form = next(
        each for each in writer.get(f"/forum/d/{discussion.id}").forms.values() if "text" in each.fields
    )
    form["text"] = "Meine Antwort."
    form.submit()
    for address in ("/forum/mine", f"/forum/d/{discussion.id}"):
        page = writer.get(address)
        assert "Meine Antwort." in page
        assert "wartet auf Freigabe" in page
    assert "Meine Antwort." not in as_person().get(f"/forum/d/{discussion.id}")
