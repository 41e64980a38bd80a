"""Databases for tests: migrated once for each set of plugins, then used in transactions that never end.

SQLite files in a temporary folder, or, with `VAMV_TEST_DB=postgresql`, databases on the server that libpq's
environment variables (PGHOST, PGPORT, PGUSER, PGPASSWORD) name.
"""

import os
import secrets
import shutil
from pathlib import Path

from sqlalchemy import create_engine, text

from vamv.db.engine import make_engine
from vamv.db.migrate import upgrade
from vamv.db.versions import History


class Databases:
    """Makes and keeps the databases of one test run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._templates: dict[tuple[str, ...], str] = {}
        self._shared: dict[tuple[str, ...], str] = {}
        self._made: list[str] = []
        self.on_postgresql = os.environ.get("VAMV_TEST_DB") == "postgresql"

    def template(self, histories: list[History]) -> str:
        """Return the URL of a database migrated for these histories, the same one for the whole run."""
        key = tuple(history.name for history in histories)
        if key not in self._templates:
            url = self._empty("-".join(key))
            engine = make_engine(url)
            upgrade(engine, histories)
            engine.dispose()
            self._templates[key] = url
        return self._templates[key]

    def shared(self, histories: list[History]) -> str:
        """Return the URL of the database in which tests never commit, the same one for the whole run.

        PostgreSQL copies a template only while nobody is connected to it, so there it is a copy itself.
        """
        if not self.on_postgresql:
            return self.template(histories)
        key = tuple(history.name for history in histories)
        if key not in self._shared:
            self._shared[key] = self.copy(histories)
        return self._shared[key]

    def copy(self, histories: list[History]) -> str:
        """Return the URL of a fresh copy, for a test that has to commit."""
        template = self.template(histories)
        if self.on_postgresql:
            return self._create(self._name(), template.rpartition("/")[2])
        source = Path(template.removeprefix("sqlite:///"))
        target = self._folder / f"{self._name()}.sqlite"
        shutil.copy(source, target)
        return f"sqlite:///{target}"

    def empty(self) -> str:
        """Return the URL of a database without any table."""
        return self._empty(self._name())

    def close(self) -> None:
        """Drop what was made on a server."""
        for name in reversed(self._made):
            self._run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _empty(self, name: str) -> str:
        if self.on_postgresql:
            return self._create(f"{self._name()}_{name}"[:60], "template0")
        return f"sqlite:///{self._folder / name}.sqlite"

    def _create(self, name: str, template: str) -> str:
        self._run(f'CREATE DATABASE "{name}" TEMPLATE "{template}" ENCODING \'UTF8\'')
        self._made.append(name)
        return f"postgresql+psycopg:///{name}"

    @staticmethod
    def _name() -> str:
        return f"vamv_test_{secrets.token_hex(6)}"

    @staticmethod
    def _run(statement: str) -> None:
        engine = create_engine("postgresql+psycopg:///postgres", isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()
