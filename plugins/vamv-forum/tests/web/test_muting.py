"""Hiding another member: their posts fold, the way there is on each post, another name stays another name."""

import pytest
from sqlalchemy import select

from vamv.api.orm import new_id
from vamv_forum.models import ALIAS_KIND, Alias, Post

pytestmark = [pytest.mark.plugins("forum"), pytest.mark.settings({"forum.messages": "true"})]


@pytest.fixture
def author(as_person):
    found = as_person()
    found.name = "Blaue Tanne"
    profile = found.get("/account/profile")
    form = next(form for form in profile.forms.values() if "name" in form.fields)
    form["name"] = found.name
    form.submit()
    return found


@pytest.fixture
def post(tell, everyday, author, dbsession):
    discussion = tell(everyday, "Abends allein", "Wie macht ihr das?", by=author)
    return dbsession.scalars(select(Post).where(Post.discussion_id == discussion.id)).one()


@pytest.fixture
def masked(post, author, dbsession, vault):
    """The same post, written as „Nachtfalter“."""
    alias_id = new_id()
    sealed = vault.seal_text(ALIAS_KIND, alias_id, "Nachtfalter")
    dbsession.add(
        Alias(
            id=alias_id,
            discussion_id=post.discussion_id,
            person_id=author.person_id,
            name_sealed=sealed,
            name_key=b"x",
        )
    )
    dbsession.flush()
    post.masked, post.alias_id = True, alias_id
    dbsession.flush()
    return post


def hide(reader, address):
    page = reader.get(address)
    next(form for form in page.forms.values() if "kind" in form.fields).submit(status=303)
    return page


def folded(reader, post):
    return "Beitrag einer Person, die Sie ausgeblendet haben" in reader.get(f"/forum/d/{post.discussion_id}")


def test_the_way_is_on_each_post(as_person, post, author):
    reader = as_person()
    page = reader.get(f"/forum/p/{post.id}/more")
    assert page.click("Person ausblenden").request.path == f"/mute/forum.post/{post.id}"
    assert page.click("Nachricht schreiben").request.path == f"/forum/p/{post.id}/message"
    own = author.get(f"/forum/p/{post.id}/more")
    assert "Person ausblenden" not in own
    assert "Nachricht schreiben" not in own


def test_posts_of_somebody_hidden_are_folded_for_the_one_who_hides(as_person, post):
    reader, other = as_person(), as_person()
    assert "Blaue Tanne" in hide(reader, f"/mute/forum.post/{post.id}")
    assert folded(reader, post)
    assert not folded(other, post)


@pytest.mark.parametrize("kind", ["post", "discussion"])
def test_another_name_is_hidden_without_telling_whose_it_is(as_person, masked, tell, everyday, author, kind):
    reader = as_person()
    object_id = masked.id if kind == "post" else masked.discussion_id
    page = hide(reader, f"/mute/forum.{kind}/{object_id}")
    assert "Nachtfalter" in page
    assert "Blaue Tanne" not in page
    assert folded(reader, masked)
    # What the person writes under their own name stays as it was.
    own = tell(everyday, "Noch etwas", "Unter eigenem Namen", by=author)
    assert "ausgeblendet haben" not in reader.get(f"/forum/d/{own.id}")
    people = reader.get("/account/hidden")
    assert "Nachtfalter" in people
    assert "Blaue Tanne" not in people


def test_hiding_the_account_does_not_tell_its_other_names(
    as_person, masked, tell, everyday, author, dbsession
):
    reader = as_person()
    own = tell(everyday, "Noch etwas", "Unter eigenem Namen", by=author)
    post = dbsession.scalars(select(Post).where(Post.discussion_id == own.id)).one()
    hide(reader, f"/mute/forum.post/{post.id}")
    assert folded(reader, post)
    assert not folded(reader, masked)


def test_nobody_can_be_written_to_under_another_name(as_person, masked):
    reader = as_person()
    assert "Nachricht schreiben" not in reader.get(f"/forum/p/{masked.id}/more")


def test_what_somebody_may_not_read_leads_to_nobody(as_person, post, everyday, dbsession):
    everyday.access = "group"
    dbsession.flush()
    reader = as_person()
    reader.get(f"/mute/forum.post/{post.id}", status=404)
    reader.get(f"/mute/forum.discussion/{post.discussion_id}", status=404)
