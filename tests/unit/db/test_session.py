"""A session belongs to the transaction of its request."""

import pytest
from sqlalchemy import text
from transaction import TransactionManager

from vamv.db.engine import make_engine, writing
from vamv.db.session import make_session


@pytest.fixture
def engine(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'test.sqlite'}")
    with writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE kite (id INTEGER PRIMARY KEY)"))
    yield engine
    engine.dispose()


def kites(engine):
    with engine.connect() as connection:
        return connection.scalar(text("SELECT count(*) FROM kite"))


def test_what_a_session_wrote_is_kept_when_the_transaction_ends_well(engine):
    """Plain SQL too, of which SQLAlchemy does not know whether it changes anything."""
    manager = TransactionManager(explicit=True)
    with manager:
        make_session(engine, manager, write=True).execute(text("INSERT INTO kite VALUES (1)"))
    assert kites(engine) == 1


def test_nothing_is_kept_when_it_does_not(engine):
    manager = TransactionManager(explicit=True)
    manager.begin()
    make_session(engine, manager, write=True).execute(text("INSERT INTO kite VALUES (1)"))
    manager.abort()
    assert kites(engine) == 0
