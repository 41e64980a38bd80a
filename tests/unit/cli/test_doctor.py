"""`vamv doctor`: each finding, and the exit code that a monitor looks at."""

import pytest
from sqlalchemy import text

from vamv.jobs.models import Job
from vamv.portal.seed import seed_pages
from vamv.privacy.models import PendingErasure
from vamv.security.models import Person


@pytest.fixture
def change(portal_of):
    """Change the database of an ini: `change(ini, lambda session, now: …)`."""

    def work(ini, do):
        portal = portal_of(ini)
        with portal.transaction(write=True) as session:
            do(session, portal.now())

    return work


def test_a_portal_in_development_is_well_with_warnings(run, write_ini):
    output = run("doctor", "--config", write_ini())
    assert "ERROR" not in output
    assert "warning No mail server" in output
    assert "warning The page imprint is empty" in output
    assert "ok      SQLite 3." in output


def test_pages_that_are_written_are_no_finding(run, write_ini, change):
    ini = write_ini()
    change(ini, seed_pages)
    assert "is empty" not in run("doctor", "--config", ini)


PUBLIC = {"vamv__development": "false", "vamv__base_url": "https://portal.example"}


def test_a_portal_for_the_public_needs_its_pages(run, write_ini):
    assert "ERROR   The page imprint is empty" in run("doctor", "--config", write_ini(**PUBLIC), code=1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"vamv__base_url": "http://portal.example"}, "reached without encryption"),
        ({"pyramid__includes": "pyramid_debugtoolbar"}, "The debug toolbar is on"),
    ],
)
def test_a_portal_for_the_public_without_protection_is_an_error(run, write_ini, change, wrong, said):
    ini = write_ini(**{**PUBLIC, **wrong})
    change(ini, seed_pages)
    assert said in run("doctor", "--config", ini, code=1)


@pytest.mark.parametrize(("user", "code"), [(0, 1), (1000, 0)])
def test_a_portal_for_the_public_does_not_run_as_root(run, write_ini, change, monkeypatch, user, code):
    monkeypatch.setattr("os.geteuid", lambda: user)
    ini = write_ini(**PUBLIC)
    change(ini, seed_pages)
    assert ("runs as root" in run("doctor", "--config", ini, code=code)) is bool(code)


def test_tables_that_are_behind_are_an_error(run, write_ini, installed_tiny, portal_of):
    core_only = portal_of(write_ini()).settings["vamv.database_url"]
    output = run("doctor", "--config", write_ini("tiny", vamv__database_url=core_only), code=1)
    assert "ERROR   The tables of tiny are behind" in output
    assert "vamv db upgrade" in output


def test_data_of_a_plugin_that_is_off_is_a_warning(run, write_ini, installed_tiny, portal_of):
    url = portal_of(write_ini("tiny")).settings["vamv.database_url"]
    output = run("doctor", "--config", write_ini(vamv__database_url=url))
    assert "warning tiny is off, and 3 tables of its data are here" in output
    assert "vamv db purge tiny" in output


def test_an_erasure_that_waits_is_an_error(run, write_ini, change):
    def leave(session, now):
        session.add(Person(id="gone", created_at=now, erased_at=now))
        session.flush()
        session.add(PendingErasure(person_id="gone", plugin="tiny", keep_texts=False, since=now))

    ini = write_ini()
    change(ini, leave)
    assert "ERROR   1 who left are still in the tables of tiny" in run("doctor", "--config", ini, code=1)


def test_a_job_that_was_given_up_is_an_error(run, write_ini, change):
    ini = write_ini()
    change(
        ini,
        lambda session, now: session.add(
            Job(
                name="mail.send",
                payload={},
                run_at=now,
                created_at=now,
                failed_at=now,
                error_type="SMTPException",
            )
        ),
    )
    assert "job mail.send given up (SMTPException)" in run("doctor", "--config", ini, code=1)


def test_what_a_plugin_finds_is_said_with_its_name(run, write_ini, installed_tiny, change):
    ini = write_ini("tiny")
    held = "INSERT INTO tiny_slip (id, text, held, created_at) VALUES ('s', 'x', :yes, :now)"
    change(ini, lambda session, now: session.execute(text(held), {"yes": True, "now": now}))
    assert "warning tiny: 1 held slips" in run("doctor", "--config", ini)


def test_a_plugin_that_cannot_answer_is_an_error(run, write_ini, installed_tiny, change):
    ini = write_ini("tiny")
    change(ini, lambda session, now: session.execute(text("DROP TABLE tiny_thanks")))
    change(ini, lambda session, now: session.execute(text("DROP TABLE tiny_slip")))
    assert "tiny: vamv_check_health fails (OperationalError" in run(
        "doctor", "--config", ini, code=1
    ).replace("ProgrammingError", "OperationalError")


def test_all_settings_are_listed_with_their_defaults(run, write_ini):
    output = run("doctor", "--settings", "--config", write_ini())
    assert "vamv.session_idle_minutes = 30" in output
