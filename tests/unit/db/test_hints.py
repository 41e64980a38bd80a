"""Hints are given after the commit and only then, once for each thing that has changed."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from vamv.db.engine import make_engine, writing
from vamv.db.hints import Hint, announce, publish_with


@pytest.fixture
def given(tmp_path):
    return []


@pytest.fixture
def engine(tmp_path, given):
    engine = make_engine(f"sqlite:///{tmp_path / 'test.sqlite'}")
    publish_with(engine, given.append)
    yield writing(engine)
    engine.dispose()


def test_a_hint_is_given_after_the_commit_and_merged(engine, given):
    with Session(engine) as session, session.begin():
        session.execute(text("SELECT 1"))
        for seq in (1, 3, 2):
            announce(session, "kite_room", "r1", seq)
        announce(session, "person", "p1")
        assert given == []
    assert given == [[Hint("kite_room", "r1", 3), Hint("person", "p1", 0)]]


def test_what_is_rolled_back_is_not_announced(engine, given):
    with Session(engine) as session:
        session.execute(text("SELECT 1"))
        announce(session, "kite_room", "r1", 1)
        session.rollback()
        session.execute(text("SELECT 1"))
        session.commit()
    assert given == []


def test_a_savepoint_announces_nothing_before_the_whole_is_committed(engine, given):
    with Session(engine) as session, session.begin():
        with session.begin_nested():
            session.execute(text("SELECT 1"))
            announce(session, "kite_room", "r1", 1)
        assert given == []
    assert given == [[Hint("kite_room", "r1", 1)]]


def test_a_savepoint_that_is_undone_does_not_silence_the_rest(engine, given):
    with Session(engine) as session, session.begin():
        announce(session, "kite_room", "r1", 1)
        inner = session.begin_nested()
        session.execute(text("SELECT 1"))
        inner.rollback()
    assert Hint("kite_room", "r1", 1) in given[0]


def test_a_plain_read_gives_no_hint(engine, given):
    with Session(engine) as session:
        session.execute(text("SELECT 1"))
        session.commit()
    assert given == []
