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
from urllib.parse import urlencode

import uvicorn
from a2wsgi import WSGIMiddleware
from forum_data import Filled, fill
from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session

from vamv.app import configure
from vamv.db.engine import writing
from vamv.db.migrate import upgrade
from vamv.plugins.boot import boot
from vamv.ready import all_histories
from vamv.security import sessions
from vamv.security.identity import FULL, Identity
from vamv.vault.server_key import create
from vamv.vault.tokens import csrf_token

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "bench"
# What the stored rows depend on.
SOURCES = (
    "bench/forum_data.py",
    "bench/forum_text.py",
    "plugins/vamv-forum/src/vamv_forum/models",
    "plugins/vamv-forum/src/vamv_forum/search/words.py",
    "plugins/vamv-forum/src/vamv_forum/search/writing.py",
    "plugins/vamv-forum/src/vamv_forum/migrations",
    "src/vamv/db/migrations/versions",
)


@dataclass(frozen=True)
class Portal:
    """A portal on a filled database. `filled`: what stands where; `token`: of the session of `person_id`."""

    app: Any
    filled: Filled
    person_id: str
    token: str

    @property
    def engine(self) -> Any:
        return self.app.registry["vamv.engine"]

    @property
    def actor(self) -> Identity:
        """The member as services and queries know them."""
        return Identity(self.person_id, frozenset({"advice_seeker"}), "", FULL, "", None)

    def get(self, path: str, *, cookie: bool = True, app: Any = None) -> bytes:
        """Return a page by calling the application, or `app`, as a server would.

        `cookie`: as the member. Raises RuntimeError for anything but 200.
        """
        return _call(app or self.app, "GET", path, self.token if cookie else None, b"", "200")

    def post(self, path: str, fields: dict[str, str], token: str | None = None) -> None:
        """Send a form as the member, or with the token of another. Raises RuntimeError unless it leads on."""
        token = token or self.token
        body = urlencode({"csrf_token": csrf_token(token), **fields}).encode()
        _call(self.app, "POST", path, token, body, "303")

    def sign_in(self, person_id: str) -> str:
        """Return the token of a new session."""
        return _sign_in(self.app.registry, person_id)


def _sign_in(registry: Any, person_id: str) -> str:
    with Session(writing(registry["vamv.engine"])) as session, session.begin():
        _row, token = sessions.begin(
            session,
            registry["vamv.vault"],
            person_id=person_id,
            private_key=None,
            now=datetime.now(UTC),
            stage=FULL,
        )
    return token


def _call(app: Any, method: str, path: str, token: str | None, body: bytes, wanted: str) -> bytes:
    environ = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path.partition("?")[0],
        "QUERY_STRING": path.partition("?")[2],
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_HOST": "127.0.0.1",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if token is not None:
        environ["HTTP_COOKIE"] = f"s={token}"
    answered: list[str] = []
    answer = b"".join(app(environ, lambda status, *_rest: answered.append(status)))
    if not answered[-1].startswith(wanted):
        raise RuntimeError(f"{method} {path}: {answered[-1]}")
    return answer


def make_portal(posts: int, database: str | None = None, *, throw_away: bool = False) -> Portal:
    """Return a portal with this many posts.

    `database`: the URL of an empty PostgreSQL database. `throw_away`: on a copy, to be written to.
    """
    if database is not None:
        folder = KEPT / "postgresql"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "filled.json").unlink(missing_ok=True)
        return _portal(folder, database, posts)
    folder = KEPT / f"forum-{posts}-{_fingerprint()}"
    if not (folder / "filled.json").exists():
        for old in KEPT.glob(f"forum-{posts}-*"):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
    portal = _portal(folder, f"sqlite:///{folder}/vamv.sqlite", posts)
    if not throw_away:
        return portal
    portal.engine.dispose()
    copy = KEPT / "thrown-away"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy)
    return _portal(copy, f"sqlite:///{copy}/vamv.sqlite", posts)


def _portal(folder: Path, url: str, posts: int) -> Portal:
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
            "forum.posts_a_day": "0",
        }
    )
    config = configure(found)
    registry = config.registry
    if not (folder / "filled.json").exists():
        upgrade(registry["vamv.engine"], all_histories(found.plugins))
        (folder / "filled.json").write_text(fill(registry, posts, datetime.now(UTC)).to_json())
    filled = Filled.from_json((folder / "filled.json").read_text())
    person_id = filled.people[0]
    return Portal(config.make_wsgi_app(), filled, person_id, _sign_in(registry, person_id))


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


def postgresql(posts: int) -> str:
    """Make an empty database on the server of libpq's environment, and return its URL."""
    name = f"vamv_bench_{posts}"
    server = create_engine("postgresql+psycopg:///postgres", isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name}")
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
    server.dispose()
    return f"postgresql+psycopg:///{name}"
