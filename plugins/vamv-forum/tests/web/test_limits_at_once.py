"""Limits and decisions stay exact when two things happen in the same moment."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv.api.moderation import AlreadyDecided
from vamv.api.plugin import Screening
from vamv.api.security import Identity
from vamv.db.engine import writing as for_writing
from vamv.testing.people import make_person
from vamv_forum.hold_policy import Limits, TooManyToday
from vamv_forum.models import PUBLIC, Category, HeldPost, Post
from vamv_forum.services import held, holding, writing
from vamv_forum.services.categories import add_category

pytestmark = pytest.mark.plugins("forum")
AT_ONCE = 8


@pytest.fixture
def place(real_app, clock):
    """An engine, the vault, a category's id, and somebody who writes."""
    engine, vault = for_writing(real_app.registry["vamv.engine"]), real_app.registry["vamv.vault"]
    with Session(engine) as session, session.begin():
        person = make_person(real_app.registry, session, clock.now(), "advice_seeker")
        moderator = make_person(real_app.registry, session, clock.now(), "moderator")
        category = add_category(session, slug="alltag", title="Alltag", description="", access=PUBLIC)
        category_id = category.id
    actor = Identity(person.person_id, frozenset({"advice_seeker"}), "", "full", person.name, None)
    return engine, vault, category_id, actor, moderator.person_id


def send(place, limits, now, text):
    """Send a text as the page does: hold it if it has to wait, write it otherwise."""
    engine, vault, category_id, actor, _moderator = place
    new = writing.NewText(text)
    with Session(engine) as session, session.begin():
        category = session.get_one(Category, category_id)
        waits = holding.hold(
            session,
            vault,
            category,
            None,
            new,
            actor=actor,
            title="Titel",
            limits=limits,
            screening=Screening(),
            now=now,
        )
        if waits is None:
            writing.open_discussion(session, vault, category, new, actor=actor, title="Titel", now=now)
            return None
        return waits.id


def all_at_once(work, things):
    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(work, things))


def test_of_eight_texts_at_once_three_are_kept(place, clock):
    limits = Limits("none", 0, 0, 0, 3)

    def one(number):
        try:
            send(place, limits, clock.now(), f"Text {number}")
        except TooManyToday:
            return False
        return True

    assert sum(all_at_once(one, range(AT_ONCE))) == 3
    with Session(place[0]) as session:
        assert session.scalar(select(func.count(Post.id))) == 3


def test_a_newcomer_is_a_newcomer_until_the_second_post_however_many_come_at_once(place, clock):
    limits = Limits("none", 2, 0, 0, 0)
    all_at_once(lambda _n: send(place, limits, clock.now(), "Siehe https://example.org"), range(AT_ONCE))
    with Session(place[0]) as session:
        assert session.scalar(select(func.count(Post.id))) == 0
        assert session.scalar(select(func.count(HeldPost.id))) == AT_ONCE


def test_of_many_who_release_one_does(place, clock):
    engine, vault, _category, _actor, moderator_id = place
    held_id = send(place, Limits("all", 0, 0, 0, 0), clock.now(), "Nur einmal")

    def release(_number):
        try:
            with Session(engine) as session, session.begin():
                held.release(session, vault, held_id, actor_id=moderator_id, now=clock.now())
        except AlreadyDecided:
            return False
        return True

    assert sum(all_at_once(release, range(4))) == 1
    with Session(engine) as session:
        assert list(session.scalars(select(Post.id))) == [held_id]
