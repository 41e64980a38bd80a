"""`vamv backup` and `vamv restore`: one file, and proof that it can be restored."""

import hashlib
import json
import os
import subprocess
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import click
from sqlalchemy import func, inspect, select, text
from sqlalchemy.engine import URL, make_url

from vamv import __version__
from vamv.cli.context import Portal, config_option
from vamv.db.engine import make_engine, sqlite_module

MANIFEST = "manifest.json"
DATA = {"sqlite": "database.sqlite", "postgresql": "database.dump"}


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@config_option
def backup(portal: Portal, file: Path) -> None:
    """Write everything but the server key into FILE, and check it by restoring it to a throw-away place."""
    url = make_url(portal.settings["vamv.database_url"])
    if file.exists():
        raise click.ClickException(f"{file} is there already")
    if not _tables(url):
        raise click.ClickException("the database is empty: there is nothing to back up")
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        data = Path(folder) / DATA[url.get_backend_name()]
        _dump(url, data)
        rows = _counts_of(url, data)
        manifest = {
            "vamv": __version__,
            "made_at": portal.now().isoformat(),
            "kind": url.get_backend_name(),
            "rows": rows,
            "sha256": hashlib.sha256(data.read_bytes()).hexdigest(),
        }
        (Path(folder) / MANIFEST).write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        part = Path(folder) / "backup.tar.gz"
        with tarfile.open(part, "w:gz") as archive:
            archive.add(Path(folder) / MANIFEST, MANIFEST)
            archive.add(data, data.name)
        part.chmod(0o600)
        _check(part, url, Path(folder))
        os.replace(part, file)
    click.echo(f"{file}: {sum(rows.values())} rows in {len(rows)} tables, restored and compared.")
    key = portal.settings["vamv.server_key"]
    click.echo(
        f"The server key is not in it: keep a copy of {key} apart, without it the backup opens nothing."
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True))
@config_option
def restore(portal: Portal, file: Path) -> None:
    """Put the backup FILE into the portal's database, which must be empty or not exist."""
    url = make_url(portal.settings["vamv.database_url"])
    if _tables(url):
        raise click.ClickException("the database is not empty: move it away first, nothing is overwritten")
    with tempfile.TemporaryDirectory() as folder:
        manifest, data = _unpack(file, Path(folder))
        if manifest["kind"] != url.get_backend_name():
            raise click.ClickException(
                f"the backup is of {manifest['kind']}, the portal uses {url.get_backend_name()}"
            )
        _load(url, data)
        _compare(manifest, _counts(url))
    click.echo(f"Restored: {sum(manifest['rows'].values())} rows, as of {manifest['made_at']}.")
    click.echo("Run `vamv db upgrade`, then `vamv doctor`. The server key must be the one of that time.")


def _dump(url: URL, target: Path) -> None:
    if url.get_backend_name() == "sqlite":
        # The online copy of SQLite itself: a copy of the file would miss what is in the log.
        module = sqlite_module()
        with (
            closing(module.connect(str(url.database))) as source,
            closing(module.connect(str(target))) as copy,
        ):
            source.backup(copy)
        return
    _run("pg_dump", "--format=custom", f"--file={target}", *_libpq(url), url=url)


def _load(url: URL, data: Path) -> None:
    if url.get_backend_name() == "sqlite":
        target = Path(str(url.database))
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.write_bytes(data.read_bytes())
        target.chmod(0o600)
        return
    _run(
        "pg_restore",
        "--no-owner",
        "--exit-on-error",
        "--single-transaction",
        *_libpq(url),
        str(data),
        url=url,
    )


def _check(archive: Path, url: URL, folder: Path) -> None:
    """Restore an archive to a throw-away place and compare every count; raise ClickException otherwise."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        manifest, data = _unpack(archive, Path(place))
        _compare(manifest, _counts_of(url, data))


def _unpack(file: Path, folder: Path) -> tuple[dict[str, Any], Path]:
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        data = folder / DATA[manifest["kind"]]
        intact = hashlib.sha256(data.read_bytes()).hexdigest() == manifest["sha256"]
    except (tarfile.TarError, OSError, EOFError, KeyError, ValueError) as error:
        raise click.ClickException(f"{file} is not a backup of vamv") from error
    if not intact:
        raise click.ClickException(f"{file} is damaged")
    return manifest, data


def _counts_of(url: URL, data: Path) -> dict[str, int]:
    """Return the rows of each table in dumped data, by loading it where nobody else is."""
    if url.get_backend_name() == "sqlite":
        return _counts(URL.create("sqlite", database=str(data)))
    name = f"vamv_check_{os.getpid()}"
    _run("createdb", *_libpq(url, database=name), url=url)
    try:
        copy = url.set(database=name)
        _load(copy, data)
        return _counts(copy)
    finally:
        _run("dropdb", "--force", *_libpq(url, database=name), url=url)


def _counts(url: URL) -> dict[str, int]:
    engine = make_engine(url.render_as_string(hide_password=False))
    try:
        with engine.connect() as connection:
            if url.get_backend_name() == "sqlite":
                verdict = connection.scalar(text("PRAGMA integrity_check"))
                if verdict != "ok":
                    raise click.ClickException("the copy of the database is damaged")
            return {
                name: connection.scalar(select(func.count()).select_from(text(f'"{name}"'))) or 0
                for name in sorted(inspect(connection).get_table_names())
            }
    finally:
        engine.dispose()


def _tables(url: URL) -> list[str]:
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return []
    return list(_counts(url))


def _compare(manifest: dict[str, Any], counts: dict[str, int]) -> None:
    if manifest["rows"] != counts:
        raise click.ClickException("what was restored is not what was backed up; do not trust this file")


def _libpq(url: URL, database: str | None = None) -> list[str]:
    options = [
        f"--{name}={value}"
        for name, value in (("host", url.host), ("port", url.port), ("username", url.username))
        if value
    ]
    if database is not None:
        return [*options, database]
    return [*options, f"--dbname={url.database}"]


def _run(*command: str, url: URL) -> None:
    environ = {**os.environ, **({"PGPASSWORD": str(url.password)} if url.password else {})}
    try:
        subprocess.run(command, check=True, env=environ, capture_output=True)  # noqa: S603 - fixed programs
    except FileNotFoundError as error:
        raise click.ClickException(f"{command[0]} is missing: install postgresql-client") from error
    except subprocess.CalledProcessError as error:
        raise click.ClickException(
            f"{command[0]} failed: {error.stderr.decode(errors='replace').strip()}"
        ) from error
