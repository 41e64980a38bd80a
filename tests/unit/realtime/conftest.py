"""A portal with a small chat of the tests' own, served by the real server."""

import socket

import kites
import pytest
from kites import Kites, Line, Room
from sqlalchemy import select

from vamv.testing.live import LiveServer, serving


@pytest.fixture
def live_server(real_app, clock):
    """The portal with the chat."""
    registry = real_app.registry
    registry["vamv.realtime_namespaces"] = kites.DECLARED
    kites.create(registry["vamv.engine"])
    Kites.loads = 0
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with serving(real_app, listener) as server:
        found = LiveServer(real_app, url, clock)
        found.hub = server.config.app.hub
        yield found


@pytest.fixture
def make_room(live_server, clock):
    """Make a room and return its id."""

    def make(**more):
        def work(session):
            room = Room(created_at=clock.now(), last_message_at=clock.now(), **more)
            session.add(room)
            session.flush()
            return room.id

        return live_server.change(work)

    return make


@pytest.fixture
def lines(live_server):
    """The numbers and texts of a room, as they are stored."""

    def read(room_id):
        chosen = select(Line.seq, Line.body).where(Line.conversation_id == room_id).order_by(Line.seq)
        return live_server.change(
            lambda session: [(seq, body.decode()) for seq, body in session.execute(chosen)]
        )

    return read
