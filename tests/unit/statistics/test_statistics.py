"""Counters: they add up, survive everything and point at nobody."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationConflictError
from sqlalchemy import select
from sqlalchemy.orm import sessionmaker

from vamv.db.engine import writing
from vamv.statistics import includeme
from vamv.statistics.directives import Metric, metrics
from vamv.statistics.models import MetricCount
from vamv.statistics.report import SMALLEST, _metric_report, report
from vamv.statistics.services import count

NOW = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
TODAY = date(2026, 11, 25)
POSTS = Metric("forum.posts", "Beiträge", "Alle Beiträge", ("topic",))


@pytest.fixture
def write(real_engine):
    return sessionmaker(writing(real_engine)).begin


def figures(session, first=TODAY, last=TODAY):
    (found,) = report(session, [POSTS], first, last)
    return found.total, [(row.dimensions, row.amount) for row in found.rows]


def test_counters_add_up_by_dimension(write):
    with write() as session:
        for topic, amount in (("money", 5), ("law", 6), ("money", 2)):
            count(session, "forum.posts", now=NOW, amount=amount, topic=topic)
        count(session, "forum.likes", now=NOW, amount=99)
        assert figures(session) == (13, [({"topic": "law"}, 6), ({"topic": "money"}, 7)])


def test_what_is_rolled_back_is_not_counted(write):
    with write() as session:
        count(session, "forum.posts", now=NOW, topic="law")
        session.rollback()
    with write() as session:
        assert figures(session) == (0, [])


def test_a_day_is_a_day_in_germany_and_a_period_includes_both_ends(write):
    with write() as session:
        count(session, "forum.posts", now=NOW + timedelta(hours=3), amount=10)  # 00:30 the next day
        assert figures(session) == (0, [])
        assert figures(session, TODAY, TODAY + timedelta(days=1)) == (10, [({}, 10)])
        assert figures(session, TODAY + timedelta(days=1), TODAY + timedelta(days=1)) == (10, [({}, 10)])


def test_counting_at_the_same_time_loses_nothing(write):
    def work():
        for _ in range(25):
            with write() as session:
                count(session, "forum.posts", now=NOW)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with write() as session:
        assert session.scalars(select(MetricCount.amount)).all() == [100]


@pytest.mark.parametrize("value", ["w22ndrp5xjma2ipldeqspnquay", "my own words", "", "ä", "x" * 26, "a\n"])
def test_nothing_that_could_be_a_person_is_accepted_as_a_dimension(write, value):
    with write() as session, pytest.raises(ValueError, match="not one word"):
        count(session, "forum.posts", now=NOW, topic=value)


def shown(**cells):
    found = _metric_report(POSTS, {f'{{"topic":"{topic}"}}': amount for topic, amount in cells.items()})
    return found.total, {row.dimensions["topic"]: row.amount for row in found.rows}


def test_small_figures_are_not_shown_and_cannot_be_worked_out():
    assert shown(a=7, b=9) == (16, {"a": 7, "b": 9})
    assert shown(a=3, b=9, c=20) == (32, {"a": None, "b": None, "c": 20})
    assert shown(a=3, b=4, c=20) == (27, {"a": None, "b": None, "c": 20})
    assert shown(a=1, b=1, c=20, d=30) == (52, {"a": None, "b": None, "c": None, "d": 30})
    assert shown(a=2, b=1) == (None, {"a": None, "b": None})
    assert shown(a=4) == (None, {"a": None})
    assert shown() == (0, {})


@given(st.lists(st.integers(1, 30), max_size=8))
def test_what_is_hidden_is_never_small_nor_alone(amounts):
    found = _metric_report(POSTS, {f'{{"topic":"{n}"}}': amount for n, amount in enumerate(amounts)})
    visible = [row.amount for row in found.rows if row.amount is not None]
    assert all(amount >= SMALLEST for amount in visible)
    hidden = len(found.rows) - len(visible)
    if found.total is not None and hidden:
        assert hidden > 1
        assert found.total - sum(visible) >= SMALLEST


def test_a_metric_is_declared_once():
    config = Configurator()
    config.include(includeme)
    config.add_metric("forum.posts", "Beiträge", "Alle Beiträge", dimensions=("topic",))
    config.commit()
    assert metrics(config.registry) == {"forum.posts": POSTS}

    config.add_metric("a", "b", "c")
    config.add_metric("a", "b", "d")
    with pytest.raises(ConfigurationConflictError):
        config.commit()
