"""A page of a discussion with everything on it at once: few questions to the database, few bytes."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv.api.moderation import MUTE, mute
from vamv.api.orm import new_id
from vamv.api.security import Identity
from vamv_forum.models import HeldPost, Post, Thanks
from vamv_forum.services import writing

pytestmark = pytest.mark.plugins("forum")

QUERIES = 8
BYTES = 40_000
TEXT = "Das kenne ich gut. " * 28  # 530 characters


def identity(person, role="advice_seeker"):
    return Identity(person.person_id, frozenset({role}), "", "full", person.name, None)


@pytest.fixture
def full(as_person, everyday, make_person, dbsession, vault, clock):
    """A discussion of three pages in which every post differs, and a member who reads it."""
    reader = as_person()
    people = [make_person("advice_seeker", name=f"Birke {each}") for each in range(8)]
    staff = make_person("counsellor", name="Frau Linde")
    first = writing.NewText(TEXT, legal=True)
    common = {"now": clock.now()}
    discussion, opening, _new = writing.open_discussion(
        dbsession, vault, everyday, first, title="Umgang", actor=identity(people[0]), **common
    )
    for number in range(2, 61):
        who, role = (staff, "counsellor") if number % 10 == 0 else (people[number % 8], "advice_seeker")
        text = writing.NewText(
            TEXT,
            alias="Nachtfalter" if number == 7 else "",
            content_warning="Gewalt" if number % 10 == 3 else "",
            quoted_id=opening.id if number % 4 == 0 else None,
            quoted_text="Das kenne ich gut." if number % 4 == 0 else "",
        )
        post, _new = writing.reply(
            dbsession, vault, everyday, discussion, text, actor=identity(who, role), **common
        )
        if number % 6 == 0:
            dbsession.add(Thanks(person_id=reader.person_id, post_id=post.id, created_at=clock.now()))
        if number % 9 == 0:
            post.signed_at, post.signed_by_id = clock.now(), staff.person_id
        if number % 13 == 0:
            post.removed_at = clock.now()
        if number % 17 == 0:
            post.moved_to_id = discussion.id
        if number % 5 == 0:
            post.edited_at = clock.now() + timedelta(minutes=1)
    dbsession.add(
        HeldPost(
            category_id=everyday.id,
            discussion_id=discussion.id,
            author_id=reader.person_id,
            client_id=new_id(),
            source="Ich auch.",
            html="<p>Ich auch.</p>",
            renderer_version=1,
            reason="newcomer",
            created_at=clock.now(),
        )
    )
    mute(
        dbsession,
        vault,
        person_id=reader.person_id,
        other_id=people[1].person_id,
        name="Birke 1",
        kind=MUTE,
        now=clock.now(),
    )
    dbsession.flush()
    return reader, discussion


def test_with_everything_on_it_a_page_asks_little_and_is_small(full, statements):
    reader, discussion = full
    reader.get(f"/forum/d/{discussion.id}")  # what is read once for all requests
    for start in (1, 21, 41):
        with statements() as seen:
            page = reader.get(f"/forum/d/{discussion.id}", {"from": start})
        asked = [each for each in seen if each.startswith("SELECT")]
        assert len(asked) <= QUERIES, "\n\n".join(asked)
        assert len(page.body) <= BYTES
    # All of it was there to be counted.
    assert "Ich auch." in page
    for start, words in (
        (1, ["Nachtfalter", "Antwort auf", "Inhaltshinweis", "Danke gesagt", "Erfahrung, keine"]),
        (1, ["Fachlich bestätigt von Frau Linde", "die Sie ausgeblendet haben", "bearbeitet", "entfernt"]),
        (1, ["anderen Diskussion", "Beratung"]),
    ):
        page = reader.get(f"/forum/d/{discussion.id}", {"from": start})
        for each in words:
            assert each in page


def test_the_words_of_muted_people_are_in_no_quote(full, dbsession):
    reader, discussion = full
    muted = dbsession.scalars(select(Post).where(Post.discussion_id == discussion.id, Post.seq == 9)).one()
    answer = dbsession.scalars(select(Post).where(Post.discussion_id == discussion.id, Post.seq == 11)).one()
    answer.quoted_id, answer.quoted_text = muted.id, "Das kenne ich gut."
    dbsession.flush()
    quote = reader.get(f"/forum/d/{discussion.id}").html.select_one("#post-11 .forum-quote")
    assert quote.get_text() == "Der zitierte Beitrag ist nicht mehr da."


def test_lay_answers_about_the_law_say_so_and_those_of_professionals_do_not(full):
    reader, discussion = full
    page = reader.get(f"/forum/d/{discussion.id}").html
    assert page.select_one("#post-2 .forum-lay")
    assert not page.select_one("#post-10 .forum-lay")
    assert not page.select_one("#post-9 .forum-lay"), "it was confirmed"


def test_posts_that_moved_on_together_are_one_line(as_person, everyday, tell, dbsession):
    discussion, target = tell(everyday, "Von", *"abcdef"), tell(everyday, "Nach", "x")
    for post in dbsession.scalars(select(Post).where(Post.discussion_id == discussion.id)):
        post.moved_to_id = target.id if post.seq in (2, 3, 5) else None
    dbsession.flush()
    page = as_person().get(f"/forum/d/{discussion.id}")
    lines = page.html.select(".forum-moved")
    assert [each["id"] for each in lines] == ["post-2", "post-5"]
    assert "2 Beiträge" in lines[0].get_text()
    assert lines[0].a["href"] == f"/forum/d/{target.id}"
