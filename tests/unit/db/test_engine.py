"""What every connection to SQLite observes, and the turns its writers take."""

import threading
from types import SimpleNamespace

import pytest
from sqlalchemy import column, select, table, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from vamv.db import engine as engines
from vamv.db.engine import UnsafeSQLite, make_engine, sqlite_module, writing


@pytest.fixture
def engine(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'test.sqlite'}")
    with writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE kite (id INTEGER PRIMARY KEY, tail TEXT NOT NULL)"))
        connection.execute(text("CREATE TABLE flight (kite_id INTEGER REFERENCES kite (id))"))
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("trusted_schema", 0),
    ],
)
def test_a_connection_is_durable_and_deletes_what_is_deleted(engine, pragma, value):
    with engine.connect() as connection:
        assert connection.scalar(text(f"PRAGMA {pragma}")) == value


def test_a_question_with_a_limit_is_planned_once(engine):
    planned = []
    kites = select(column("id")).select_from(table("kite")).order_by(column("id"))
    with writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO kite VALUES (1, 'a'), (2, 'b'), (3, 'c')"))
        connection.execute(kites.limit(1))
        # It asks for leave whenever it plans a statement.
        connection.connection.driver_connection.set_authorizer(lambda *_what: planned.append(1) or 0)
        assert connection.scalars(kites.limit(2)).all() == [1, 2]
        first = len(planned)
        assert connection.scalars(kites.limit(3)).all() == [1, 2, 3]
        assert connection.scalars(kites.limit(1).offset(2)).all() == [3]
        assert 0 < len(planned) == first


def test_a_row_that_refers_to_nothing_is_refused(engine):
    with pytest.raises(IntegrityError), writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO flight VALUES (1)"))


def test_an_error_does_not_quote_what_a_person_wrote(engine):
    with pytest.raises(DBAPIError) as caught, writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO kite VALUES (:id, :tail)"), {"id": "Frau Muster", "tail": None})
    assert "Frau Muster" not in str(caught.value)


def test_writers_take_turns_and_readers_do_not_wait(engine):
    order = []
    began = threading.Event()

    def second():
        began.set()
        with writing(engine).begin() as connection:
            order.append("second")
            connection.execute(text("INSERT INTO kite VALUES (2, 'blue')"))

    with writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO kite VALUES (1, 'red')"))
        thread = threading.Thread(target=second)
        thread.start()
        began.wait(5)
        with engine.connect() as reader:
            assert reader.scalar(text("SELECT count(*) FROM kite")) == 0
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]
    with engine.connect() as reader:
        assert reader.scalar(text("SELECT count(*) FROM kite")) == 2


def test_a_writer_that_fails_lets_the_next_one_in(engine):
    with pytest.raises(DBAPIError), writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO nowhere VALUES (1)"))
    with writing(engine).begin() as connection:
        connection.execute(text("INSERT INTO kite VALUES (1, 'red')"))


def test_a_writer_does_not_wait_for_ever(engine, monkeypatch):
    monkeypatch.setattr(engines, "WAIT_FOR_WRITER", 0.01)
    with writing(engine).begin(), pytest.raises(TimeoutError):
        writing(engine).connect().begin()


def test_an_old_sqlite_gives_way_to_the_newer_one_at_hand(monkeypatch):
    monkeypatch.setattr(engines, "sqlite3", SimpleNamespace(sqlite_version_info=(3, 40, 1)))
    assert sqlite_module().sqlite_version_info >= engines.SQLITE_MINIMUM


def test_without_a_safe_sqlite_there_is_no_database(monkeypatch):
    old = SimpleNamespace(sqlite_version_info=(3, 40, 1), sqlite_version="3.40.1")
    monkeypatch.setattr(engines, "sqlite3", old)
    monkeypatch.setattr(engines.pysqlite3, "dbapi2", old)
    with pytest.raises(UnsafeSQLite, match=r"SQLite 3\.40\.1 can corrupt data"):
        sqlite_module()
