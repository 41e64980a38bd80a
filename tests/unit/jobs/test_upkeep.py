"""The core's own jobs: what was deleted leaves SQLite's log as well, and the audit log is looked after."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pyramid.config import Configurator
from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.audit.export import read_heads
from vamv.audit.models import AuditEntry
from vamv.audit.services import current_head, record
from vamv.db.base import Base
from vamv.db.engine import make_engine, sqlite_module, writing
from vamv.jobs import includeme
from vamv.jobs.directives import JobContext, job_kinds
from vamv.jobs.services import enqueue
from vamv.jobs.upkeep import CheckpointBlocked, checkpoint
from vamv.vault.server_key import KeyRing, ServerKey
from vamv.vault.vault import Vault


@pytest.fixture
def database(tmp_path):
    return tmp_path / "test.sqlite"


@pytest.fixture
def context(database, now):
    config = Configurator(settings={})
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


def test_the_end_of_the_audit_log_is_carried_elsewhere_every_hour(context, tmp_path, now):
    vault = Vault(KeyRing(ServerKey(1, bytes(range(32)))))
    kind = job_kinds(context.registry)["audit.export_head"]
    assert kind.schedule == "hourly"
    context.registry.settings["vamv.audit_heads"] = str(tmp_path / "heads")
    kind.callable(context)
    assert read_heads(tmp_path / "heads") == []
    record(context.session, vault, actor_id=None, action="a", now=now)
    kind.callable(context)
    assert read_heads(tmp_path / "heads") == [current_head(context.session)]
    context.registry.settings["vamv.audit_heads"] = ""
    kind.callable(context)


def test_the_audit_log_is_kept_for_a_year(context, now):
    vault = Vault(KeyRing(ServerKey(1, bytes(range(32)))))
    later = replace(context, vault=vault, now=now + timedelta(days=366))
    record(context.session, vault, actor_id=None, action="old", now=now)
    record(context.session, vault, actor_id=None, action="new", now=now + timedelta(days=2))
    kind = job_kinds(context.registry)["audit.prune"]
    assert kind.schedule == "daily"
    kind.callable(later)
    assert list(context.session.scalars(select(AuditEntry.action))) == ["new"]
