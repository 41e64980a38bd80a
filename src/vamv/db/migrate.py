"""Migrations: a history and a version table per distribution, the core first, then the plugins in order.

A shared version table was tried: once a plugin's package is gone, every command fails for everybody.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, Engine, MetaData, text

from vamv.db.base import Base
from vamv.db.engine import writing
from vamv.db.versions import CORE, VERSION_TABLE_ENDING, History, Status, status


class BrokenReferences(RuntimeError):
    """A migration has left rows that refer to nothing; it was undone. `tables`: where they are."""

    def __init__(self, tables: Sequence[str]) -> None:
        self.tables = tuple(tables)
        super().__init__(f"the migration would leave rows that refer to nothing in {', '.join(tables)}")


def owned_tables(history: History) -> Callable[[str | None], bool]:
    """Return a test whether a table belongs to `history`: by prefix for a plugin, by module for the core."""

    def owns(table: str | None) -> bool:
        # The shadow tables of a full-text index are made by the index, not by a model.
        if table is None or table.endswith(VERSION_TABLE_ENDING) or "_fts" in table:
            return False
        return table in core if history.name == CORE else table.startswith(f"{history.name}_")

    core = _core_tables()
    return owns


def compared(owns: Callable[[str | None], bool], dialect: str) -> Callable[..., bool]:
    """Return Alembic's `include_object`: own tables, and no index that is made for another database only.

    Such an index says so: `Index(…, info={"dialect": "postgresql"})`.
    """

    def include(thing: Any, name: str | None, type_: str, _reflected: bool, _other: Any) -> bool:
        if type_ == "index":
            return thing.info.get("dialect", dialect) == dialect
        return type_ != "table" or owns(name)

    return include


def _core_tables() -> set[str]:
    # Models of a plugin may be imported without the plugin being switched on, as in a test run.
    return {
        mapper.local_table.name  # type: ignore[attr-defined]
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith("vamv.")
    }


def _config(connection: Connection, history: History) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(str(files("vamv.db"))) / "migrations"))
    config.set_main_option("version_locations", str(history.folder))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("file_template", "%%(year)d%%(month).2d%%(day).2d_%%(slug)s")
    config.attributes.update(
        connection=connection,
        version_table=history.version_table,
        metadata=Base.metadata,
        owns=owned_tables(history),
        compared=compared(owned_tables(history), connection.dialect.name),
    )
    return config


@contextmanager
def _begin(engine: Engine) -> Iterator[Connection]:
    """Open the transaction of a migration.

    SQLite cannot alter most things: Alembic copies the table and drops the old one. With foreign keys on,
    that drop would delete every row that refers to it, so they are off meanwhile and checked at the end.
    """
    with writing(engine).connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                yield connection
            return
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                yield connection
                broken = connection.execute(text("PRAGMA foreign_key_check")).all()
                if broken:
                    raise BrokenReferences(sorted({str(row[0]) for row in broken}))
        finally:
            driver.execute("PRAGMA foreign_keys = ON")


def upgrade(engine: Engine, all_histories: Sequence[History], revision: str = "head") -> list[Status]:
    """Bring every history to its head, core first, and return where each stands now."""
    for history in all_histories:
        with _begin(engine) as connection:
            command.upgrade(_config(connection, history), revision)
    return status(engine, all_histories)


def downgrade(engine: Engine, history: History, revision: str = "base") -> None:
    """Take one history back to `revision`; `base` removes all its tables, version table included."""
    with _begin(engine) as connection:
        command.downgrade(_config(connection, history), revision)
        if revision == "base":
            connection.execute(text(f'DROP TABLE IF EXISTS "{history.version_table}"'))


def new_revision(engine: Engine, history: History, message: str) -> Path:
    """Write a revision file for one history from the difference between models and database."""
    with _begin(engine) as connection:
        script: Any = command.revision(
            _config(connection, history),
            message,
            autogenerate=True,
            version_path=str(history.folder),
        )
    return Path(script.path)


def differences(engine: Engine, history: History) -> list[Any]:
    """Return what autogenerate would still change: empty when models and migrations agree."""
    owns = owned_tables(history)
    metadata: MetaData = Base.metadata
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_name": lambda name, type_, _parents: type_ != "table" or owns(name),
                "include_object": compared(owns, engine.dialect.name),
                "version_table": history.version_table,
            },
        )
        return compare_metadata(context, metadata)
