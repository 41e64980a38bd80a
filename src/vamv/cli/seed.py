"""`vamv seed`: believable demo data in an empty portal."""

import sys

import click
from rich.console import Console

from vamv.cli.context import Portal, config_option
from vamv.cli.demo import DEMO_PASSWORD, PEOPLE, is_empty, seed_core
from vamv.plugins.results import SeedContext


@click.command()
@config_option
def seed(portal: Portal) -> None:
    """Fill an empty portal with invented people and what they wrote. Only for development and rehearsal."""
    if not portal.settings["vamv.development"]:
        raise click.ClickException(
            "demo data is for development: set vamv.development, on a portal of its own"
        )
    console = Console()
    registry = portal.registry
    now = portal.now()
    with portal.transaction(write=True) as session:
        if not is_empty(session):
            click.echo("The portal has people already; demo data is only for an empty one.")
            return
        with console.status("Demo data: people") as status:
            people = seed_core(registry, session, now)
            context = SeedContext(progress=lambda text: status.update(f"Demo data: {text}"), people=people)
            registry["vamv.hooks"].call(
                "vamv_seed", session=session, vault=registry["vamv.vault"], now=now, seed=context
            )
    for trouble in registry["vamv.hooks"].report():
        click.echo(f"{trouble.plugin} has no demo data: {trouble.reason}", err=True)
    _write_logins(portal)


def _write_logins(portal: Portal) -> None:
    lines = "".join(f"  {person.name:<16}  {person.who}\n" for person in PEOPLE if person.who)
    text = (
        f"\nThe portal: {portal.settings['vamv.base_url']}\n"
        f"Demo log-ins, all with the password  {DEMO_PASSWORD}\n{lines}"
        f"The team has a second factor too; what a device would show is printed by\n"
        f'  {sys.argv[0]} user code "Frau Kern"\n\n'
    )
    (portal.data_dir / "demo-logins.txt").write_text(text, encoding="utf-8")
    click.echo(text)
