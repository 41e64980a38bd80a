"""Removing a plugin's data without the plugin: its tables, and what the core remembers of it."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Connection, Engine, MetaData, delete, func, inspect, or_, select, text

from vamv.db.base import NAMES_PLUGIN, Base
from vamv.db.engine import writing
from vamv.db.versions import CORE, VERSION_TABLE_ENDING


def counts(connection: Connection, name: str) -> dict[str, int]:
    """Return how many rows each table of the plugin holds; empty when it has left none."""
    return {
        table: connection.scalar(select(func.count()).select_from(text(f'"{table}"'))) or 0
        for table in _tables(connection, name)
        if not _is_index(table)
    }


def rows(connection: Connection, name: str) -> Iterator[dict[str, Any]]:
    """Return every row of the plugin as a dictionary with the name of its table."""
    for table in _tables(connection, name):
        if _is_index(table):
            continue
        for row in connection.execute(select(text("*")).select_from(text(f'"{table}"'))).mappings():
            yield {"table": table, **row}


def purge(engine: Engine, name: str) -> int:
    """Remove all tables of the plugin and each row of the core that mentions it; return how many tables.

    Raises ValueError for the core itself.
    """
    if name == CORE:
        raise ValueError("the core is no plugin")
    with writing(engine).begin() as connection:
        tables = _tables(connection, name)
        # The shadow tables of a full-text index go with the index and cannot be dropped alone.
        indexes = [table for table in tables if table.endswith("_fts")]
        for table in indexes:
            connection.execute(text(f'DROP TABLE "{table}"'))
        metadata = MetaData()
        remaining = _tables(connection, name)
        # Tables of the core come along as targets of foreign keys; only the plugin's own are dropped.
        metadata.reflect(connection, only=remaining)
        metadata.drop_all(connection, tables=[metadata.tables[table] for table in remaining])
        for column in _naming_columns():
            mentions = or_(column == name, column.startswith(f"{name}.", autoescape=True))
            connection.execute(delete(column.table).where(mentions))
    return len(tables)


def _naming_columns() -> list[Column[str]]:
    columns = [column for table in Base.metadata.sorted_tables for column in table.columns]
    return [column for column in columns if NAMES_PLUGIN.items() <= column.info.items()]


def _is_index(table: str) -> bool:
    """Tell whether this belongs to a full-text index, which holds what other tables hold already."""
    return "_fts" in table


def _tables(connection: Connection, name: str) -> list[str]:
    names = inspect(connection).get_table_names()
    own = [table for table in names if table.startswith(f"{name}_")]
    return own if f"{name}{VERSION_TABLE_ENDING}" in own else []
