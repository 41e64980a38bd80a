"""A portal with a small chat of the tests' own, served by the real server."""

import json
import socket
from contextlib import ExitStack

import kites
import pytest
from kites import Kites, Line, Room
from own_redis import redis_server
from sqlalchemy import select
from websockets.sync.client import connect

from vamv.realtime.directives import realtime_namespaces
from vamv.testing.live import LiveServer, serving

__all__ = ["redis_server"]


@pytest.fixture
def live_server(real_app, clock):
    """The portal with the chat, beside whatever its plugins have declared."""
    registry = real_app.registry
    registry["vamv.realtime_namespaces"] = {**realtime_namespaces(registry), **kites.DECLARED}
    kites.create(registry["vamv.engine"])
    Kites.loads = 0
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    with serving(real_app, listener) as server:
        found = LiveServer(real_app, url, clock)
        found.hub = server.config.app.hub
        found.namespaces = realtime_namespaces(registry)
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


@pytest.fixture
def token(live_server):
    """The session of a fresh person."""
    return live_server.token(live_server.make_person())


@pytest.fixture
def raw(live_server):
    """Open a bare WebSocket as a page would, with `headers` beside: `raw(token, origin="https://…")`."""
    with ExitStack() as opened:

        def make(token=None, origin=live_server.url, **headers):
            more = {"Cookie": f"s={token}"} if token else {}
            socket = connect(
                f"{live_server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket",
                additional_headers={**more, **headers},
                origin=origin,
                close_timeout=0.2,
            )
            socket = opened.enter_context(socket)
            socket.recv(timeout=5)
            return socket

        yield make


@pytest.fixture
def enter_kites():
    """Ask on a bare WebSocket to be let into the chat, and return the answer: `enter_kites(socket, csrf)`."""

    def ask(socket, csrf):
        socket.send(f"40/kite,{json.dumps({'csrf': csrf})}")
        return socket.recv(timeout=5)

    return ask
