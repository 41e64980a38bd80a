"""The clients of the fault tests lie beside them; here are the places where they meet."""

import json
import os
import subprocess
import sys

import pytest
from kites_place import Place
from own_redis import needed_program, redis_server

from vamv.clock import SystemClock
from vamv.testing.kit import Kit

__all__ = ["redis_server"]

FIGURES = pytest.StashKey[list[str]]()
# Tells where the cluster is, and keeps it until told to end.
HOLD = "import json, os, sys; print(json.dumps(dict(os.environ)), flush=True); sys.stdin.read()"


@pytest.fixture
def place(kit, app_settings, tmp_path):
    """One server on SQLite."""
    yield from _place(kit, app_settings, tmp_path)


@pytest.fixture
def large_place(postgresql, redis_server, more_entry_points, compiled_templates, app_settings, tmp_path):
    """Several servers on PostgreSQL, with Redis between them."""
    folder = tmp_path / "large"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in postgresql.items():
            patch.setenv(name, value)
        patch.setenv("VAMV_TEST_DB", "postgresql")
        kit = Kit(folder, more_entry_points, compiled_templates)
        own = {"vamv.server_key": str(kit.key), "vamv.data_dir": kit.data_dir(folder)}
        bus = {"vamv.realtime_bus": redis_server.url}
        yield from _place(kit, {**app_settings, **own}, tmp_path, **bus)
        kit.close()


def _place(kit, app_settings, folder, **more):
    settings = {**app_settings, "vamv.hosts": "127.0.0.1"}
    app = kit.build(settings, fresh=True)
    found = Place(app, {**settings, **more}, SystemClock(), folder)
    yield found
    found.close()


@pytest.fixture(scope="session")
def postgresql():
    """A throw-away PostgreSQL, gone when the tests end: the variables that libpq finds it by."""
    program = needed_program("pg_virtualenv", "postgresql postgresql-common")
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    holder = subprocess.Popen(
        [program, sys.executable, "-c", HOLD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=clean,
    )
    line = next(line for line in holder.stdout if line.startswith("{"))
    yield {name: value for name, value in json.loads(line).items() if name.startswith("PG")}
    holder.communicate()


@pytest.fixture
def tell(request):
    """Say at the end of the run what was measured: `tell(figures)`."""
    found = request.config.stash.setdefault(FIGURES, [])
    return lambda figures: found.append(f"{request.node.name}: {figures}")


def pytest_terminal_summary(terminalreporter, config):
    """Print what was measured."""
    for line in config.stash.get(FIGURES, []):
        terminalreporter.write_line(line)
