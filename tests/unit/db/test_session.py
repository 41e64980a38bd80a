"""A session belongs to the transaction of its request."""

import pytest
from sqlalchemy import delete, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
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


def test_two_sessions_follow_their_own_managers(engine):
    one, other = TransactionManager(explicit=True), TransactionManager(explicit=True)
    one.begin()
    make_session(engine, one, write=True).execute(text("INSERT INTO kite VALUES (1)"))
    one.commit()
    other.begin()
    make_session(engine, other, write=True).execute(text("INSERT INTO kite VALUES (2)"))
    other.abort()
    assert kites(engine) == 1


def test_nobody_commits_past_the_manager(engine):
    manager = TransactionManager(explicit=True)
    manager.begin()
    session = make_session(engine, manager, write=True)
    session.execute(text("INSERT INTO kite VALUES (1)"))
    with pytest.raises(AssertionError):
        session.commit()
    manager.abort()


def test_what_was_flushed_or_changed_in_bulk_is_kept_though_it_was_opened_to_read(engine):
    """A page that asks may still note something: it is kept, and not rolled back unseen."""

    class Base(DeclarativeBase):
        pass

    class Kite(Base):
        __tablename__ = "kite"
        id: Mapped[int] = mapped_column(primary_key=True)

    manager = TransactionManager(explicit=True)
    with manager:
        make_session(engine, manager, write=False).add(Kite(id=1))
    assert kites(engine) == 1
    with manager:
        make_session(engine, manager, write=False).execute(delete(Kite))
    assert kites(engine) == 0
