"""Puts many rows into a database in a short time, past the ORM, its safety nets taken down."""

from collections.abc import Iterable
from itertools import chain, islice
from typing import Any

from sqlalchemy import Engine, Table

from vamv.db.engine import sqlite_module

BATCH = 5_000


class Bulk:
    """A context in which rows are written; indexes for searching are made at its end, all at once."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kind: Any = _SQLite if engine.dialect.name == "sqlite" else _PostgreSQL

    def __enter__(self) -> "Bulk":
        self._engine.dispose()
        self._to = self._kind(self._engine)
        return self

    def __exit__(self, kind: Any, *_error: Any) -> None:
        if kind is None:
            self._to.finish()
        self._to.connection.close()

    def insert(self, table: Table, rows: Iterable[dict[str, Any]]) -> None:
        """Insert rows with the same keys; every other column gets its default."""
        rows = iter(rows)
        first = next(rows)
        columns = [column for column in table.columns if column.name in first or column.default is not None]
        convert = [
            (column.name, column.type.dialect_impl(self._engine.dialect).bind_processor(self._engine.dialect))
            for column in columns
        ]
        constants = {
            column.name: column.default.arg  # type: ignore[union-attr]
            for column in columns
            if column.name not in first
        }
        values = (
            [process(row[name]) if process else row[name] for name, process in convert]
            for row in (constants | each for each in chain([first], rows))
        )
        while batch := list(islice(values, BATCH)):
            self._to.write(table.name, [column.name for column in columns], batch)


class _SQLite:
    def __init__(self, engine: Engine) -> None:
        self.connection = sqlite_module().connect(engine.url.database, isolation_level=None)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -1500000"):
            self.connection.execute(f"PRAGMA {pragma}")
        found = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%_fts%'"
        self._triggers = self.connection.execute(found).fetchall()
        for name, _sql in self._triggers:
            self.connection.execute(f"DROP TRIGGER {name}")
        self.connection.execute("BEGIN")

    def write(self, table: str, columns: list[str], rows: list[Any]) -> None:
        marks = ", ".join("?" * len(columns))
        self.connection.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)

    def finish(self) -> None:
        indexes = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'"
        for (name,) in self.connection.execute(indexes).fetchall():
            self.connection.execute(f"INSERT INTO {name}({name}) VALUES('rebuild')")
        for _name, sql in self._triggers:
            self.connection.execute(sql)
        self.connection.execute("COMMIT")
        self.connection.execute("PRAGMA journal_mode = WAL")


class _PostgreSQL:
    def __init__(self, engine: Engine) -> None:
        self.connection = engine.raw_connection()
        self._cursor = self.connection.cursor()
        for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
            self._cursor.execute(f"SET {limit} = 0")
        found = "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '%USING gin%'"
        self._indexes = self._cursor.execute(found).fetchall()
        for name, _sql in self._indexes:
            self._cursor.execute(f"DROP INDEX {name}")

    def write(self, table: str, columns: list[str], rows: list[Any]) -> None:
        with self._cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def finish(self) -> None:
        self._cursor.execute("SET maintenance_work_mem = '1GB'")
        for _name, sql in self._indexes:
            self._cursor.execute(sql)
        self.connection.commit()
        for table, column in (("forum_search_entry", "number"), ("forum_search_word", "number")):
            last = f"SELECT max({column}) FROM {table}"
            self._cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), ({last}))")
        self._cursor.execute("ANALYZE")
        self.connection.commit()
