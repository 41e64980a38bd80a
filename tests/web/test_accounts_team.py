"""Staff: the first administrator, invitations, roles, a way back in, an end."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from tests.web.accounts_pages import form_for, is_in, sign_in, sign_in_staff

from vamv.accounts.models import Credential, Invitation, PersonKey
from vamv.accounts.services import invitations
from vamv.audit.models import AuditEntry
from vamv.security.models import Person, PersonRole, UserSession

PASSWORD = "kiesel-laterne-obstkorb-wandern-mohn-tasse"


def roles_of(dbsession, person_id):
    return set(dbsession.scalars(select(PersonRole.role).where(PersonRole.person_id == person_id)))


def actions(dbsession):
    return list(dbsession.scalars(select(AuditEntry.action).order_by(AuditEntry.number)))


def set_up(browser, code, name="Verwaltung", password=PASSWORD):
    form = form_for(browser.get("/setup"), "/setup")
    form["code"], form["name"], form["new_password"] = code, name, password
    return form.submit(expect_errors=True)


def invite(admin, *roles):
    form = form_for(admin.get("/team/accounts/invite"), "/team/accounts/invite")
    form["note"] = "Frau Kern"
    for field in form.fields["roles"]:
        field.checked = field._value in roles
    answer = form.submit(expect_errors=True)
    return answer.follow().html.select_one("#link").text if answer.status_int == 303 else answer


def join(browser, link, name="Frau Kern", password=PASSWORD):
    path = link.removeprefix("https://portal.example")
    form = form_for(browser.get(path), path)
    if "name" in form.fields:
        form["name"] = name
    form["new_password"] = password
    return form.submit(expect_errors=True)


@pytest.fixture
def admin(as_person):
    return as_person("administrator")


def test_an_empty_portal_has_no_account_that_opens(browser, dbsession):
    """sec-A15: neither a default name nor a default password."""
    assert dbsession.scalar(select(func.count()).select_from(Credential)) == 0
    for name in ("admin", "administrator", "root", "vamv", "Verwaltung"):
        assert sign_in(browser, name, name, network=f"10.0.{len(name)}.1").status_int == 422


def test_the_first_administrator_comes_in_by_a_code_that_holds_once(
    browser, new_browser, dbsession, vault, clock
):
    """sec-A15"""
    code = invitations.issue_setup_code(dbsession, vault, now=clock.now())
    assert set_up(browser, code).location == "https://portal.example/login/set-up"
    assert set(dbsession.scalars(select(PersonRole.role))) == {"administrator"}
    assert set_up(new_browser(), code, "Noch Eine").status_int == 422
    assert dbsession.scalar(select(func.count()).select_from(Person)) == 1


def test_the_code_of_the_first_administrator_holds_an_hour(browser, dbsession, vault, clock):
    """sec-A15"""
    code = invitations.issue_setup_code(dbsession, vault, now=clock.now())
    clock.advance(timedelta(minutes=60))
    assert set_up(browser, code).status_int == 422


def test_a_new_code_ends_the_one_before(browser, dbsession, vault, clock):
    old = invitations.issue_setup_code(dbsession, vault, now=clock.now())
    invitations.issue_setup_code(dbsession, vault, now=clock.now())
    assert set_up(browser, old).status_int == 422


def test_an_invited_person_joins_with_the_roles_of_the_invitation(admin, new_browser, dbsession):
    link = invite(admin, "moderator", "counsellor")
    joined = new_browser()
    assert join(joined, link).location == "https://portal.example/login/set-up"
    person_id = dbsession.scalars(select(PersonRole.person_id).where(PersonRole.role == "moderator")).one()
    assert roles_of(dbsession, person_id) == {"moderator", "counsellor"}
    assert not is_in(joined)
    assert {"accounts.invited", "accounts.staff-accepted"} <= set(actions(dbsession))


def test_a_link_holds_once(admin, new_browser):
    link = invite(admin, "moderator")
    join(new_browser(), link)
    assert new_browser().get(link.removeprefix("https://portal.example"), status=404)


def test_a_link_holds_seven_days(admin, new_browser, clock):
    link = invite(admin, "moderator")
    clock.advance(timedelta(days=7))
    assert new_browser().get(link.removeprefix("https://portal.example"), status=404)


def test_a_link_that_was_taken_back_opens_nothing(admin, new_browser):
    link = invite(admin, "moderator")
    page = admin.get("/team/accounts")
    assert "Frau Kern" in page.text
    next(form for form in page.forms.values() if form.action.endswith("/withdraw")).submit()
    assert new_browser().get(link.removeprefix("https://portal.example"), status=404)


def test_the_token_of_a_link_is_in_no_row(admin, dbsession):
    token = invite(admin, "moderator").rpartition("/")[2]
    assert token not in repr(dbsession.execute(select(Invitation.__table__)).all())


def test_an_administrator_reads_nothing(admin):
    """The role combines with none that reads what people write."""
    answer = invite(admin, "administrator", "counsellor")
    assert answer.status_int == 422
    assert "liest nichts" in answer.text


def test_roles_change_at_once_and_the_token_with_them(admin, new_browser, make_person, dbsession, clock):
    """sec-B02: the rights come from the database, and an older token does not carry them."""
    person = make_person("moderator")
    theirs = new_browser()
    sign_in_staff(theirs, person, clock)
    before = theirs.token
    clock.advance(timedelta(seconds=5))
    path = f"/team/accounts/{person.person_id}"
    form = form_for(admin.get(path), path)
    for field in form.fields["roles"]:
        field.checked = field._value in ("moderator", "coordinator")
    assert form.submit().status_int == 303
    assert roles_of(dbsession, person.person_id) == {"moderator", "coordinator"}
    assert is_in(theirs)
    assert theirs.token != before
    theirs.set_token(before)
    assert not is_in(theirs)
    assert "accounts.coordinator.granted" in actions(dbsession)


def test_the_last_administrator_stays(admin, dbsession):
    path = f"/team/accounts/{admin.person_id}"
    form = form_for(admin.get(path), path)
    for field in form.fields["roles"]:
        field.checked = field._value == "coordinator"
    assert form.submit(expect_errors=True).status_int == 422
    form_for(admin.get(f"{path}/disable"), f"{path}/disable").submit()
    assert is_in(admin)
    assert roles_of(dbsession, admin.person_id) == {"administrator"}


def reset(admin, person):
    path = f"/team/accounts/{person.person_id}/reset"
    page = form_for(admin.get(path), path).submit().follow()
    return page.html.select_one("#link").text


def test_a_reset_neither_shows_nor_sets_a_password_and_opens_nothing(
    admin, new_browser, make_person, dbsession, vault, clock
):
    """sec-A13: the old ways in are closed, and what was granted to the old key stays closed for the new one."""
    person = make_person("counsellor")
    key = dbsession.get_one(PersonKey, person.person_id)
    grant = vault.grant(person.person_id, key.public, key.public_mac, "case", "case1", b"k" * 32)
    link = reset(admin, person)
    assert sign_in(new_browser(), person.name, person.password).status_int == 422
    recovered = new_browser()
    form = form_for(recovered.get("/recover"), "/recover")
    form["code"] = person.recovery_code
    assert form.submit(expect_errors=True).status_int == 422
    theirs = new_browser()
    assert join(theirs, link).location.endswith("/login/set-up")
    new_key = dbsession.get_one(PersonKey, person.person_id, populate_existing=True)
    assert new_key.generation == 2
    row = dbsession.scalars(select(UserSession).where(UserSession.person_id == person.person_id)).one()
    from vamv.security import sessions
    from vamv.vault.blobs import SealBroken

    new_private = sessions.private_key(vault, row, theirs.token)
    with pytest.raises(SealBroken):
        vault.open_grant(person.person_id, new_private, "case", "case1", grant)
    assert vault.open_grant(person.person_id, person.private_key, "case", "case1", grant)


def test_disabling_ends_every_session_at_once(admin, new_browser, make_person, clock, dbsession):
    """sec-B05"""
    person = make_person("moderator")
    theirs = new_browser()
    sign_in_staff(theirs, person, clock)
    path = f"/team/accounts/{person.person_id}"
    form_for(admin.get(f"{path}/disable"), f"{path}/disable").submit()
    assert not is_in(theirs)
    assert "gesperrt" in sign_in(new_browser(), person.name, person.password).text
    form_for(admin.get(path), f"{path}/enable").submit()
    clock.advance(timedelta(seconds=30))
    sign_in_staff(theirs, person, clock)
    assert is_in(theirs)
    assert {"accounts.disabled", "accounts.enabled"} <= set(actions(dbsession))


def test_an_administrator_signs_somebody_out_everywhere(admin, new_browser, make_person, clock):
    """sec-B06"""
    person = make_person("moderator")
    theirs = new_browser()
    sign_in_staff(theirs, person, clock)
    path = f"/team/accounts/{person.person_id}"
    form_for(admin.get(path), f"{path}/sign-out").submit()
    assert not is_in(theirs)


@pytest.mark.parametrize("role", ["advice_seeker", "moderator", "counsellor", "coordinator", "auditor"])
def test_nobody_else_opens_the_accounts_of_the_team(as_person, make_person, role):
    member = make_person("moderator")
    browser = as_person(role)
    for path in (
        "",
        "/invite",
        f"/{member.person_id}",
        f"/{member.person_id}/reset",
        f"/{member.person_id}/disable",
    ):
        assert browser.get(f"/team/accounts{path}", expect_errors=True).status_int == 403


def test_a_parent_is_nobody_of_the_team(admin, make_person):
    parent = make_person()
    assert admin.get(f"/team/accounts/{parent.person_id}", expect_errors=True).status_int == 404
    assert parent.name not in admin.get("/team/accounts").text


def test_the_pages_of_the_team_show_no_key_and_no_hash(admin, make_person):
    make_person("moderator")
    assert not re.search(r"argon|verifier|[0-9a-f]{64}", admin.get("/team/accounts").text.split("</head>")[1])
