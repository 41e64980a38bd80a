"""A bad network, and a Redis that dies, forgets and stays away: the same promises hold (R5, R4).

In full (`make faults LONG=1`): R5 for five minutes with one-way silences of 30 to 60 seconds; R4 with ten kills of
Redis, five times all of it forgotten, and a minute without.
"""

import asyncio
import random

import pytest
from chaos import Chaos
from kites_checker import check
from kites_run import LONG, crowd, play
from kites_web import ask
from kites_wire import Wire

from vamv.testing.people import PASSWORD

SIZE = {"rooms": 20, "clients": 50} if LONG else {"rooms": 6, "clients": 18}
FLAPS = 300 if LONG else 25  # seconds
CUT = (2, 20) if LONG else (2, 9)  # seconds until a connection is cut
HOLE = (30, 60) if LONG else (6, 12)  # seconds for which one direction carries nothing
RATE = 20  # messages a second
CONVERGED = 30  # seconds after the network is good again
KILLS, FORGETS = (10, 5) if LONG else (2, 1)
AWAY = 60 if LONG else 12  # seconds without Redis
VISIBLE = 35  # seconds: pages and processes compare numbers every 30


@pytest.mark.plugins
def test_nothing_is_lost_on_a_bad_line(place, tell):
    """R5."""
    with place.serving() as (server,):
        clients = crowd(place, [server], **SIZE, messages=FLAPS * RATE, rate=RATE)
        line = Flaps(server.port, clients)
        play(place, clients, line.run(), around=line, limit=FLAPS + 180)
    figures = check(place.history.path, place.engine)
    tell(f"{line.chaos.cuts} cuts, {line.chaos.swallowed} silences; {figures}")
    assert line.chaos.cuts >= SIZE["clients"] / 2
    assert line.chaos.swallowed >= SIZE["clients"] / 6
    assert all(each.done for each in clients), "somebody never got an answer"
    assert figures.acknowledged == figures.messages == sum(each.count for each in clients)
    assert figures.convergence <= CONVERGED


class Flaps:
    """Puts the bad line between the clients and the server."""

    def __init__(self, port, clients):
        self._clients = clients
        self.chaos = Chaos(port, 5, cut=CUT, hole=HOLE)

    async def __aenter__(self):
        await self.chaos.__aenter__()
        for client in self._clients:
            client.ports[:] = [self.chaos.port]

    async def __aexit__(self, *error):
        await self.chaos.__aexit__(*error)

    async def run(self):
        """Disturb for a while, then be a good line."""
        await asyncio.sleep(FLAPS)
        self.chaos.rest()


@pytest.mark.plugins
def test_redis_may_die_forget_everything_and_stay_away(large_place, redis_server, tell):
    """R4: two processes; meanwhile people log in, and a page that asks too much is refused as ever."""
    place, chance = large_place, random.Random(4)
    with place.serving(2) as servers:
        step = 4
        seconds = AWAY + step * (KILLS + FORGETS) + 10
        clients = crowd(place, servers, **SIZE, messages=seconds * RATE, rate=RATE)
        stranger = place.people.make_person(name="Wache Eule")
        eager = place.token(place.people.make_person())

        async def disturb():
            for number in range(KILLS + FORGETS):
                await asyncio.sleep(step * chance.uniform(0.5, 1))
                if number % 3 == 2:
                    assert redis_server.tell("FLUSHALL") == "+OK"
                else:
                    redis_server.kill()
                    await asyncio.sleep(step * chance.uniform(0, 0.5))
                    await asyncio.to_thread(redis_server.start)
            redis_server.kill()
            await _log_in(servers[1].port, stranger.name)
            assert "too_many" in await _ask_too_much(servers[0].port, eager, clients[0].room)
            await asyncio.sleep(AWAY)
            await asyncio.to_thread(redis_server.start)

        play(place, clients, disturb(), limit=seconds + 120)
    figures = check(place.history.path, place.engine)
    tell(figures)
    assert all(each.done for each in clients), "somebody never got an answer"
    assert figures.acknowledged == figures.messages == sum(each.count for each in clients)
    assert figures.slowest <= VISIBLE


async def _log_in(port, name):
    page = await ask(port, "/login", None, patience=20)
    token = page.headers["set-cookie"].removeprefix("s=").split(";")[0]
    fields = {**page.fields, "name": name, "password": PASSWORD}
    answer = await ask(port, "/login", token, fields, patience=20)
    assert answer.status == 303, answer
    assert answer.headers["set-cookie"].removeprefix("s=").split(";")[0] != token


async def _ask_too_much(port, token, room):
    async with Wire(port, token, lambda *_told: None) as wire:
        asked = [wire.ask("subscribe", {"conversation": room}, 20) for _ in range(60)]
        return {answer["code"] for answer in await asyncio.gather(*asked)}
