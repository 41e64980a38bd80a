"""A portal with the small chat of the tests, on an empty database that goes with the process."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "tiny" / "src"))

import kites  # noqa: E402

from vamv.app import configure  # noqa: E402
from vamv.db.engine import writing  # noqa: E402
from vamv.db.migrate import upgrade  # noqa: E402
from vamv.plugins.boot import boot  # noqa: E402
from vamv.ready import all_histories  # noqa: E402
from vamv.realtime.directives import Declared  # noqa: E402
from vamv.security import sessions  # noqa: E402
from vamv.security.models import Person, PersonRole  # noqa: E402
from vamv.vault.server_key import create  # noqa: E402

HOST = "127.0.0.1"


class Kites:
    """The portal: `room` to write to, `token()` of a new person's session."""

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

    def token(self) -> str:
        """Return the token of a new session of a new person."""
        now = datetime.now(UTC)
        with Session(writing(self.engine)) as session, session.begin():
            person = Person(created_at=now, roles=[PersonRole(role="advice_seeker")])
            session.add(person)
            session.flush()
            _row, token = sessions.begin(
                session, self.registry["vamv.vault"], person_id=person.id, private_key=None, now=now
            )
        return str(token)


@contextmanager
def portal(folder: str | None = None) -> Iterator[Kites]:
    """Give a portal whose files go with it."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        create(Path(place) / "server.key")
        found = boot(
            {
                "vamv.plugins": "",
                "vamv.base_url": f"http://{HOST}",
                "vamv.hosts": HOST,
                "vamv.server_key": f"{place}/server.key",
                "vamv.data_dir": place,
                "vamv.database_url": f"sqlite:///{place}/vamv.sqlite",
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
