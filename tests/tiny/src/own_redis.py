"""A Redis of a test's own, that can be killed."""

import os
import shutil
import socket
import subprocess
import threading

import pytest


class RedisServer:
    """A server on a port of its own, without anything on the disk. `url`: what the bus is told."""

    def __init__(self, program, folder):
        self._program, self._folder = program, folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self._process = None

    def start(self):
        """Start it, and wait until it answers."""
        options = ["--port", str(self.port), "--save", "", "--appendonly", "no", "--bind", "127.0.0.1"]
        self._process = subprocess.Popen(
            [self._program, *options], cwd=self._folder, stdout=subprocess.DEVNULL
        )
        again = threading.Event()
        while not self._answers():
            again.wait(0.02)

    def tell(self, command):
        """Send a command and return the first line of the answer."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(f"{command}\r\n".encode())
            return connection.makefile("rb").readline().strip().decode()

    def kill(self):
        """Kill it, if it runs."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _answers(self):
        try:
            return self.tell("PING") == "+PONG"
        except OSError:
            return False


def needed_program(name, packages):
    """Return where a program is that comes from elsewhere; without it, the test is left out and says so."""
    path = shutil.which(name)
    if path is None:
        message = f"there is no {name} for these tests: apt install {packages}"
        if os.environ.get("VAMV_REQUIRE_ALL"):
            pytest.fail(message)
        pytest.skip(message)
    return path


@pytest.fixture
def redis_server(tmp_path):
    """A Redis that runs."""
    server = RedisServer(needed_program("redis-server", "redis-server"), tmp_path)
    server.start()
    yield server
    server.kill()
