"""A portal with the small chat of the tests, on an empty database that goes with the process.

As a command it serves it, and says in one line of JSON where: `python kites_portal.py --people 200`.
"""

import argparse
import asyncio
import json
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import socketio
from sqlalchemy.orm import Session

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tiny" / "src"))

import kites  # noqa: E402

from vamv.app import configure  # noqa: E402
from vamv.db.engine import writing  # noqa: E402
from vamv.db.migrate import upgrade  # noqa: E402
from vamv.plugins.boot import boot  # noqa: E402
from vamv.ready import all_histories  # noqa: E402
from vamv.realtime import sockets  # noqa: E402
from vamv.realtime.directives import Declared  # noqa: E402
from vamv.security import sessions  # noqa: E402
from vamv.security.models import Person, PersonRole  # noqa: E402
from vamv.server import make_server, settle  # noqa: E402
from vamv.vault.server_key import create  # noqa: E402

HOST = "127.0.0.1"


class Kites:
    """The portal: `room` to write to, `tokens(count)` of new people's sessions."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.registry = app.registry
        self.engine = self.registry["vamv.engine"]
        kites.create(self.engine)
        now = datetime.now(UTC)
        with Session(writing(self.engine)) as session, session.begin():
            room = kites.Room(created_at=now, last_message_at=now)
            session.add(room)
            session.flush()
            self.room = room.id

    def tokens(self, count: int) -> list[str]:
        """Return the tokens of new sessions, each of a new person."""
        now = datetime.now(UTC)
        found = []
        with Session(writing(self.engine)) as session, session.begin():
            for _ in range(count):
                person = Person(created_at=now, roles=[PersonRole(role="advice_seeker")])
                session.add(person)
                session.flush()
                _row, token = sessions.begin(
                    session, self.registry["vamv.vault"], person_id=person.id, private_key=None, now=now
                )
                found.append(str(token))
        return found


@contextmanager
def portal(database: str | None = None) -> Iterator[Kites]:
    """Give a portal whose files go with it. `database`: the URL of an empty one, else SQLite."""
    with tempfile.TemporaryDirectory() as place:
        create(Path(place) / "server.key")
        found = boot(
            {
                "vamv.plugins": "",
                "vamv.base_url": f"http://{HOST}",
                "vamv.hosts": HOST,
                "vamv.server_key": f"{place}/server.key",
                "vamv.data_dir": place,
                "vamv.database_url": database or f"sqlite:///{place}/vamv.sqlite",
                "vamv.worker": "false",
                "vamv.realtime_sockets": "5000",
            }
        )
        config = configure(found)
        upgrade(config.registry["vamv.engine"], all_histories(found.plugins))
        app = config.make_wsgi_app()
        app.registry["vamv.realtime_namespaces"] = {"/kite": Declared(kites.Kites, "/kite", "accounts.own")}
        yield Kites(app)
        app.registry["vamv.engine"].dispose()


async def _serve(place: Kites, listener: socket.socket, library: bool) -> None:
    server = make_server(place.app, place.registry)
    if library:
        engine = server.config.app.hub.engine
        engine.manager = socketio.AsyncManager()
        engine.manager.set_server(engine)
    settle()
    await server.serve([listener])


def main() -> None:
    """Serve until told to stop."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=1)
    asked.add_argument("--database", help="URL of an empty database")
    asked.add_argument("--library", action="store_true", help="the library's manager in place of ours")
    asked.add_argument("--each", action="store_true", help="a transaction for each message")
    options = asked.parse_args()
    # A few people send as much as a crowd would.
    sockets.EVENTS = 10_000
    if options.each:
        kites.Kites.writes = frozenset()
    with portal(options.database) as place, socket.create_server((HOST, 0), backlog=2000) as listener:
        told = {"port": listener.getsockname()[1], "room": place.room, "tokens": place.tokens(options.people)}
        print(json.dumps(told), flush=True)
        asyncio.run(_serve(place, listener, options.library))


if __name__ == "__main__":
    main()
