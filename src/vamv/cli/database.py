"""`vamv db`: bring the schema up to date, write revisions, remove a plugin's data."""

import json
import os
from pathlib import Path
from typing import Any

import click

from vamv.cli.context import Portal, config_option
from vamv.db import migrate, removal, versions
from vamv.privacy.services import finish_pending
from vamv.privacy.tables import dormant_plugins


@click.group()
def db() -> None:
    """The database: upgrade, status, revision, purge."""


@db.command()
@config_option
def upgrade(portal: Portal) -> None:
    """Bring the core's tables, then those of each plugin, up to date."""
    before = {status.name: status.current for status in versions.status(portal.engine, portal.histories)}
    for status in migrate.upgrade(portal.engine, portal.histories):
        changed = "up to date" if before[status.name] == status.current else f"now at {status.current}"
        click.echo(f"{status.name}: {changed}")


@db.command()
@config_option
def status(portal: Portal) -> None:
    """Show where each history stands; exit 1 while one is behind."""
    rows = versions.status(portal.engine, portal.histories)
    for row in rows:
        click.echo(
            f"{row.name:<16} {row.current or 'nothing yet':<40} {'BEHIND' if row.behind else 'up to date'}"
        )
    if any(row.behind for row in rows):
        raise SystemExit(1)


@db.command()
@click.argument("name")
@click.option("-m", "--message", required=True, help="What the revision does, in a few words.")
@config_option
def revision(portal: Portal, name: str, message: str) -> None:
    """Write a revision for NAME (vamv or a plugin) from what its models have changed."""
    history = next((history for history in portal.histories if history.name == name), None)
    if history is None:
        known = ", ".join(each.name for each in portal.histories)
        raise click.ClickException(f"no history is called {name}; there are {known}")
    click.echo(migrate.new_revision(portal.engine, history, message))


@db.command()
@click.argument("name")
@click.option(
    "--export", "export_to", type=click.Path(path_type=Path), help="Write all rows to this file first."
)
@click.option("--yes-i-typed", "typed", help="The plugin's name, for scripts that cannot be asked.")
@config_option
def purge(portal: Portal, name: str, export_to: Path | None, typed: str | None) -> None:
    """Remove all data of the plugin NAME, whether it is installed or not. There is no way back."""
    if name in portal.boot.plugins:
        raise click.ClickException(f"{name} is on: take it out of vamv.plugins first, and restart the portal")
    with portal.engine.connect() as connection:
        counts = removal.counts(connection, name)
        if not counts:
            click.echo(f"There is no data of {name}.")
            return
        for table, rows in counts.items():
            click.echo(f"  {table:<40} {rows:>8} rows")
        if (
            export_to is None
            and typed is None
            and click.confirm("Write the rows to a file first?", default=True)
        ):
            export_to = Path(click.prompt("File", default=f"{name}.jsonl"))
        if export_to is not None:
            _export(export_to, removal.rows(connection, name))
    if (typed if typed is not None else click.prompt(f"Type {name} to remove all of this")) != name:
        raise click.ClickException("nothing was removed")
    removed = removal.purge(portal.engine, name)
    with portal.transaction(write=True) as session:
        gone = finish_pending(
            session,
            portal.registry["vamv.hooks"],
            enabled=portal.boot.plugins.names,
            dormant=dormant_plugins(session, portal.boot.plugins.names),
            now=portal.now(),
        )
    click.echo(f"{name}: {removed} tables removed, and every row of the core that mentioned it")
    if gone:
        click.echo(f"{gone} people who had left are gone for good now.")


def _export(path: Path, rows: Any) -> None:
    try:
        # Readable for nobody else from the first byte on.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise click.ClickException(f"cannot write {path}: {error.strerror}") from error
    with open(descriptor, "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")
    click.echo(f"Written to {path}, readable for you alone.")


def _plain(value: Any) -> str:
    """Return what JSON does not know as text; bytes, which are sealed, in hexadecimal."""
    return value.hex() if isinstance(value, bytes) else str(value)
