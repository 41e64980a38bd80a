"""Where the fault tests happen: a database with rooms and people in it, and servers that come back when they die."""

import http.client
import json
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import kites
from kites import Room
from kites_clock import LaterClock
from kites_history import History

from vamv.testing.live import LiveServer

SERVER = Path(__file__).parent / "kites_server.py"
LOOK = 0.02  # seconds between two looks whether a server answers


class Supervisor:
    """Keeps a server running on one port, until told to stop, as systemd does.

    `exits`: how each ended. `is_up`: set while it answers; the history says how long after its start, and
    how much of that it worked.
    """

    def __init__(self, settings, folder, history, *, prefix=(), env=None):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._file = folder / f"settings-{self.port}.json"
        self._file.write_text(json.dumps({**settings, "vamv.base_url": f"http://127.0.0.1:{self.port}"}))
        self._folder, self._history, self._prefix, self._env = folder, history, prefix, env
        self.exits = []
        self.is_up = threading.Event()
        self._stop = False
        self._log = (folder / f"server-{self.port}.log").open("ab")
        self.process = self._start()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _start(self):
        self._began = time.monotonic()
        return subprocess.Popen(
            [*self._prefix, sys.executable, str(SERVER), str(self._file), str(self.port)],
            cwd=self._folder,
            stderr=self._log,
            stdout=self._log,
            env=self._env,
        )

    def _run(self):
        while True:
            self._wait_until_up()
            self.exits.append(self.process.wait())
            self.is_up.clear()
            if self._stop:
                return
            self.process = self._start()

    def _wait_until_up(self):
        while self.process.poll() is None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            try:
                connection.request("GET", "/login", headers={"Host": f"127.0.0.1:{self.port}"})
                if connection.getresponse().status == 200:
                    took = time.monotonic() - self._began
                    self._history.note("up", port=self.port, took=took, worked=self._worked())
                    self.is_up.set()
                    return
            except (OSError, http.client.HTTPException):
                time.sleep(LOOK)
            finally:
                connection.close()

    def _worked(self):
        """Return for how many seconds the server has had a processor."""
        spent = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")

    def signal(self, number):
        """Send a signal to the server."""
        self._history.note("signal", port=self.port, number=int(number))
        self.is_up.clear()
        self.process.send_signal(number)

    def memory(self):
        """Return what the server has in memory, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def stop(self):
        """End the server and wait for it."""
        self._stop = True
        # Again, should it just have been started anew.
        while self._thread.is_alive():
            self.process.terminate()
            self._thread.join(1)
        self._log.close()


class Place:
    """A database with rooms and people who are signed in, and the servers on it."""

    def __init__(self, app, settings, clock, folder):
        self.engine = app.registry["vamv.engine"]
        kites.create(self.engine)
        self.people = LiveServer(app, "", clock)
        self._clock = clock
        url = self.engine.url.render_as_string(hide_password=False)
        self.settings = {**settings, "vamv.database_url": url, "vamv.worker": "false"}
        self.folder = folder
        self.history = History(folder / "history.jsonl")
        self._numbers = 0

    def room(self):
        """Make a room and return its id."""

        def make(session):
            room = Room(created_at=self._clock.now(), last_message_at=self._clock.now())
            session.add(room)
            session.flush()
            return room.id

        return self.people.change(make)

    def token(self, person, later=timedelta(0)):
        """Begin a session of somebody, `later` than now."""
        self.people.clock = LaterClock(later)
        return self.people.token(person)

    def client(self, kind, ports, room, **more):
        """Make somebody with an account and a session: a client of one kind."""
        person = self.people.make_person()
        self._numbers += 1
        token = self.token(person)
        return kind(self._numbers, ports, token, person.person_id, room, self.history, **more)

    @contextmanager
    def serving(self, count=1, **more):
        """Have `count` servers running."""
        servers = [Supervisor(self.settings, self.folder, self.history, **more) for _ in range(count)]
        try:
            for server in servers:
                assert server.is_up.wait(90), "the server does not start"
            yield servers
        finally:
            for server in servers:
                server.stop()

    def close(self):
        """Let go of the database and the history."""
        self.history.close()
        self.engine.dispose()
