"""`vamv user`: the first administrator, and what has to be possible when nobody can sign in."""

from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.accounts.models import SecondFactor
from vamv.accounts.services import invitations, staff
from vamv.accounts.services.registration import name_index
from vamv.accounts.services.second_factor import SEED
from vamv.audit.services import record
from vamv.cli.context import Portal, config_option
from vamv.security.identity import STAFF_ROLES
from vamv.security.models import Person, PersonRole
from vamv.security.people import display_names
from vamv.vault.totp import code_for
from vamv.vault.vault import Vault

MINUTES = int(invitations.CODE_LIVES.total_seconds() // 60)


@click.group()
def user() -> None:
    """Accounts: first-administrator, list, disable, enable, end-sessions, code."""


@user.command("first-administrator")
@config_option
def first_administrator(portal: Portal) -> None:
    """Print a one-time code by which whoever types it becomes administrator."""
    print_first_code(portal)


@user.command("list")
@config_option
def list_(portal: Portal) -> None:
    """List the team, with roles. People who seek advice are never listed."""
    with portal.transaction(write=False) as session:
        on_the_team = select(PersonRole.person_id).where(PersonRole.role.in_(STAFF_ROLES))
        people = session.scalars(select(Person).where(Person.id.in_(on_the_team))).all()
        names = display_names(session, _vault(portal), [person.id for person in people])
        for person in sorted(people, key=lambda person: names.get(person.id, "")):
            roles = ", ".join(sorted(role.role for role in person.roles))
            state = "disabled" if person.disabled_at else ""
            click.echo(f"{names.get(person.id, '-'):<30} {roles:<40} {state}".rstrip())
    if not people:
        click.echo("Nobody yet: `vamv user first-administrator` prints a code.")


@user.command()
@click.argument("name")
@config_option
def disable(portal: Portal, name: str) -> None:
    """Let NAME in no more, at once and everywhere."""
    with portal.transaction(write=True) as session:
        person = _person(session, _vault(portal), name)
        try:
            staff.disable(session, _vault(portal), actor_id=None, person_id=person.id, now=portal.now())
        except staff.LastAdministrator as error:
            raise click.ClickException(
                f"{name} is the last administrator: make another first (`vamv user first-administrator`)"
            ) from error
    click.echo(f"{name} cannot sign in any more.")


@user.command()
@click.argument("name")
@config_option
def enable(portal: Portal, name: str) -> None:
    """Let NAME in again."""
    with portal.transaction(write=True) as session:
        person = _person(session, _vault(portal), name)
        staff.enable(session, _vault(portal), actor_id=None, person_id=person.id, now=portal.now())
    click.echo(f"{name} can sign in again.")


@user.command("end-sessions")
@click.argument("name")
@config_option
def end_sessions(portal: Portal, name: str) -> None:
    """Sign NAME out on all devices."""
    with portal.transaction(write=True) as session:
        person = _person(session, _vault(portal), name)
        ended = staff.end_sessions(
            session, _vault(portal), actor_id=None, person_id=person.id, now=portal.now()
        )
    click.echo(f"{name} is signed out ({ended} devices).")


@user.command()
@click.argument("name")
@config_option
def code(portal: Portal, name: str) -> None:
    """Print the second factor of NAME, as the device of a demo person would show it. Only in development."""
    if not portal.settings["vamv.development"]:
        raise click.ClickException("a second factor is shown by the person's own device alone")
    with portal.transaction(write=False) as session:
        vault = _vault(portal)
        person = _person(session, vault, name)
        factor = session.get(SecondFactor, person.id)
        if factor is None:
            raise click.ClickException(f"{name} has no second factor")
        seed = vault.open(SEED, person.id, factor.seed_sealed)
        click.echo(code_for(seed, portal.now(), factor.last_step))


def has_administrator(session: Session) -> bool:
    """Tell whether somebody looks after the accounts."""
    return (
        session.scalars(select(PersonRole).where(PersonRole.role == staff.ADMINISTRATOR)).first() is not None
    )


def print_first_code(portal: Portal) -> None:
    """Make the code of the first administrator and say where it is typed; it is kept nowhere."""
    with portal.transaction(write=True) as session:
        code = invitations.issue_setup_code(session, _vault(portal), now=portal.now())
        record(session, _vault(portal), actor_id=None, action="accounts.setup-code", now=portal.now())
    address = portal.settings["vamv.base_url"] + portal.path("accounts.first_administrator")
    click.echo(f"The first administrator opens {address}")
    click.echo(f"within {MINUTES} minutes and types this code:\n\n    {code}\n")


def _person(session: Session, vault: Vault, name: str) -> Person:
    person = session.scalars(select(Person).where(Person.name_index == name_index(vault, name))).one_or_none()
    if person is None:
        raise click.ClickException(f"nobody is called {name}")
    return person


def _vault(portal: Portal) -> Any:
    return portal.registry["vamv.vault"]
