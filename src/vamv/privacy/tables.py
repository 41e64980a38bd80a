"""Which tables there are, what they are for, and where a person stands in them."""

from dataclasses import dataclass

from sqlalchemy import Column, Table, inspect
from sqlalchemy.orm import Session

from vamv.db.base import Base
from vamv.plugins.state import plugin_states


@dataclass(frozen=True)
class PersonColumn:
    """A column of the core that refers to a person; `cascades`: its row goes with the person."""

    table: Table
    column: Column[str]
    cascades: bool


def core_tables() -> list[Table]:
    """Return the tables of the core, by name; those of plugins are their own affair."""
    found = {
        mapper.local_table.name: mapper.local_table
        for mapper in Base.registry.mappers
        if mapper.class_.__module__.startswith("vamv.") and isinstance(mapper.local_table, Table)
    }
    return [found[name] for name in sorted(found)]


def person_columns() -> list[PersonColumn]:
    """Return every column of the core that refers to a person."""
    return [
        PersonColumn(table, column, key.ondelete == "CASCADE")
        for table in core_tables()
        for column in table.columns
        for key in column.foreign_keys
        if key.column.table.name == "person"
    ]


def dormant_plugins(session: Session, enabled: tuple[str, ...]) -> list[str]:
    """Return the plugins that are off and have left tables in this database.

    `enabled`: names of those that are on.
    """
    names = inspect(session.connection()).get_table_names()
    return [state.name for state in plugin_states(enabled, (), names) if state.state == "dormant"]
