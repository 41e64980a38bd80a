"""`vamv db`."""

import json

import pytest
from sqlalchemy import select, text

from vamv.db.versions import table_names
from vamv.jobs.models import Job
from vamv.jobs.services import enqueue
from vamv.privacy.models import PendingErasure
from vamv.security.models import Person

pytestmark = pytest.mark.usefixtures("installed_tiny")


def test_upgrade_makes_the_tables_of_core_and_plugins(run, write_ini, portal_of):
    ini = write_ini("tiny", empty=True)
    assert "tiny: now at" in run("db", "upgrade", "--config", ini)
    assert "tiny: up to date" in run("db", "upgrade", "--config", ini)
    assert {"person", "tiny_slip", "vamv_alembic_version", "tiny_alembic_version"} <= set(
        table_names(portal_of(ini).engine)
    )


def test_status_tells_by_its_exit_code_whether_something_is_behind(run, write_ini):
    ini = write_ini("tiny", empty=True)
    assert "BEHIND" in run("db", "status", "--config", ini, code=1)
    run("db", "upgrade", "--config", ini)
    assert "BEHIND" not in run("db", "status", "--config", ini)


def test_a_revision_for_an_unknown_history_names_those_that_exist(run, write_ini):
    output = run("db", "revision", "kite", "-m", "Add a tail.", "--config", write_ini("tiny"), code=1)
    assert "there are vamv, tiny" in output


def test_a_plugin_that_is_on_is_not_purged(run, write_ini):
    assert "take it out of vamv.plugins first" in run(
        "db", "purge", "tiny", "--config", write_ini("tiny"), code=1
    )


def test_where_a_plugin_has_left_nothing_there_is_nothing_to_purge(run, write_ini):
    assert "no data of kite" in run("db", "purge", "kite", "--config", write_ini())


@pytest.fixture
def left(write_ini, portal_of):
    """The ini of a portal from which the tiny plugin was taken out after it had data."""
    before = portal_of(write_ini("tiny"))
    with before.transaction(write=True) as session:
        now = before.now()
        session.add_all([Person(id="gone", created_at=now, erased_at=now), Person(id="here", created_at=now)])
        session.flush()
        session.add(PendingErasure(person_id="gone", plugin="tiny", keep_texts=False, since=now))
        slip = text(
            "INSERT INTO tiny_slip (id, author_id, text, held, created_at) VALUES (:id, :id, 'Hallo', :no, :now)"
        )
        session.execute(slip, {"id": "gone", "no": False, "now": now})
        enqueue(session, "tiny.tell", {"slip": "gone"}, now=now)
    return write_ini(vamv__database_url=before.settings["vamv.database_url"])


def test_purge_shows_what_would_go_and_wants_the_name_typed(run, left, portal_of):
    output = run("db", "purge", "tiny", "--config", left, answers=["n", "tinny"], code=1)
    assert "nothing was removed" in output
    assert "tiny_slip" in output
    assert "tiny_slip" in table_names(portal_of(left).engine)


def test_purge_exports_first_where_that_is_wanted(run, left, tmp_path):
    run("db", "purge", "tiny", "--config", left, answers=["y", "slips.jsonl", "tiny"])
    rows = [json.loads(line) for line in (tmp_path / "slips.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["text"] for row in rows if row["table"] == "tiny_slip"] == ["Hallo"]
    assert (tmp_path / "slips.jsonl").stat().st_mode & 0o777 == 0o600


def test_an_export_overwrites_nothing_and_then_nothing_is_removed(run, left, tmp_path, portal_of):
    (tmp_path / "slips.jsonl").write_text("keep", encoding="utf-8")
    output = run("db", "purge", "tiny", "--config", left, "--export", "slips.jsonl", answers=["tiny"], code=1)
    assert "cannot write slips.jsonl" in output
    assert "tiny_slip" in table_names(portal_of(left).engine)


def test_purge_leaves_no_table_no_mention_and_nobody_who_had_left(run, left, portal_of):
    assert "1 people who had left are gone" in run(
        "db", "purge", "tiny", "--config", left, "--yes-i-typed", "tiny"
    )
    portal = portal_of(left)
    assert [name for name in table_names(portal.engine) if "tiny" in name] == []
    with portal.transaction(write=False) as session:
        assert list(session.scalars(select(Person.id))) == ["here"]
        assert list(session.scalars(select(PendingErasure.plugin))) == []
        assert list(session.scalars(select(Job.name))) == []
