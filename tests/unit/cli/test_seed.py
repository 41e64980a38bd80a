"""`vamv seed`: a demo that a newcomer can walk into."""

import pytest
from sqlalchemy import select

from vamv.cli.demo import DEMO_PASSWORD, PEOPLE
from vamv.portal.health import empty_pages
from vamv.security.models import Person, PersonRole


@pytest.fixture
def ini(write_ini, run):
    ini = write_ini()
    run("seed", "--config", ini)
    return ini


def test_everybody_is_there_with_a_role(ini, portal_of):
    with portal_of(ini).transaction(write=False) as session:
        roles = sorted(session.scalars(select(PersonRole.role)))
        assert roles == sorted(person.role for person in PEOPLE)
        assert empty_pages(session) == []


def test_the_log_ins_are_printed_and_kept_for_the_next_start(write_ini, run, tmp_path):
    output = run("seed", "--config", write_ini())
    kept = (tmp_path / "demo-logins.txt").read_text(encoding="utf-8")
    assert kept.strip() in output
    for wanted in (DEMO_PASSWORD, "Leiser Ahorn", "Frau Kern", "Marlene", "Verwaltung", "user code"):
        assert wanted in kept


def test_a_second_time_changes_nothing(ini, run, portal_of):
    assert "has people already" in run("seed", "--config", ini)
    with portal_of(ini).transaction(write=False) as session:
        assert len(session.scalars(select(Person.id)).all()) == len(PEOPLE)


def test_a_portal_for_the_public_gets_no_invented_people(run, write_ini):
    output = run("seed", "--config", write_ini(vamv__development="false"), code=1)
    assert "demo data is for development" in output


def test_plugins_add_their_own(write_ini, run, installed_tiny, portal_of):
    ini = write_ini("tiny")
    run("seed", "--config", ini)
    portal = portal_of(ini)
    with portal.transaction(write=False) as session:
        found = portal.registry["vamv.hooks"].call(
            "vamv_export_person",
            session=session,
            vault=portal.registry["vamv.vault"],
            person_id=session.scalars(select(Person.id)).first(),
        )
    assert found[0].value[0].rows
