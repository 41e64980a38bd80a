"""What a plugin has left is removed without the plugin, and nothing of anybody else."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text

from vamv.db import removal
from vamv.db.engine import writing
from vamv.jobs.models import Job
from vamv.security.models import Person
from vamv.statistics.models import MetricCount

NOW = datetime(2026, 11, 25, 21, 40, tzinfo=UTC)
TABLES = (
    "CREATE TABLE kite_alembic_version (version_num VARCHAR(32) PRIMARY KEY)",
    "CREATE TABLE kite_kite (id INTEGER PRIMARY KEY, person_id VARCHAR(26) REFERENCES person (id) ON DELETE CASCADE)",
    "CREATE TABLE kite_flight (kite_id INTEGER REFERENCES kite_kite (id), words TEXT)",
    "CREATE TABLE kitesurf_wave (id INTEGER PRIMARY KEY)",
    "INSERT INTO kite_kite VALUES (1, 'p')",
    "INSERT INTO kite_flight VALUES (1, 'hoch'), (1, 'höher')",
)


@pytest.fixture
def engine(real_engine):
    with writing(real_engine).begin() as connection:
        connection.execute(insert(Person).values(id="p", created_at=NOW))
        for statement in TABLES:
            connection.execute(text(statement))
        for name in ("kite", "kite.fly", "kitesurf.fly", "other.kite"):
            connection.execute(
                insert(Job).values(id=name, name=name, payload={}, run_at=NOW, attempts=0, created_at=NOW)
            )
            connection.execute(
                insert(MetricCount).values(metric=name, day=NOW.date(), dimensions="{}", amount=1)
            )
    return real_engine


def test_it_is_said_how_much_there_is(engine):
    with engine.connect() as connection:
        assert removal.counts(connection, "kite") == {
            "kite_alembic_version": 0,
            "kite_kite": 1,
            "kite_flight": 2,
        }
        assert removal.counts(connection, "ball") == {}


def test_every_row_can_be_written_down_first(engine):
    with engine.connect() as connection:
        rows = list(removal.rows(connection, "kite"))
    assert {"table": "kite_flight", "kite_id": 1, "words": "höher"} in rows
    assert len(rows) == 3


def test_tables_and_mentions_go_and_the_rest_stays(engine):
    assert removal.purge(engine, "kite") == 3
    with engine.connect() as connection:
        assert removal.counts(connection, "kite") == {}
        assert connection.scalar(text("SELECT count(*) FROM kitesurf_wave")) == 0
        assert set(connection.scalars(select(Job.name))) == {"kitesurf.fly", "other.kite"}
        assert set(connection.scalars(select(MetricCount.metric))) == {"kitesurf.fly", "other.kite"}
        assert connection.scalar(select(Person.id)) == "p"


def test_tables_that_only_look_like_a_plugin_stay(engine):
    """Without a version table it was no plugin: `person_role` must not go because somebody types person."""
    assert removal.purge(engine, "person") == 0
    with engine.connect() as connection:
        assert connection.scalar(select(Person.id)) == "p"


def test_the_core_cannot_be_removed(engine):
    with writing(engine).begin() as connection:
        connection.execute(text("CREATE TABLE vamv_alembic_version (version_num VARCHAR(32))"))
        connection.execute(text("CREATE TABLE vamv_thing (id INTEGER)"))
    with pytest.raises(ValueError, match="core"):
        removal.purge(engine, "vamv")


def test_a_full_text_index_goes_with_its_shadow_tables(engine):
    if engine.dialect.name != "sqlite":
        pytest.skip("full-text indexes of PostgreSQL are columns")
    with writing(engine).begin() as connection:
        connection.execute(text("CREATE VIRTUAL TABLE kite_fts USING fts5(words)"))
        connection.execute(text("INSERT INTO kite_fts VALUES ('hoch')"))
    with engine.connect() as connection:
        assert set(removal.counts(connection, "kite")) == {"kite_alembic_version", "kite_kite", "kite_flight"}
        assert len(list(removal.rows(connection, "kite"))) == 3
    removal.purge(engine, "kite")
    with engine.connect() as connection:
        left = connection.scalars(
            text("SELECT name FROM sqlite_master WHERE name LIKE 'kite\\_%' ESCAPE '\\'")
        )
        assert list(left) == []
