"""The portal with a filled forum, for the benchmarks: built, filled once and kept in `var/bench/`, signed in.

SQLite by default; with `database` the URL of an empty PostgreSQL database, which is filled each time.
"""

import hashlib
import http.client
import io
import shutil
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware
from forum_data import Filled, fill
from sqlalchemy import event
from sqlalchemy.orm import Session

from vamv.app import configure
from vamv.db.engine import writing
from vamv.db.migrate import upgrade
from vamv.plugins.boot import boot
from vamv.ready import all_histories
from vamv.security import sessions
from vamv.security.identity import FULL, Identity
from vamv.testing.people import TestPerson, make_person
from vamv.vault.server_key import create

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "bench"
# What the stored rows depend on.
SOURCES = (
    "bench/forum_data.py",
    "bench/forum_text.py",
    "plugins/vamv-forum/src/vamv_forum/models",
    "plugins/vamv-forum/src/vamv_forum/search",
    "plugins/vamv-forum/src/vamv_forum/migrations",
    "src/vamv/db/migrations/versions",
)


@dataclass(frozen=True)
class Portal:
    """A portal on a filled database. `filled`: what stands where; `token`: of a member's session."""

    app: Any
    filled: Filled
    person: TestPerson
    token: str

    @property
    def engine(self) -> Any:
        return self.app.registry["vamv.engine"]

    @property
    def actor(self) -> Identity:
        return Identity(self.person.person_id, frozenset({"advice_seeker"}), "", FULL, "", None)

    def get(self, path: str, *, cookie: bool = True, app: Any = None) -> bytes:
        """Return a page by calling the application, or `app`, as a server would.

        `cookie`: as the member. Raises RuntimeError for anything but 200.
        """
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": path.partition("?")[0],
            "QUERY_STRING": path.partition("?")[2],
            "HTTP_HOST": "127.0.0.1",
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.multithread": True,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        if cookie:
            environ["HTTP_COOKIE"] = f"s={self.token}"
        answered = []
        body = b"".join((app or self.app)(environ, lambda status, *_rest: answered.append(status)))
        if answered[-1] != "200 OK":
            raise RuntimeError(f"{path}: {answered[-1]}")
        return body


def make_portal(posts: int, database: str | None = None, more: Callable[[Any], None] | None = None) -> Portal:
    """Return a portal with this many posts. `more(config)` adds pages of the benchmark's own."""
    if database is not None:
        folder = KEPT / "postgresql"
        folder.mkdir(parents=True, exist_ok=True)
        return _portal(folder, database, posts, more, kept=False)
    folder = KEPT / f"forum-{posts}-{_fingerprint()}"
    kept = (folder / "filled.json").exists()
    if not kept:
        for old in KEPT.glob(f"forum-{posts}-*"):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
    return _portal(folder, f"sqlite:///{folder}/vamv.sqlite", posts, more, kept=kept)


def _portal(folder: Path, url: str, posts: int, more: Any, *, kept: bool) -> Portal:
    key = folder / "server.key"
    if not key.exists():
        create(key)
    found = boot(
        {
            "vamv.plugins": "forum",
            "vamv.base_url": "http://127.0.0.1",
            "vamv.hosts": "127.0.0.1",
            "vamv.data_dir": str(folder),
            "vamv.database_url": url,
            "vamv.server_key": str(key),
            "vamv.worker": "false",
            # Cheap on purpose: nobody's password is tried here.
            "vamv.password_memory_kib": "64",
            "vamv.password_rounds": "1",
            "vamv.password_lanes": "1",
        }
    )
    config = configure(found)
    if more is not None:
        more(config)
        config.commit()
    registry = config.registry
    engine = registry["vamv.engine"]
    if not kept:
        upgrade(engine, all_histories(found.plugins))
        filled = fill(registry, posts, datetime.now(UTC))
        (folder / "filled.json").write_text(filled.to_json())
    filled = Filled.from_json((folder / "filled.json").read_text())
    now = datetime.now(UTC)
    with Session(writing(engine)) as session, session.begin():
        person = make_person(registry, session, now, "advice_seeker", name=f"Gast {now:%d%H%M%S%f}")
        _row, token = sessions.begin(
            session,
            registry["vamv.vault"],
            person_id=person.person_id,
            private_key=person.private_key,
            now=now,
            stage=FULL,
        )
    return Portal(config.make_wsgi_app(), filled, person, token)


def _fingerprint() -> str:
    found = hashlib.sha256()
    for source in SOURCES:
        path = ROOT / source
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            found.update(file.read_bytes())
    return found.hexdigest()[:10]


def count_statements(engine: Any, work: Callable[[], Any]) -> list[str]:
    """Return the SQL statements that `work` sends, without those that begin and end transactions."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.split()[0] in ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH"):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        work()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return sent


def serve(app: Any) -> tuple[Any, int]:
    """Serve in a thread, as `pserve` does; return the server and its port once it listens."""
    config = uvicorn.Config(
        WSGIMiddleware(app, workers=2),
        host="127.0.0.1",
        port=0,
        log_config=None,
        access_log=False,
        lifespan="off",
    )
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return server, server.servers[0].sockets[0].getsockname()[1]


def fetch(connection: http.client.HTTPConnection, path: str, token: str | None = None) -> bytes:
    """Return the body of a page that must be there, over a kept connection."""
    connection.request("GET", path, headers={"Cookie": f"s={token}"} if token else {})
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path}: {response.status}")
    return body
