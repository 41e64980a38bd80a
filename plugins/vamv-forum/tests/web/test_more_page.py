"""The page about a single post: each sees what they may do, and nothing else."""

import pytest
from sqlalchemy import select

from vamv_forum.models import Discussion, Post

pytestmark = pytest.mark.plugins("forum")


@pytest.fixture
def asked(as_person, everyday, tell, dbsession):
    """Somebody who has written a discussion with one post: their browser, and the post."""
    author = as_person(name="Leiser Ahorn")
    tell(everyday, "Titel", "Mein Rat.", by=author)
    return author, dbsession.scalars(select(Post)).one()


def offered(browser, post):
    page = browser.get(f"/forum/p/{post.id}/more")
    return [each.get_text(strip=True) for each in page.html.select(".forum-more li")]


def test_each_sees_what_they_may_do(asked, as_person, browser):
    author, post = asked
    assert offered(browser, post) == ["Melden"]
    assert offered(author, post) == ["Zitieren", "Merken", "Bearbeiten", "Entfernen"]
    reader = offered(as_person(), post)
    assert reader[:4] == ["Zitieren", "Merken", "Ab hier wieder ungelesen", "Melden"]
    assert "Person ausblenden" in reader
    assert not {"Bearbeiten", "Entfernen", "Frühere Fassungen"} & set(reader)


def test_every_entry_leads_somewhere(asked, as_person, browser):
    author, post = asked
    for who in (author, as_person(), as_person("moderator"), browser):
        page = who.get(f"/forum/p/{post.id}/more")
        for link in page.html.select(".forum-more a"):
            assert who.get(link["href"]).status_int in (200, 303)


def test_the_way_there_is_below_each_post_and_the_address_can_be_copied(asked, browser):
    _author, post = asked
    page = browser.get(f"/forum/d/{post.discussion_id}").click("Mehr", href=r"/more$")
    assert "Beitrag 1 von Leiser Ahorn" in page.html.h1.get_text()
    link = page.html.select_one("#link").get_text()
    assert link.endswith(f"/forum/p/{post.id}")
    assert browser.get(link).location.endswith(f"/forum/d/{post.discussion_id}")


def test_a_closed_discussion_offers_no_quote(asked, as_person, clock, dbsession):
    _author, post = asked
    dbsession.get(Discussion, post.discussion_id).locked_at = clock.now()
    dbsession.flush()
    assert "Zitieren" not in offered(as_person(), post)


def test_a_post_that_cannot_be_read_has_no_such_page(asked, as_person, clock, dbsession, browser):
    _author, post = asked
    post.hidden_at = clock.now()
    dbsession.flush()
    for who in (browser, as_person()):
        who.get(f"/forum/p/{post.id}/more", status=404)


def test_the_page_of_a_group_is_closed_to_others(asked, as_person, everyday, dbsession):
    _author, post = asked
    everyday.access = "group"
    dbsession.flush()
    as_person().get(f"/forum/p/{post.id}/more", status=404)
