"""What is the shared transaction worth, and how long does somebody wait who writes into a full room?

1. Messages acknowledged a second, every commit on the disk, with 50 and 500 people who each send the next
   when the last is acknowledged, over sockets: ours on SQLite and on PostgreSQL, each beside one transaction
   for each message, and beside the minimal Node server (`node_chat/`), which asks nobody who they are. Nobody
   reads. All run at once and take turns.
2. From sending to the acknowledgement and to each delivery, with 20 messages a second to 500 members, alone
   and while the same process serves pages as fast as it can.

Goals: at least 1.5 times as many as one transaction each; 99 of 100 acknowledged within 50 ms beside pages.
`--quick` leaves out the 500 senders.
"""

import http.client
import json
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from chat_clients import Clients, Crowd, Peer, Then
from chat_servers import NODE, ChatServer, running
from forum_measure import share
from forum_portal import fetch

SENDERS = (50, 500)
SERVERS = ("on SQLite", "each on SQLite", "on PostgreSQL", "each on PostgreSQL", NODE)
ROUNDS = 3
WARM, LONG = 1.0, 3.0  # seconds
MEMBERS = 500
MESSAGES, RATE = 200, 20.0  # messages, a second
READERS = 4  # of pages, each asking for the next when the last has come
TOGETHER_GOAL = 1.5
WAIT_GOAL = 0.05  # seconds


def rate(clients: Clients, crowd: Crowd) -> float:
    """Return how many messages a server acknowledges a second."""
    end = time.perf_counter() + WARM + LONG

    def next_of(peer: Peer) -> None:
        if time.perf_counter() < end:
            crowd.say(lambda _answer: next_of(peer), peer)

    for peer in crowd.people:
        next_of(peer)
    clients.during(WARM, lambda: None)
    began, before = time.perf_counter(), crowd.acknowledged
    clients.during(end - began, lambda: None)
    found = (crowd.acknowledged - before) / (time.perf_counter() - began)
    clients.until(lambda: crowd.settled)
    return found


def compare(senders: int) -> bool:
    """Measure and print for so many people who write; return whether the goal is met."""
    with running(senders, *SERVERS) as servers:
        clients = Clients()
        crowds = {name: Crowd(clients, server, subscribe=False) for name, server in servers.items()}
        for crowd in crowds.values():
            crowd.open(senders)
        rounds = [{name: rate(clients, crowd) for name, crowd in crowds.items()} for _ in range(ROUNDS)]
    print(f"{senders} senders: messages acknowledged a second; {ROUNDS} rounds")
    met = True
    for name in servers:
        line = f"  {name}: {statistics.median(each[name] for each in rounds):,.0f}"
        for other in (f"each {name}", NODE):
            if other in servers and name != other:
                ratio = statistics.median(each[name] / each[other] for each in rounds)
                line += f"; {ratio:.2f} of {other}"
                met = met and (other == NODE or ratio >= TOGETHER_GOAL)
        print(line)
    return met


def waits(clients: Clients, crowd: Crowd) -> tuple[list[float], list[float]]:
    """Return the seconds from sending to the acknowledgement and to each delivery."""
    sent: dict[int, float] = {}
    acknowledged: list[float] = []
    crowd.arrivals = []

    def said() -> Then:
        began = time.perf_counter()

        def answered(answer: bytes) -> None:
            acknowledged.append(time.perf_counter() - began)
            sent[json.loads(b"[" + answer)[0]["seq"]] = began

        return answered

    clients.paced(crowd, MESSAGES, RATE, said)
    delivered = [moment - sent[seq] for moment, seq in crowd.arrivals]
    crowd.arrivals = None
    return acknowledged, delivered


def _read(port: int, token: str, count: Any) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    while True:
        fetch(connection, "/", token)
        with count.get_lock():
            count.value += 1


@contextmanager
def pages(server: ChatServer) -> Iterator[Any]:
    """Have people read the start page, from processes of their own; give how many have been read."""
    count = multiprocessing.Value("i", 0)
    # Templates are compiled once, and by nobody who is measured.
    fetch(http.client.HTTPConnection("127.0.0.1", server.port), "/", server.tokens[0])
    readers = [
        multiprocessing.Process(target=_read, args=(server.port, token, count), daemon=True)
        for token in server.tokens[:READERS]
    ]
    for reader in readers:
        reader.start()
    yield count
    for reader in readers:
        reader.kill()
        reader.join()


def wait_in_a_full_room() -> bool:
    """Measure and print the time until a message is stored and seen; return whether the goal is met."""
    met = True
    print(f"{RATE:.0f} messages a second to {MEMBERS} members, ms from sending: p50 and p99")
    with running(MEMBERS, "on SQLite", "on PostgreSQL", NODE) as servers:
        for name, server in servers.items():
            clients = Clients()
            crowd = Crowd(clients, server)
            crowd.open(MEMBERS)
            waits(clients, crowd)
            _print_waits(name, "alone", *waits(clients, crowd))
            if name != NODE:
                with pages(server) as count:
                    began = time.perf_counter()
                    acknowledged, delivered = waits(clients, crowd)
                    served = count.value / (time.perf_counter() - began)
                _print_waits(name, f"beside {served:.0f} pages a second", acknowledged, delivered)
                met = met and share(acknowledged, 0.99) <= WAIT_GOAL
            crowd.close()
    return met


def _print_waits(name: str, how: str, acknowledged: list[float], delivered: list[float]) -> None:
    found = [f"{share(each, part) * 1000:.0f}" for each in (acknowledged, delivered) for part in (0.5, 0.99)]
    print(f"  {name}, {how}: acknowledged {found[0]} and {found[1]}, delivered {found[2]} and {found[3]}")


def main() -> int:
    """Measure, print, and return whether the goals are met."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    sizes = SENDERS[:1] if "--quick" in sys.argv else SENDERS
    met = [compare(senders) for senders in sizes]
    met.append(wait_in_a_full_room())
    print(
        f"goals: {TOGETHER_GOAL} times one transaction each;"
        f" acknowledged within {WAIT_GOAL * 1000:.0f} ms beside pages (p99)"
    )
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
