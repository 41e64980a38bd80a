"""Where each distribution's tables stand: read without Alembic, which a portal need not load to start."""

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table

CORE = "vamv"
VERSION_TABLE_ENDING = "_alembic_version"


@dataclass(frozen=True)
class History:
    """The migrations of one distribution: `vamv` or a plugin's short name, and its revision files."""

    name: str
    folder: Path

    @property
    def version_table(self) -> str:
        return f"{self.name}{VERSION_TABLE_ENDING}"


@dataclass(frozen=True)
class Status:
    """Where a history stands: `current` and `head` are revision numbers, None before the first."""

    name: str
    current: str | None
    head: str | None

    @property
    def behind(self) -> bool:
        return self.current != self.head


def histories(plugin_folders: Sequence[tuple[str, Path]]) -> list[History]:
    """Return the core's history and those of the plugins, in the order in which they are applied."""
    core = Path(str(files("vamv.db"))) / "migrations" / "versions"
    return [History(CORE, core), *(History(name, folder) for name, folder in plugin_folders)]


def status(engine: Engine, all_histories: Sequence[History]) -> list[Status]:
    """Return where each history stands in this database."""
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        return [_status(connection, tables, history) for history in all_histories]


def _status(connection: Connection, tables: Sequence[str], history: History) -> Status:
    current = None
    if history.version_table in tables:
        current = connection.scalar(select(column("version_num")).select_from(table(history.version_table)))
    return Status(history.name, current, head(history))


def head(history: History) -> str | None:
    """Return the newest revision of a history: the one no other follows. None without any."""
    revisions = [_names(path) for path in sorted(history.folder.glob("*.py"))]
    followed = {names.get("down_revision") for names in revisions}
    heads = [str(names["revision"]) for names in revisions if names.get("revision") not in {None, *followed}]
    return heads[-1] if heads else None


def _names(path: Path) -> dict[str, object]:
    """Return the constants at the top of a revision file, without running it."""
    return {
        target.id: node.value.value
        for node in ast.parse(path.read_bytes()).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def table_names(engine: Engine) -> list[str]:
    """Return the names of all tables in this database."""
    return inspect(engine).get_table_names()
