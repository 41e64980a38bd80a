"""A portal with a small chat of the tests' own, served by the real server."""

import os
import shutil
import socket
import subprocess
import threading

import kites
import pytest
import redis
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


class RedisServer:
    """A Redis of this test's own, that can be killed."""

    def __init__(self, program, folder):
        self._program, self._folder = program, folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process = None

    def start(self):
        options = ["--port", str(self.port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
        self._process = subprocess.Popen(
            [self._program, *options], cwd=self._folder, stdout=subprocess.DEVNULL
        )
        client = redis.Redis.from_url(self.url)
        answers = threading.Event()
        while not answers.is_set():
            try:
                client.ping()
                answers.set()
            except redis.ConnectionError:
                answers.wait(0.02)
        client.close()

    def kill(self):
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture
def redis_server(tmp_path):
    program = shutil.which("redis-server")
    if program is None:
        message = "there is no Redis for the tests of the bus: apt install redis-server"
        if os.environ.get("VAMV_REQUIRE_ALL"):
            pytest.fail(message)
        pytest.skip(message)
    server = RedisServer(program, tmp_path)
    server.start()
    yield server
    server.kill()
