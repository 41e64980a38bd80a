"""Engines: SQLite for one small server, PostgreSQL at scale, each with durable commits."""

import sqlite3
import threading
from typing import Any

import pysqlite3.dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import make_url

# Older versions can corrupt a database in WAL mode when the log is reset (sqlite.org, 3.51.3 release log).
SQLITE_MINIMUM = (3, 51, 3)
WRITE = "vamv_write"
WAIT_FOR_WRITER = 10.0  # seconds

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA busy_timeout = 5000",
)


class _Compiler(SQLiteCompiler):
    """SQL for SQLite, which plans a statement anew each time its LIMIT is a bare parameter.

    That takes longer than most of our questions. `+?` is the same number and no reason to plan anew.
    """

    def limit_clause(self, select: Any, **kw: Any) -> str:
        return super().limit_clause(select, **kw).replace("LIMIT ", "LIMIT +").replace("OFFSET ", "OFFSET +")


class UnsafeSQLite(RuntimeError):
    """The SQLite library is too old to be trusted with a write-ahead log."""


def sqlite_module() -> Any:
    """Return the newest SQLite driver at hand: Python's own where it is new enough, else the wheel."""
    module = sqlite3 if sqlite3.sqlite_version_info >= SQLITE_MINIMUM else pysqlite3.dbapi2
    if module.sqlite_version_info < SQLITE_MINIMUM:
        wanted = ".".join(map(str, SQLITE_MINIMUM))
        raise UnsafeSQLite(f"SQLite {module.sqlite_version} can corrupt data; {wanted} or newer is needed")
    return module


def make_engine(url: str) -> Engine:
    """Make the engine for a database URL (`sqlite:///…` or `postgresql+psycopg://…`).

    Parameters never appear in error texts, because they are what people wrote.
    """
    if make_url(url).get_backend_name() == "sqlite":
        return _sqlite_engine(url)
    return create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={
            "options": "-c statement_timeout=5000 -c lock_timeout=2000"
            " -c idle_in_transaction_session_timeout=10000"
        },
    )


def writing(engine: Engine) -> Engine:
    """Return the same engine for transactions that will write."""
    return engine.execution_options(**{WRITE: True})


def _sqlite_engine(url: str) -> Engine:
    engine = create_engine(
        url, module=sqlite_module(), hide_parameters=True, connect_args={"check_same_thread": False}
    )
    engine.dialect.statement_compiler = _Compiler
    # SQLite lets one writer in; waiting in a queue of our own is fair, waiting in its busy handler is not
    # (measured: the slowest of a hundred writers waits a tenth as long).
    write_lock = threading.Lock()

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        # The driver must not open transactions of its own: it would begin them too late, at the first
        # write, and reading before writing would then fail at once under load.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in _PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if not connection.get_execution_options().get(WRITE):
            # Every page begins one to read: past SQLAlchemy it takes a tenth of the time.
            driver: Any = connection.connection.driver_connection
            driver.execute("BEGIN")
            return
        if not write_lock.acquire(timeout=WAIT_FOR_WRITER):
            raise TimeoutError("another transaction has been writing for too long")
        connection.info[write_lock] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    # The pool resets a connection after the commit or the rollback, whatever happened before: the one
    # place where the turn is surely over.
    @event.listens_for(engine.pool, "reset")
    def _next_writer(_connection: Any, record: Any, _state: Any) -> None:
        if record.info.pop(write_lock, False):
            write_lock.release()

    return engine
