"""The demo forum."""

import pytest
from sqlalchemy import func, select

from vamv.api.plugin import SeedContext
from vamv_forum.models import Category, Discussion, Post
from vamv_forum.seed import story

pytestmark = pytest.mark.plugins("forum")


@pytest.fixture
def told(dbsession, vault, clock, make_person):
    people = {f"advice_seeker_{number}": make_person().person_id for number in range(3)}
    people |= {f"{role}_1": make_person(role).person_id for role in ("moderator", "counsellor")}
    seed = SeedContext(progress=lambda _text: None, people=people)
    story.tell(dbsession, vault, clock.now(), seed)
    return seed


def how_many(dbsession, table):
    return dbsession.scalar(select(func.count()).select_from(table))


def test_the_story_is_whole_and_told_once(dbsession, vault, clock, told):
    before = [how_many(dbsession, table) for table in (Category, Discussion, Post)]
    assert before[0] == 7
    assert before[1] >= 35
    assert before[2] >= 300
    story.tell(dbsession, vault, clock.now(), told)
    assert [how_many(dbsession, table) for table in (Category, Discussion, Post)] == before


def test_nothing_in_it_lies_in_the_future_and_every_count_is_right(dbsession, vault, clock, told):
    assert dbsession.scalar(select(func.max(Post.created_at))) <= clock.now()
    for discussion in dbsession.scalars(select(Discussion)):
        posts = list(
            dbsession.scalars(select(Post).where(Post.discussion_id == discussion.id).order_by(Post.seq))
        )
        assert [post.seq for post in posts] == list(range(1, discussion.last_seq + 1))
        assert discussion.post_count == sum(post.removed_at is None for post in posts)
        assert discussion.last_post_at == posts[-1].created_at


def test_without_people_there_is_no_story(dbsession, vault, clock):
    story.tell(dbsession, vault, clock.now(), SeedContext())
    assert how_many(dbsession, Category) == 0
