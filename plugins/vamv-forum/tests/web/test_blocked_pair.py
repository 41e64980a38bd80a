"""Two who share a block: neither finds the other's titles, texts, name or number in the forum (N05, F16)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv.moderation.blocks import BLOCK, MUTE, mute
from vamv.moderation.content import Alias as OtherName
from vamv.notifications.models import Notification
from vamv_forum.models import Alias, Category, Post
from vamv_forum.services import writing
from vamv_forum.services.categories import add_category

from .conftest import identity

pytestmark = pytest.mark.plugins("forum")

HIDDEN = "Lauter Bach"
SECRET = "Zwergziege"


def words(page):
    return " ".join(page.html.select_one("main").get_text(" ").split())


def listed(page):
    """Return what stands in the list of a page."""
    return [" ".join(each.get_text(" ").split()) for each in page.html.select("main ul.list > li")]


@pytest.fixture
def block(dbsession, vault, clock):
    def set_up(one, other, *, kind=BLOCK, alias=None):
        people = {"person_id": one.person_id, "other_id": other.person_id}
        mute(dbsession, vault, **people, name="x", kind=kind, alias=alias, now=clock.now())

    return set_up


@pytest.fixture
def reply(dbsession, vault, clock):
    def write(discussion, category, by, text, **more):
        answer = writing.NewText(text, **more)
        return writing.reply(
            dbsession, vault, category, discussion, answer, actor=identity(by), now=clock.now()
        )

    return write


@pytest.fixture
def people(as_person):
    return as_person(name="Stille Birke"), as_person(name=HIDDEN), as_person(name="Leiser Ahorn")


@pytest.fixture(params=[True, False], ids=["the reader has set it", "the other has set it"])
def pair(request, people, block):
    """Who reads, who must not be there, and a third."""
    reader, hidden, _friend = people
    block(*((reader, hidden) if request.param else (hidden, reader)))
    return people


@pytest.fixture
def evening(tell, reply, dbsession, clock):
    """Let the same be written in two categories, in the first of them with the hidden one."""

    def write(reader, hidden, friend):
        with_them = add_category(dbsession, slug="mit", title="Mit", description="", access="public")
        without = add_category(dbsession, slug="ohne", title="Ohne", description="", access="public")
        found = {each: tell(each, "Umzug", "Wer hilft?", by=friend) for each in (with_them, without)}
        own = tell(with_them, f"{SECRET} sucht Platz", f"{SECRET} allein", by=hidden)
        clock.advance(timedelta(minutes=5))
        reply(found[with_them], with_them, hidden, f"{SECRET} eins")
        for category, discussion in found.items():
            reply(discussion, category, reader, "Ich komme")
            reply(discussion, category, friend, "Danke euch")
        quoted = dbsession.scalars(
            select(Post).where(Post.discussion_id == found[with_them].id, Post.author_id == hidden.person_id)
        ).one()
        reply(found[with_them], with_them, friend, "Zu dir", quoted_id=quoted.id, quoted_text=SECRET)
        reply(found[without], without, friend, "Zu dir")
        clock.advance(timedelta(minutes=8))
        reply(found[with_them], with_them, hidden, f"{SECRET} zwei")
        return found[with_them], found[without], own, quoted

    return write


def test_lists_are_those_of_a_world_without_the_other(pair, evening):
    """Titles, numbers of posts, and when the latest was written."""
    reader, hidden, friend = pair
    evening(reader, hidden, friend)
    seen, expected = listed(reader.get("/forum/mit")), listed(reader.get("/forum/ohne"))
    assert seen == expected
    assert "4 Beiträge" in seen[0]
    index = reader.get("/forum")
    rows = [each.replace("Mit", "Ohne") for each in listed(index)]
    assert rows[0] == rows[1]
    theirs = listed(friend.get("/forum/mit"))
    assert len(theirs) == 2
    assert "6 Beiträge" in "".join(theirs)


def test_no_page_holds_a_word_of_the_other(pair, evening):
    reader, hidden, friend = pair
    discussion, _without, own, _quoted = evening(reader, hidden, friend)
    addresses = (
        "/",
        "/forum",
        "/forum/mit",
        "/forum/mit?show=new",
        "/forum/mit?show=unanswered",
        f"/forum/d/{discussion.id}",
        "/forum/followed",
        "/forum/kept",
        "/forum/mine",
        "/forum/search?q=Zwergziege",
        "/search?q=Zwergziege",
        f"/forum/mit/similar?title={SECRET}+sucht+Platz",
        "/notifications",
    )
    for address in addresses:
        page = reader.get(address)
        main = page.html.select_one("main") or page.html
        for field in main.select("input, textarea, .search-echo"):
            field.extract()
        text = main.get_text(" ").replace(f"„{SECRET}“", "")
        assert HIDDEN not in text, address
        assert f"{SECRET} eins" not in text, address
        assert f"{SECRET} zwei" not in text, address
        assert f"{SECRET} allein" not in text, address
        assert "sucht Platz" not in text, address
    page = words(reader.get(f"/forum/d/{discussion.id}"))
    assert "Danke euch" in page
    assert "Der zitierte Beitrag ist nicht mehr da" in page
    assert "ausgeblendet" not in page
    assert HIDDEN in words(friend.get(f"/forum/d/{discussion.id}"))
    reader.get(f"/forum/d/{own.id}", status=404)
    friend.get(f"/forum/d/{own.id}", status=200)


def test_the_post_of_the_other_looks_like_one_that_was_removed(pair, evening, dbsession):
    reader, hidden, friend = pair
    discussion, _without, _own, post = evening(reader, hidden, friend)
    page = reader.get(f"/forum/d/{discussion.id}")
    before = page.html.select_one(f"#post-{post.seq}").decode()
    for address in ("/more", "/history", "/edit"):
        reader.get(f"/forum/p/{post.id}{address}", status=404)
    assert f"/forum/d/{discussion.id}" in reader.get(f"/forum/p/{post.id}", status=303).location
    post.removed_at = post.created_at
    dbsession.flush()
    assert reader.get(f"/forum/d/{discussion.id}").html.select_one(f"#post-{post.seq}").decode() == before


def test_whoever_blocks_from_a_post_gets_on_and_finds_the_other_gone(
    people, tell, everyday, reply, dbsession
):
    """From an answer back to the discussion, from a discussion of the other's to its category."""
    reader, hidden, friend = people
    answered, theirs = (
        tell(everyday, name, "Wer hilft?", by=by) for name, by in (("A", friend), ("B", hidden))
    )
    reply(answered, everyday, hidden, "Ich nicht")
    for discussion, seq, expected in ((answered, 2, f"/forum/d/{answered.id}"), (theirs, 1, "/forum/alltag")):
        wanted = (Post.discussion_id == discussion.id, Post.seq == seq)
        page = reader.get(f"/mute/forum.post/{dbsession.scalars(select(Post).where(*wanted)).one().id}")
        form = next(form for form in page.forms.values() if "kind" in form.fields)
        form["kind"] = BLOCK
        page = form.submit(status=303)
        while page.status_int == 303:
            page = page.follow()
        assert page.request.path == expected
    own = tell(everyday, "C", "Nur für andere", by=reader)
    opening = dbsession.scalars(select(Post).where(Post.discussion_id == own.id)).one()
    hidden.get(f"/forum/p/{opening.id}", status=404)
    hidden.get(f"/forum/d/{own.id}", status=404)


def test_nobody_is_told_of_what_the_other_writes(pair, evening, dbsession, work, reply):
    """No notification of an answer, of a new discussion, of being called by name; so no digest either."""
    reader, hidden, friend = pair
    discussion, _without, _own, _post = evening(reader, hidden, friend)
    token = {"csrf_token": reader.csrf_token}
    reader.post("/forum/mit/watch", {**token, "on": "1"}, status="*")
    work()
    dbsession.query(Notification).delete()
    reply(discussion, dbsession.get_one(Category, discussion.category_id), hidden, "@Stille Birke hallo")
    work()
    told = dbsession.scalars(select(Notification).where(Notification.person_id == reader.person_id)).all()
    assert told == []


def test_another_name_is_not_told_apart_by_a_block_of_the_account(
    people, block, tell, everyday, reply, dbsession
):
    """Hiding it too would tell whose it is; a block of the name itself hides just that."""
    reader, hidden, friend = people
    discussion = tell(everyday, "Umzug", "Wer hilft?", by=friend)
    reply(discussion, everyday, hidden, "Unter anderem Namen", alias="Roter Faden")
    block(reader, hidden)
    assert "Roter Faden" in words(reader.get(f"/forum/d/{discussion.id}"))
    alias = dbsession.scalars(select(Alias)).one()
    block(reader, hidden, alias=OtherName("Roter Faden", alias.id))
    page = words(reader.get(f"/forum/d/{discussion.id}"))
    assert "Roter Faden" not in page
    assert "Unter anderem Namen" not in page


def test_merely_hiding_somebody_folds_their_posts_for_oneself_only(people, block, tell, everyday, reply):
    reader, hidden, friend = people
    discussion = tell(everyday, "Umzug", "Wer hilft?", by=friend)
    reply(discussion, everyday, hidden, "Ich nicht")
    reply(discussion, everyday, reader, "Ich schon")
    block(reader, hidden, kind=MUTE)
    assert "Trotzdem lesen" in words(reader.get(f"/forum/d/{discussion.id}"))
    assert "Ich schon" in words(hidden.get(f"/forum/d/{discussion.id}"))


def test_what_former_members_wrote_stays(people, block, tell, everyday, reply, dbsession):
    """In the number of posts, in the time of the latest, and among what somebody keeps."""
    reader, hidden, friend = people
    discussion = tell(everyday, "Umzug", "Wer hilft?", by=friend)
    reply(discussion, everyday, hidden, "Ich nicht")
    reply(discussion, everyday, friend, "Danke")
    posts = dbsession.scalars(
        select(Post).where(Post.discussion_id == discussion.id).order_by(Post.seq)
    ).all()
    last = posts[-1].id
    token = {"csrf_token": reader.csrf_token}
    reader.post(f"/forum/p/{last}/keep", token, status=303)
    posts[0].author_id = posts[-1].author_id = None
    dbsession.flush()
    block(reader, hidden)
    assert "2 Beiträge" in listed(reader.get("/forum/alltag"))[0]
    assert "Danke" in words(reader.get("/forum/kept"))


def test_what_staff_write_as_staff_is_there_for_everybody(people, block, tell, everyday, dbsession):
    reader, hidden, _friend = people
    discussion = tell(everyday, "Regeln", "Bitte lesen.", by=hidden, role="moderator")
    block(hidden, reader)
    assert "Bitte lesen." in words(reader.get(f"/forum/d/{discussion.id}"))
