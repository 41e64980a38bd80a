"""How the database gets at the rows: by an index, whatever the forum holds."""

import pytest
from sqlalchemy import event, text

from vamv.api.moderation import Muted
from vamv.api.security import Identity
from vamv.api.web import PageKey
from vamv_forum.models import PUBLIC, Discussion, Post
from vamv_forum.policy import new_since
from vamv_forum.queries.following import followed, to_be_told, watchers
from vamv_forum.queries.lists import ListKey, discussion_list
from vamv_forum.queries.news import something_new
from vamv_forum.queries.places import latest_discussions, posts_from
from vamv_forum.queries.shaping import first_chosen, numbers_between, page_to_choose
from vamv_forum.search import find, index_post, similar
from vamv_forum.search.finding import readable_entries
from vamv_forum.services.categories import add_category

pytestmark = pytest.mark.plugins("forum")


@pytest.fixture
def plan(dbsession, registry):
    """Return SQLite's plan for what `work` asks."""
    if registry["vamv.engine"].dialect.name != "sqlite":
        pytest.skip("the plan depends on statistics of the tables")

    def explain(work):
        asked = []

        def note(_connection, _cursor, statement, parameters, *_rest):
            asked.append((statement, parameters))

        event.listen(registry["vamv.engine"], "before_cursor_execute", note)
        work()
        event.remove(registry["vamv.engine"], "before_cursor_execute", note)
        connection = dbsession.connection()
        return [
            row[3]
            for statement, parameters in asked
            if statement.startswith("SELECT")
            for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        ]

    return explain


@pytest.fixture
def category(dbsession):
    return add_category(dbsession, slug="alltag", title="Alltag", description="", access=PUBLIC)


@pytest.fixture
def discussion(dbsession, category, clock):
    row = Discussion(category_id=category.id, title="T", created_at=clock.now(), last_post_at=clock.now())
    dbsession.add(row)
    dbsession.flush()
    return row


def reads_everything(plan):
    # Categories are few, and what stands in brackets has been cut to a bound by then.
    return [
        step
        for step in plan
        if (step.startswith("SCAN forum_") and not any(word in step for word in ("_category", "INDEX")))
        or "TEMP B-TREE FOR ORDER BY" in step
    ]


def test_a_page_of_a_category_is_read_from_its_index(plan, dbsession, category, discussion):
    for after, before in ((None, None), (ListKey.of(discussion), None), (None, ListKey.of(discussion))):
        steps = plan(
            lambda a=after, b=before: discussion_list(dbsession, category, size=5, after=a, before=b)
        )
        assert any("ix_forum_discussion_list" in step for step in steps), steps
        assert not reads_everything(steps)


def test_what_nobody_has_answered_is_read_from_its_index(plan, dbsession, category, discussion):
    for after, before in ((None, None), (ListKey.of(discussion), None), (None, ListKey.of(discussion))):
        steps = plan(
            lambda a=after, b=before: discussion_list(
                dbsession, category, size=5, after=a, before=b, unanswered=True
            )
        )
        assert any("ix_forum_discussion_unanswered" in step for step in steps), steps
        assert not reads_everything(steps)


def test_posts_to_move_are_read_by_their_numbers(plan, dbsession, discussion):
    for work in (
        lambda: page_to_choose(dbsession, discussion, 51, 50),
        lambda: numbers_between(dbsession, discussion, 3, 900, 500),
        lambda: first_chosen(dbsession, discussion, {7, 9}),
    ):
        steps = plan(work)
        assert any("discussion_id=? AND seq" in step for step in steps), steps
        assert not reads_everything(steps)


def test_a_page_of_posts_is_read_by_their_numbers(plan, dbsession, discussion):
    steps = plan(lambda: posts_from(dbsession, discussion, 21, 20))
    assert any("discussion_id=? AND seq>? AND seq<?" in step for step in steps), steps
    assert not reads_everything(steps)


def test_the_latest_of_each_category_takes_one_row_each(plan, dbsession, category):
    steps = plan(lambda: latest_discussions(dbsession, [category.id]))
    assert not [step for step in steps if step.startswith("SCAN forum_discussion")], steps
    assert not reads_everything(steps), steps
    assert any("category_id=? AND pinned=?" in step for step in steps), steps


def test_what_is_new_is_looked_for_among_the_latest_only(plan, dbsession, clock, make_person):
    person = make_person()
    actor = Identity(person.person_id, frozenset(), "", "full", "", None)
    steps = plan(lambda: something_new(dbsession, actor, new_since(clock.now(), 30), Muted()))
    assert any("ix_forum_discussion_latest" in step and "last_post_at>?" in step for step in steps), steps


def test_the_search_reads_its_indexes_in_order(plan, dbsession, category, discussion, clock):
    post = Post(
        discussion_id=discussion.id,
        seq=1,
        client_id="1",
        source="",
        html="<p>Unterhaltsvorschuss für Zwillinge</p>",
        renderer_version=1,
        created_at=clock.now(),
    )
    dbsession.add(post)
    dbsession.flush()
    index_post(dbsession, post, "Titel")
    for work in (
        lambda: find(dbsession, None, "vorschuss zwilling", limit=20),
        lambda: find(dbsession, None, "vorschuss", limit=20, before=10_000),
        lambda: similar(dbsession, None, "Unterhaltsvorschuss"),
    ):
        steps = plan(work)
        assert any("forum_search_fts VIRTUAL TABLE" in step for step in steps), steps
        assert not reads_everything(steps)


def test_hits_are_read_by_their_numbers_however_many_there_are(plan, dbsession):
    steps = plan(lambda: readable_entries(dbsession, None, range(1, 500), 20))
    assert steps[0].startswith("SEARCH forum_search_entry USING INTEGER PRIMARY KEY"), steps
    assert not reads_everything(steps)


def test_the_indexes_forget_at_once_what_is_deleted(dbsession, registry):
    if registry["vamv.engine"].dialect.name != "sqlite":
        pytest.skip("PostgreSQL has no such option")
    for index in ("forum_search_fts", "forum_search_word_fts"):
        option = text(f"SELECT v FROM {index}_config WHERE k = 'secure-delete'")
        assert dbsession.scalar(option) == 1


def test_those_to_be_told_are_found_a_bounded_number_at_a_time(plan, dbsession, category, discussion):
    steps = plan(lambda: to_be_told(dbsession, discussion, category, after="a", limit=100))
    assert any("ix_forum_subscription_told (discussion_id=? AND person_id>?)" in step for step in steps), (
        steps
    )
    assert not reads_everything(steps)
    steps = plan(lambda: watchers(dbsession, category, after="a", limit=100))
    assert any("ix_forum_category_watch_told (category_id=? AND person_id>?)" in step for step in steps), (
        steps
    )
    assert not reads_everything(steps)


def test_the_list_of_what_somebody_follows_is_read_from_its_index(plan, dbsession, clock, make_person):
    actor = Identity(make_person().person_id, frozenset(), "", "full", "", None)
    for after, before in (
        (None, None),
        (PageKey(clock.now(), "a"), None),
        (None, PageKey(clock.now(), "a")),
    ):
        steps = plan(lambda a=after, b=before: followed(dbsession, actor, size=5, after=a, before=b))
        assert any("ix_forum_subscription_list" in step for step in steps), steps
        assert not reads_everything(steps)
