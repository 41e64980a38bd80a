"""Forgetting in time."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from vamv.api.plugin import Screening
from vamv.api.security import Identity
from vamv_forum.hold_policy import Limits
from vamv_forum.models import PUBLIC, Category, Discussion, HeldPost, Post, PostVersion, ReadMark, SearchEntry
from vamv_forum.privacy import retention
from vamv_forum.services import held, holding, visibility, writing
from vamv_forum.services.categories import add_category

pytestmark = pytest.mark.plugins("forum")
WEEK = timedelta(days=7)
MOMENT = timedelta(seconds=1)


@pytest.fixture
def actor(make_person):
    person = make_person()
    return Identity(person.person_id, frozenset({"advice_seeker"}), "", "full", person.name, None)


@pytest.fixture
def told(dbsession, vault, clock, actor):
    """A discussion of two posts."""
    category = add_category(dbsession, slug="alltag", title="Alltag", description="", access=PUBLIC)
    one, two = writing.NewText("eins"), writing.NewText("zwei")
    when = {"actor": actor, "now": clock.now()}
    discussion, first, _new = writing.open_discussion(dbsession, vault, category, one, title="Titel", **when)
    second, _new = writing.reply(dbsession, vault, category, discussion, two, **when)
    return discussion, first, second


def how_many(dbsession, table):
    return dbsession.scalar(select(func.count()).select_from(table))


def test_the_text_of_a_removed_post_goes_after_its_time_and_its_place_stays(dbsession, told, clock):
    discussion, first, second = told
    visibility.remove(dbsession, discussion, second, now=clock.now())
    assert retention.forget_removed(dbsession, clock.now() + WEEK, WEEK) == 0
    assert retention.forget_removed(dbsession, clock.now() + WEEK + MOMENT, WEEK) == 1
    assert retention.forget_removed(dbsession, clock.now() + WEEK + MOMENT, WEEK) == 0
    dbsession.expire_all()
    assert (second.source, second.html, second.seq) == ("", "", 2)
    assert first.source == "eins"
    assert how_many(dbsession, SearchEntry) == 1


def test_the_text_of_a_hidden_post_goes_after_its_time(dbsession, told, clock):
    _discussion, _first, second = told
    visibility.hide_post(dbsession, second.id, now=clock.now(), reason="insult")
    assert retention.forget_hidden(dbsession, clock.now() + WEEK + MOMENT, WEEK) == 1
    dbsession.expire_all()
    assert second.source == ""


def test_a_refused_text_goes_after_its_time_and_one_that_waits_stays(dbsession, vault, told, clock, actor):
    category = dbsession.get(Category, told[0].category_id)
    everybody, nothing = Limits("all", 0, 0, 0, 0), Screening()
    refused, waiting = (
        holding.hold(
            dbsession,
            vault,
            category,
            None,
            writing.NewText(text),
            actor=actor,
            title="Titel",
            limits=everybody,
            screening=nothing,
            now=clock.now(),
        )
        for text in ("eins", "zwei")
    )
    held.hide_text(dbsession, refused.id, now=clock.now(), reason="insult")
    assert retention.forget_refused(dbsession, clock.now() + WEEK, WEEK) == 0
    assert retention.forget_refused(dbsession, clock.now() + WEEK + MOMENT, WEEK) == 1
    assert list(dbsession.scalars(select(HeldPost.id))) == [waiting.id]


def test_a_discussion_removed_as_a_whole_goes_as_a_whole(dbsession, told, clock, actor):
    discussion, _first, _second = told
    discussion.removed_at = clock.now()
    dbsession.flush()
    retention.forget_removed(dbsession, clock.now() + WEEK + MOMENT, WEEK)
    assert [how_many(dbsession, table) for table in (Discussion, Post, SearchEntry, ReadMark)] == [0, 0, 0, 0]


def test_earlier_versions_go_after_their_time(dbsession, told, clock):
    discussion, first, _second = told
    writing.edit(dbsession, discussion, first, text="neu", content_warning="", title=None, now=clock.now())
    assert retention.forget_versions(dbsession, clock.now() + WEEK, WEEK) == 0
    assert retention.forget_versions(dbsession, clock.now() + WEEK + MOMENT, WEEK) == 1
    assert how_many(dbsession, PostVersion) == 0


def test_how_far_somebody_read_is_forgotten_a_year_after_the_last_word(registry, dbsession, told, clock):
    def retain(now):
        answers = registry["vamv.hooks"].call("vamv_apply_retention", session=dbsession, now=now)
        return [answer.value for answer in answers if answer.plugin == "forum"]

    assert retain(clock.now() + timedelta(days=365)) == [0]
    assert retain(clock.now() + timedelta(days=366)) == [1]


def test_the_rules_are_declared_for_the_privacy_page(registry):
    rules = registry["vamv.retention_rules"]
    assert {name: rules[name].period.days for name in rules if name.startswith("forum.")} == {
        "forum.removed": 7,
        "forum.hidden": 180,
        "forum.refused": 180,
        "forum.versions": 180,
        "forum.messages": 365,
    }
