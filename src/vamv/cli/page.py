"""`vamv page`: the pages a portal needs before the public may come, written from the command line."""

from pathlib import Path

import click

from vamv.cli.context import Portal, config_option
from vamv.i18n.locales import DEFAULT
from vamv.portal import services
from vamv.portal.texts import PAGES, gaps, initial_text

NAMES = click.Choice(sorted(PAGES))
TITLES = {slug: kind.title.default for slug, kind in PAGES.items()}


@click.group()
def page() -> None:
    """Write Impressum, privacy notice and the other pages that every portal has."""


@page.command()
@click.argument("name", type=NAMES)
def sample(name: str) -> None:
    """Print the text a page begins with; [[double brackets]] mark what to fill in."""
    click.echo(initial_text(name, DEFAULT))


@page.command()
@click.argument("name", type=NAMES)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@config_option
def write(portal: Portal, name: str, file: Path) -> None:
    """Publish the Markdown of FILE as a page; the version before stays in its history."""
    source = file.read_text(encoding="utf-8").strip()
    if not source or gaps(source):
        raise click.ClickException(f"{file} is not finished: {', '.join(gaps(source)) or 'it is empty'}")
    with portal.transaction(write=True) as session:
        row = services.save(
            session,
            slug=name,
            locale=DEFAULT,
            title=TITLES[name],
            source=source,
            actor_id=None,
            now=portal.now(),
        )
        click.echo(f"Published: {TITLES[name]}, version {row.number}.")
