"""What was deleted leaves SQLite's log as well."""

from pathlib import Path

import pytest
from pyramid.config import Configurator
from sqlalchemy.orm import Session

from vamv.db.base import Base
from vamv.db.engine import make_engine, sqlite_module, writing
from vamv.jobs import includeme
from vamv.jobs.directives import JobContext, job_kinds
from vamv.jobs.services import enqueue
from vamv.jobs.upkeep import CheckpointBlocked, checkpoint


@pytest.fixture
def database(tmp_path):
    return tmp_path / "test.sqlite"


@pytest.fixture
def context(database, now):
    config = Configurator()
    engine = config.registry["vamv.engine"] = make_engine(f"sqlite:///{database}")
    includeme(config)
    config.commit()
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        yield JobContext(session, {}, now, config.registry, None)
    engine.dispose()


def write_something(context):
    with Session(writing(context.registry["vamv.engine"])) as session:
        enqueue(session, "a", {}, now=context.now)
        session.commit()


def log_size(database):
    return Path(f"{database}-wal").stat().st_size


def test_the_log_is_emptied_every_hour(context, database):
    assert job_kinds(context.registry)["jobs.checkpoint"].schedule == "hourly"
    write_something(context)
    assert log_size(database) > 0
    checkpoint(context)
    assert log_size(database) == 0


def test_a_log_that_somebody_reads_is_emptied_later(context, database):
    # The same library, or the two would not see one another's locks within one process.
    reader = sqlite_module().connect(database)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM job").fetchone()
    write_something(context)
    with pytest.raises(CheckpointBlocked):
        checkpoint(context)
    reader.close()
    checkpoint(context)
    assert log_size(database) == 0
