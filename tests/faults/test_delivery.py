"""A server that is told to stop, five tabs at once, and clients that never read (R9, R6).

R9 in full (`make faults LONG=1`): 1,000 forms, each sent five times at once and again a day later.
"""

import asyncio
import os
import signal
import socket
from datetime import timedelta
from pathlib import Path

import pytest
from kites import Line
from kites_checker import check
from kites_clients import Client, PageClient, PollingClient, SocketClient
from kites_run import LONG, play
from kites_wire import Wire
from sqlalchemy import select

FORMS = (250, 4) if LONG else (12, 2)  # people, and forms of each
AT_A_TIME = 12
TABS = (SocketClient, SocketClient, SocketClient, PollingClient, PageClient)


@pytest.mark.plugins
def test_a_server_that_is_told_to_stop_finishes_what_it_has_taken(place):
    room = place.room()
    with place.serving() as (server,):
        clients = [place.client(SocketClient, [server.port], room, count=15) for _ in range(6)]

        async def stop():
            while not any(each.ended for each in clients):
                await asyncio.sleep(0.01)
            server.signal(signal.SIGTERM)

        play(place, clients, stop(), limit=90)
        # uvicorn ends as the signal says; it was not killed and did not run into its limit.
        assert server.exits[0] in (0, -signal.SIGTERM)
    assert check(place.history.path, place.engine).acknowledged == 90


@pytest.mark.plugins
def test_what_is_sent_from_five_tabs_at_once_is_stored_once(place, tell):
    """R9."""
    room, (people, forms) = place.room(), FORMS
    persons = [place.people.make_person() for _ in range(people)]
    ids = [[f"form-{person}-{form}" for form in range(forms)] for person in range(people)]
    today = asyncio.run(_five_times(place, room, persons, ids, timedelta(0)))
    tomorrow = asyncio.run(_five_times(place, room, persons, ids, timedelta(days=1)))
    with place.engine.connect() as connection:
        stored = connection.execute(
            select(Line.client_id, Line.seq).where(Line.conversation_id == room)
        ).all()
    assert len(stored) == people * forms
    assert dict(stored) == today == tomorrow
    tell(f"{people * forms} forms, each sent 2 x {len(TABS)} times: {len(stored)} rows")


async def _five_times(place, room, persons, ids, later):
    """Send each form from all tabs at once; return the numbers that were told, by form."""
    tokens = [place.token(person, later) for person in persons]
    env = {**os.environ, "KITES_LATER": str(int(later.total_seconds()))}
    told = {}
    with place.serving(env=env) as (server,):

        async def press(number, client_id):
            tabs = [
                Tab.of(
                    kind, number, [server.port], tokens[number], persons[number].person_id, room, client_id
                )
                for kind in TABS
            ]
            over = asyncio.Event()
            running = [asyncio.create_task(tab.run(over)) for tab in tabs]
            while not all(tab.done for tab in tabs):
                await asyncio.sleep(0.01)
            over.set()
            await asyncio.gather(*running)
            (told[client_id],) = {tab.history.seq for tab in tabs}

        async def everything(number):
            for client_id in ids[number]:
                await press(number, client_id)

        # Some people at a time: what is tried here is the same form at once, not many forms.
        async with asyncio.timeout(1200):
            for start in range(0, len(persons), AT_A_TIME):
                part = range(start, min(start + AT_A_TIME, len(persons)))
                await asyncio.gather(*(everything(number) for number in part))
    return told


class Tab:
    """What one tab is told: the number of its only message."""

    seq = None

    @classmethod
    def of(cls, kind, number, ports, token, person_id, room, client_id):
        """Open a tab with this form in it."""
        return kind(number, ports, token, person_id, room, cls(), count=1, ids=[client_id], word="Formular")

    def note(self, what, **more):
        """Keep the number."""
        if what == "told":
            self.seq = more["seq"]


@pytest.mark.plugins
def test_clients_that_stop_reading_are_cut_off_and_cost_no_memory(place, tell):
    """R6 in short: 5 of 15 stop reading."""
    room = place.room()
    with place.serving() as (server,):
        more = {"count": 60, "word": "x" * 6000}
        clients = [place.client(SocketClient, [server.port], room, **more) for _ in range(10)]
        stalled = [place.client(Stalled, [server.port], room) for _ in range(5)]
        before = []

        async def stall():
            await asyncio.gather(*(each.enter() for each in stalled))
            before.append(server.memory())
            await asyncio.gather(*(each.cut_off() for each in stalled))

        play(place, clients, stall(), limit=150)
        after = server.memory()
        tell(f"{after - before[0]:.1f} MiB more")
        assert after - before[0] <= 20
    assert all(each.done for each in clients)


class Stalled(Client):
    """Somebody whose page never reads what it is sent."""

    async def enter(self):
        """Connect, subscribe, and read nothing from then on."""
        raw = socket.socket()
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        raw.connect(("127.0.0.1", self.ports[0]))
        raw.setblocking(False)
        self.place = f":{raw.getsockname()[1]:04X} "
        self.wire = Wire(self.ports[0], self.token, None, sock=raw, max_queue=1)
        await self.wire.__aenter__()
        self.wire.listening.cancel()
        await self.wire.socket.send(f'42/kite,1["subscribe",{{"conversation":"{self.room}"}}]')

    async def cut_off(self):
        """Wait until the server has hung up: the system knows no such connection any more."""
        while any(
            self.place in line and line.split()[3] == "01"
            for line in Path("/proc/net/tcp").read_text().splitlines()
        ):
            await asyncio.sleep(0.2)
        self.wire.socket.transport.abort()
