"""What has been acknowledged is there, once, in one order for all: however the server dies (R1, R6, R9).

The checker reads the clients' own history and the database, nothing else. `VAMV_FAULTS=long`: 10,000 messages
and 20 kills.
"""

import asyncio
import json
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import kites
import pytest
from kites import Line, Room
from kites_clients import Client, Wire
from sqlalchemy import select
from websockets.asyncio.client import connect

from vamv.clock import SystemClock
from vamv.testing.live import LiveServer

LONG = os.environ.get("VAMV_FAULTS") == "long"
CLIENTS = 50 if LONG else 12
EACH = 200 if LONG else 30
ROOMS = 20 if LONG else 3
KILLS = 20 if LONG else 5
SERVER = Path(__file__).parent / "kites_server.py"


class Supervisor:
    """Keeps a server running on one port, until told to stop."""

    def __init__(self, settings, folder):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._file = folder / "settings.json"
        self._file.write_text(json.dumps({**settings, "vamv.base_url": f"http://127.0.0.1:{self.port}"}))
        self._folder = folder
        self.exits = []
        self._stop = False
        self._log = (folder / "server.log").open("ab")
        self.process = self._start()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _start(self):
        command = [sys.executable, str(SERVER), str(self._file), str(self.port)]
        self.started = time.monotonic()
        return subprocess.Popen(command, cwd=self._folder, stderr=self._log, stdout=self._log)

    def _run(self):
        while True:
            self.exits.append(self.process.wait())
            if self._stop:
                return
            self.process = self._start()

    async def answers(self):
        """Wait until the server takes connections."""
        while True:
            try:
                _reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            except OSError:
                await asyncio.sleep(0.1)
            else:
                writer.close()
                return

    def signal(self, number):
        self.process.send_signal(number)

    def memory(self):
        """Return what the server has in memory, in MiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def stop(self):
        self._stop = True
        self.process.terminate()
        self._thread.join()
        self._log.close()


class Place:
    """A database with rooms and people who are signed in, and the server on it."""

    def __init__(self, app, settings, clock, folder):
        self.engine = app.registry["vamv.engine"]
        kites.create(self.engine)
        self._people = LiveServer(app, "", clock)
        self._clock = clock
        url = self.engine.url.render_as_string(hide_password=False)
        self.settings = {**settings, "vamv.database_url": url, "vamv.worker": "false"}
        self.folder = folder

    def room(self):
        def make(session):
            room = Room(created_at=self._clock.now(), last_message_at=self._clock.now())
            session.add(room)
            session.flush()
            return room.id

        return self._people.change(make)

    def token(self):
        return self._people.token(self._people.make_person())

    def stored(self, room_id):
        chosen = select(Line.seq, Line.body, Line.client_id).where(Line.conversation_id == room_id)
        with self.engine.connect() as connection:
            return [
                (seq, body.decode(), client_id)
                for seq, body, client_id in connection.execute(chosen.order_by(Line.seq))
            ]

    @contextmanager
    def serving(self):
        supervisor = Supervisor(self.settings, self.folder)
        try:
            yield supervisor
        finally:
            supervisor.stop()


@pytest.fixture
def place(kit, app_settings, tmp_path):
    app = kit.build({**app_settings, "vamv.hosts": "127.0.0.1"}, fresh=True)
    yield Place(app, {**app_settings, "vamv.hosts": "127.0.0.1"}, SystemClock(), tmp_path)
    app.registry["vamv.engine"].dispose()


def check(place, clients, rooms):
    """Compare what clients were told with what is stored."""
    for room in rooms:
        rows = place.stored(room)
        theirs = [client for client in clients if client.room == room]
        assert [seq for seq, _text, _id in rows] == list(range(1, len(rows) + 1)), "a gap"
        by_id = {client_id: (seq, text) for seq, text, client_id in rows}
        assert len(by_id) == len(rows), "stored twice"
        for client in theirs:
            lost = [each for each in client.acknowledged if each not in by_id]
            assert not lost, "acknowledged and lost"
            assert all(by_id[each][0] == seq for each, seq in client.acknowledged.items()), "another number"
            own = [by_id[each][0] for each in client.sent if each in by_id]
            assert own == sorted(own), "out of the sender's order"
            assert [by_id[each][1] for each in client.sent] == client.texts
            assert client.view == [(seq, text) for seq, text, _id in rows], "a reader sees something else"
        assert len(rows) == sum(len(client.texts) for client in theirs), "stored, but sent by nobody"


@pytest.mark.plugins
def test_nothing_acknowledged_is_lost_however_the_server_dies(place):
    """R1 in short: killed with -9 at any moment, right after a message arrives too, and told to stop between."""
    chance = random.Random(7)
    rooms = [place.room() for _ in range(ROOMS)]
    with place.serving() as server:
        clients = [
            Client(
                server.port,
                place.token(),
                rooms[number % ROOMS],
                [f"{number}-{each}" for each in range(EACH)],
                pause=0.2,
            )
            for number in range(CLIENTS)
        ]
        killed = 0

        async def kill():
            nonlocal killed
            while killed < KILLS:
                await asyncio.sleep(chance.uniform(2.5, 4.5))
                if killed % 2:
                    sender = chance.choice([each for each in clients if not each.done] or clients)
                    sender.about_to_send.clear()
                    if not sender.done:
                        await asyncio.wait_for(sender.about_to_send.wait(), 60)
                    await asyncio.sleep(chance.uniform(0, 0.02))
                server.signal(signal.SIGTERM if killed % 4 == 2 else signal.SIGKILL)
                killed += 1

        def settled():
            return (
                killed == KILLS
                and all(each.done for each in clients)
                and all(
                    each.seq == max(other.seq for other in clients if other.room == each.room)
                    for each in clients
                )
                and all(
                    max(each.seq for each in clients if each.room == room) >= len(place.stored(room))
                    for room in rooms
                )
            )

        async def all_of_it():
            async with asyncio.timeout(1200 if LONG else 180):
                await asyncio.gather(kill(), *(each.run(settled) for each in clients))

        # Whoever waits for what was lost waits for ever: the comparison below tells what it was.
        with suppress(TimeoutError):
            asyncio.run(all_of_it())
        assert len(server.exits) >= KILLS
    check(place, clients, rooms)
    assert all(each.done for each in clients)


@pytest.mark.plugins
def test_a_server_that_is_told_to_stop_finishes_what_it_has_taken(place):
    rooms = [place.room()]
    with place.serving() as server:
        texts = [f"Satz {each}" for each in range(15)]
        clients = [Client(server.port, place.token(), rooms[0], texts) for _ in range(6)]

        async def stop():
            while not any(each.acknowledged for each in clients):
                await asyncio.sleep(0.01)
            server.signal(signal.SIGTERM)

        def settled():
            return all(each.done and each.seq == len(texts) * len(clients) for each in clients)

        async def all_of_it():
            async with asyncio.timeout(90):
                await asyncio.gather(stop(), *(each.run(settled) for each in clients))

        asyncio.run(all_of_it())
        # uvicorn ends as the signal says; it was not killed and did not run into its limit.
        assert server.exits[0] in (0, -signal.SIGTERM)
    check(place, clients, rooms)


@pytest.mark.plugins
def test_what_is_sent_from_five_tabs_at_once_is_stored_once(place):
    """R9 in short."""
    room, people, ids = place.room(), 10, 5
    with place.serving() as server:

        async def press(token, client_id):
            tab = Client(server.port, token, room, ["dasselbe"], sent=[client_id])
            await tab.run(lambda: True)
            return client_id, tab.acknowledged[client_id]

        async def send(token, client_ids):
            found = []
            for client_id in client_ids:
                found += await asyncio.gather(*(press(token, client_id) for _ in range(5)))
            return found

        async def all_of_it():
            async with asyncio.timeout(120):
                tokens = [place.token() for _ in range(people)]
                return await asyncio.gather(
                    *(
                        send(token, [f"form-{person}-{n}" for n in range(ids)])
                        for person, token in enumerate(tokens)
                    )
                )

        answers = asyncio.run(all_of_it())
    rows = place.stored(room)
    assert len(rows) == people * ids
    numbers = {client_id: seq for seq, _text, client_id in rows}
    assert all(numbers[client_id] == seq for theirs in answers for client_id, seq in theirs)


@pytest.mark.plugins
def test_clients_that_stop_reading_are_cut_off_and_cost_no_memory(place):
    """R6 in short: 5 of 15 stop reading."""
    room = place.room()
    long_text = "x" * 6000
    with place.serving() as server:
        clients = [Client(server.port, place.token(), room, [long_text] * 60) for _ in range(10)]
        stalled = [Stalled(server.port, place.token(), room) for _ in range(5)]
        before = []

        def settled():
            return all(each.done and each.seq == 600 for each in clients)

        async def all_of_it():
            async with asyncio.timeout(150):
                await server.answers()
                await asyncio.gather(*(each.enter() for each in stalled))
                before.append(server.memory())
                await asyncio.gather(*(each.run(settled) for each in clients))
                await asyncio.gather(*(each.cut_off() for each in stalled))
                return server.memory()

        after = asyncio.run(all_of_it())
        assert after - before[0] <= 20
    check(place, clients, [room])


class Stalled(Client):
    """Somebody whose page never reads what it is sent."""

    def __init__(self, port, token, room):
        super().__init__(port, token, room, [])

    async def enter(self):
        """Connect, subscribe, and read nothing from then on."""
        self.raw = socket.socket()
        self.raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.raw.connect(("127.0.0.1", self.port))
        self.raw.setblocking(False)
        self.place = f":{self.raw.getsockname()[1]:04X} "
        self.socket = await connect(
            f"ws://127.0.0.1:{self.port}/socket.io/?EIO=4&transport=websocket",
            sock=self.raw,
            origin=f"http://127.0.0.1:{self.port}",
            additional_headers={"Cookie": f"s={self.token}"},
            max_queue=1,
            ping_interval=None,
        )
        await Wire(self.socket, self._take).enter(self.token)
        await self.socket.send(f'42/kite,1["subscribe",{{"conversation":"{self.room}"}}]')

    async def cut_off(self):
        """Wait until the server has hung up: the system knows no such connection any more."""
        while any(
            self.place in line and line.split()[3] == "01"
            for line in Path("/proc/net/tcp").read_text().splitlines()
        ):
            await asyncio.sleep(0.2)
        self.socket.transport.abort()
