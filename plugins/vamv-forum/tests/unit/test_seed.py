"""The demo forum."""

import pytest
from sqlalchemy import func, select

from vamv.api.plugin import SeedContext
from vamv.testing.people import make_person
from vamv_forum.models import Category, Discussion, Post
from vamv_forum.seed import story

pytestmark = pytest.mark.plugins("forum")


def tell(registry, session, now):
    handles = {f"advice_seeker_{number}": "advice_seeker" for number in range(3)}
    handles |= {f"{role}_1": role for role in ("moderator", "counsellor")}
    people = {handle: make_person(registry, session, now, role).person_id for handle, role in handles.items()}
    seed = SeedContext(progress=lambda _text: None, people=people)
    story.tell(session, registry["vamv.vault"], now, seed)
    return seed


def how_many(dbsession, table):
    return dbsession.scalar(select(func.count()).select_from(table))


class TestTold:
    @pytest.fixture
    def fill(self):
        return tell

    def test_it_is_whole_and_told_once(self, dbsession, vault, clock, filled):
        before = [how_many(dbsession, table) for table in (Category, Discussion, Post)]
        assert before[0] == 7
        assert before[1] >= 35
        assert before[2] >= 300
        story.tell(dbsession, vault, clock.now(), filled)
        assert [how_many(dbsession, table) for table in (Category, Discussion, Post)] == before

    def test_nothing_in_it_lies_in_the_future_and_every_count_is_right(self, dbsession, clock, filled):
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
