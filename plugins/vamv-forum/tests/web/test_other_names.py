"""Whoever writes under another name in a discussion is never shown under their own."""

import pytest
from sqlalchemy import select

from vamv_forum.models import Alias, Post

pytestmark = pytest.mark.plugins("forum")

OWN = "Stolze Erle"
OTHER = "Nachtfalter"


@pytest.fixture
def masked(as_person, everyday, tell, dbsession):
    """A discussion opened as „Nachtfalter“ by Stolze Erle, with a second post of theirs."""
    author = as_person(name=OWN)
    discussion = tell(everyday, "Titel", "Eins.", "Zwei.", by=author, alias=OTHER)
    posts = dbsession.scalars(select(Post).where(Post.discussion_id == discussion.id)).all()
    return author, discussion, posts


def addresses(discussion, posts):
    return [
        "/",
        "/forum",
        "/forum/alltag",
        "/forum/search?q=eins",
        "/search?q=eins",
        "/forum/kept",
        f"/forum/d/{discussion.id}",
        f"/forum/d/{discussion.id}/reply?quote={posts[0].id}",
        f"/forum/p/{posts[0].id}/more",
        f"/forum/p/{posts[1].id}/more",
        f"/report/forum.post/{posts[0].id}",
        f"/report/forum.discussion/{discussion.id}",
        f"/mute/forum.post/{posts[0].id}",
        f"/mute/forum.discussion/{discussion.id}",
        "/notifications",
    ]


def keep(reader, post):
    page = reader.get(f"/forum/p/{post.id}/more")
    next(each for each in page.forms.values() if "Merken" in each.html.get_text()).submit("on")


@pytest.mark.parametrize("role", ["advice_seeker", "counsellor", "moderator"])
def test_no_page_shows_the_name_of_the_account(masked, as_person, role):
    _author, discussion, posts = masked
    reader = as_person(role)
    keep(reader, posts[0])
    for address in addresses(discussion, posts):
        page = reader.get(address, status="*")
        assert OWN not in page.text, address
    for address in ("/forum/alltag", "/forum/kept", f"/forum/d/{discussion.id}"):
        assert OTHER in reader.get(address)


def test_an_answer_and_its_quote_name_the_pseudonym(masked, as_person, mailbox):
    _author, discussion, posts = masked
    reader = as_person()
    form = next(
        each
        for each in reader.get(f"/forum/d/{discussion.id}/reply?quote={posts[0].id}").forms.values()
        if "passage" in each.fields
    )
    form["text"] = "Danke!"
    page = form.submit().follow()
    assert f"Antwort auf {OTHER}" in page.html.select_one("#post-3").get_text()
    assert OWN not in page
    for address in ("/notifications", "/forum/mine"):
        assert OWN not in reader.get(address)
    assert not [mail for mail in mailbox if OWN in str(mail)]


def test_without_the_pseudonym_it_is_somebody(masked, as_person, dbsession):
    _author, discussion, _posts = masked
    dbsession.delete(dbsession.scalars(select(Alias)).one())
    dbsession.flush()
    dbsession.expire_all()
    reader = as_person()
    for address in ("/forum/alltag", f"/forum/d/{discussion.id}"):
        page = reader.get(address)
        assert "Jemand" in page
        assert OWN not in page
        assert OTHER not in page
