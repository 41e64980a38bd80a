"""A run of a fault test: who takes part, what goes wrong meanwhile, and when it is over."""

import asyncio
import os
import signal
from contextlib import nullcontext, suppress

from kites import Room
from kites_clients import PageClient, PollingClient, SocketClient
from sqlalchemy import select

LONG = os.environ.get("VAMV_FAULTS") == "long"
AT_ONCE = 0.02  # seconds after a message has left, within which some of the kills come


def crowd(place, servers, *, rooms, clients, messages, rate, **more):
    """Make clients, three fifths with a socket and one fifth each without and without scripts.

    `messages`: of all of them together. `rate`: a second.
    """
    kinds = (SocketClient, SocketClient, SocketClient, PollingClient, PageClient)
    ports = [server.port for server in servers]
    ids = [place.room() for _ in range(rooms)]
    sending = asyncio.Event()
    return [
        place.client(
            # Not in step with the rooms, so that all kinds meet in each.
            kinds[(number + number // rooms) % len(kinds)],
            ports,
            ids[number % rooms],
            count=messages // clients,
            gap=clients / rate,
            sending=sending,
            **more,
        )
        for number in range(clients)
    ]


async def kills(servers, sending, chance, *, count, every):
    """Kill any of the servers `count` times, about every `every` seconds; a quarter right after a message left."""
    for number in range(count):
        server = chance.choice(servers)
        await asyncio.to_thread(server.is_up.wait)
        await asyncio.sleep(every * chance.uniform(0.5, 1.5))
        if number % 4 == 0:
            sending.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(sending.wait(), every)
            await asyncio.sleep(chance.uniform(0, AT_ONCE))
        server.signal(signal.SIGKILL)
    for server in servers:
        await asyncio.to_thread(server.is_up.wait)


def play(place, clients, *beside, limit, around=None):
    """Let clients write and read, and things happen `beside` them, until everybody has seen everything.

    `limit`: seconds. `around`: a context all of it happens in. What was lost is waited for in vain: the checker tells what it is.
    """
    try:
        asyncio.run(_play(place, clients, beside, limit, around or nullcontext()))
    except TimeoutError:
        return
    finally:
        place.history.close()


async def _play(place, clients, beside, limit, around):
    finished = asyncio.Event()

    async def settle():
        await asyncio.gather(*beside)
        place.history.note("quiet")
        while not (all(each.done for each in clients) and _all_seen(place, clients)):
            await asyncio.sleep(0.1)
        finished.set()

    async with around, asyncio.timeout(limit):
        await asyncio.gather(settle(), *(each.run(finished) for each in clients))


def _all_seen(place, clients):
    with place.engine.connect() as connection:
        last = dict(connection.execute(select(Room.id, Room.last_seq)).all())
    return all(each.seq >= last[each.room] for each in clients)
