"""The servers that the chat's benchmarks compare, each a process of its own, and what they cost."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent / "var" / "bench" / "node_chat"
NODE = "Node on PostgreSQL"
ROOM = "r" * 26


class ChatServer:
    """A server that runs. `tokens`: of the people it knows; none where nobody signs in."""

    def __init__(self, name: str, process: subprocess.Popen[str], told: dict[str, Any]) -> None:
        self.name = name
        self.pid = process.pid
        self.port = int(told["port"])
        self.room = str(told.get("room", ROOM))
        self.tokens = [str(each) for each in told.get("tokens", ())]

    def cpu(self) -> float:
        """Return the seconds of CPU that all threads of the server have used (man clock_getcpuclockid)."""
        return time.clock_gettime((~self.pid << 3) | 2)

    def memory(self) -> int:
        """Return the bytes of memory the server has for itself."""
        rows = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return 1024 * next(int(row.split()[1]) for row in rows if row.startswith("RssAnon"))


@contextmanager
def running(people: int, *wanted: str) -> Iterator[dict[str, ChatServer]]:
    """Start servers and give them by name; those that cannot be had here are left out, and said so.

    A name is a list of words: `Node on PostgreSQL`, or of ours `on SQLite` or `on PostgreSQL`, with
    `library` for the library's manager or `each` for a transaction for each message.
    """
    with ExitStack() as stack:
        found = {}
        node = _installed() if NODE in wanted else None
        for number, name in enumerate(wanted):
            if name == NODE and node is None:
                continue
            environ = dict(os.environ)
            command = [sys.executable, str(HERE / "kites_portal.py"), "--people", str(people)]
            if "PostgreSQL" in name:
                database = stack.enter_context(_database(number))
                if database is None:
                    print(f"left out: {name} (no server at libpq's environment; try pg_virtualenv)")
                    continue
                environ["PGDATABASE"] = database
                command += ["--database", f"postgresql+psycopg:///{database}"]
            command += [f"--{word}" for word in ("library", "each") if word in name.split()]
            if name == NODE:
                environ["NODE_ENV"] = "production"
                command = [str(node), "server.js"]
            found[name] = stack.enter_context(_process(name, command, environ))
        yield found


@contextmanager
def _process(name: str, command: list[str], environ: dict[str, str]) -> Iterator[ChatServer]:
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, env=environ, cwd=KEPT if name == NODE else HERE
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        if not line:
            raise RuntimeError(f"{name}: the server has not started")
        yield ChatServer(name, process, json.loads(line))
    finally:
        process.kill()
        process.wait()


@contextmanager
def _database(number: int) -> Iterator[str | None]:
    name = f"vamv_bench_chat_{os.getpid()}_{number}"
    server = create_engine("postgresql+psycopg:///postgres", isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    except OperationalError:
        yield None
        return
    try:
        yield name
    finally:
        with server.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        server.dispose()


def _installed() -> str | None:
    """Install what the Node server needs, once; return Node's path, or None and say why not."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        print(f"left out: {NODE} (it needs node and npm)")
        return None
    KEPT.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "node_chat" / "package-lock.json").read_text()
    there = KEPT / "package-lock.json"
    fresh = (KEPT / "node_modules").exists() and there.exists() and there.read_text() == lock
    for file in (HERE / "node_chat").iterdir():
        shutil.copy(file, KEPT)
    if (
        not fresh
        and subprocess.run(
            [npm, "ci", "--no-audit", "--no-fund", "--silent", "--ignore-scripts"], cwd=KEPT, check=False
        ).returncode
    ):
        print(f"left out: {NODE} (npm could not install it)")
        return None
    return node
