"""`vamv user`: the first administrator, and what has to be possible when nobody can sign in."""

import re

import pytest
from sqlalchemy import select

from vamv.accounts.models import Invitation
from vamv.audit.models import AuditEntry
from vamv.security.models import Person, UserSession


@pytest.fixture
def demo(write_ini, run):
    """The ini of a portal with the people of the demo."""
    ini = write_ini()
    run("seed", "--config", ini)
    return ini


def test_the_code_is_printed_with_the_place_to_type_it(run, write_ini, portal_of):
    ini = write_ini()
    output = run("user", "first-administrator", "--config", ini)
    assert "https://portal.example/" in output
    assert "within 60 minutes" in output
    assert re.search(r"^    \S+$", output, re.MULTILINE)
    run("user", "first-administrator", "--config", ini)
    with portal_of(ini).transaction(write=False) as session:
        (only,) = session.scalars(select(Invitation))
        assert only.roles == ["administrator"]
        assert list(session.scalars(select(AuditEntry.action))) == ["accounts.setup-code"] * 2


def test_the_team_is_listed_and_nobody_else(run, demo):
    output = run("user", "list", "--config", demo)
    assert re.search(r"^Frau Kern +counsellor$", output, re.MULTILINE)
    assert "Leiser Ahorn" not in output


def test_an_empty_portal_says_how_to_begin(run, write_ini):
    assert "vamv user first-administrator" in run("user", "list", "--config", write_ini())


def test_somebody_is_let_in_no_more_and_again(run, demo, portal_of):
    run("user", "disable", "frau kern", "--config", demo)
    assert re.search(
        r"^Frau Kern +counsellor +disabled$", run("user", "list", "--config", demo), re.MULTILINE
    )
    run("user", "enable", "Frau Kern", "--config", demo)
    assert "disabled" not in run("user", "list", "--config", demo)


def test_the_last_administrator_stays(run, demo):
    assert "the last administrator" in run("user", "disable", "Verwaltung", "--config", demo, code=1)


def test_nobody_of_that_name_is_said(run, demo):
    for command in ("disable", "enable", "end-sessions", "code"):
        assert "nobody is called Frau Korn" in run("user", command, "Frau Korn", "--config", demo, code=1)


def test_sessions_end_on_all_devices(run, demo, portal_of):
    portal = portal_of(demo)
    with portal.transaction(write=True) as session:
        person = session.scalars(select(Person)).first()
        now = portal.now()
        for number in range(2):
            session.add(
                UserSession(
                    token_hash=bytes([number]) * 32,
                    person_id=person.id,
                    stage="full",
                    created_at=now,
                    token_at=now,
                    last_seen_at=now,
                )
            )
    names = run("user", "end-sessions", "Leiser Ahorn", "--config", demo)
    assert "(2 devices)" in names
    with portal.transaction(write=False) as session:
        assert session.scalars(select(UserSession)).all() == []


def test_a_demo_portal_stands_in_for_the_device(run, demo):
    assert re.fullmatch(r"\d{6}\n", run("user", "code", "Frau Kern", "--config", demo))
    assert "has no second factor" in run("user", "code", "Leiser Ahorn", "--config", demo, code=1)


def test_a_portal_for_the_public_shows_no_second_factor(run, demo, portal_of, write_ini):
    url = portal_of(demo).settings["vamv.database_url"]
    public = write_ini(vamv__development="false", vamv__database_url=url)
    assert "the person's own device alone" in run("user", "code", "Frau Kern", "--config", public, code=1)
