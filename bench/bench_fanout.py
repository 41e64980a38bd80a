"""What does it cost to store a message and hand it to everybody in one room, 200 and 1,000 sockets?

Ours on SQLite (every commit on the disk) and on PostgreSQL, beside a minimal Node server with Socket.IO that
stores in PostgreSQL (`node_chat/`), and beside ours with the library's own manager. All run at once and take
turns. In each round there are always 50 messages under way (saturation), and then 20 a second (calm). CPU is
that of the server's process: SQLite's is in it, PostgreSQL's is not.

Goal, at saturation: at most 1.3 times Node's CPU per delivery, at least 0.7 of its deliveries a second.
`--sockets N` for one size only.
"""

import resource
import statistics
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version

from chat_clients import Clients, Crowd
from chat_servers import NODE, running

SIZES = (200, 1000)
SERVERS = ("on SQLite", "on PostgreSQL", NODE, "library on SQLite")
OURS = SERVERS[:2]
ROUNDS = 3
UNDER_WAY = 50
WARM, LONG = 1.0, 3.0  # seconds
CALM, RATE = 40, 20.0  # messages, a second
CPU_GOAL, RATE_GOAL = 1.3, 0.7


@dataclass(frozen=True, slots=True)
class Round:
    """`rate`: deliveries a second; `cpu`, `calm`: microseconds of the server's for each."""

    rate: float
    cpu: float
    calm: float


def measure(clients: Clients, crowd: Crowd) -> Round:
    """Return one round of a server."""
    people, server = len(crowd.people), crowd.server

    def go_on() -> None:
        while crowd.sent - crowd.delivered / people < UNDER_WAY:
            crowd.say()

    clients.during(WARM, go_on)
    began, cpu, before = time.perf_counter(), server.cpu(), crowd.delivered
    clients.during(LONG, go_on)
    seconds, cpu, delivered = time.perf_counter() - began, server.cpu() - cpu, crowd.delivered - before
    clients.until(lambda: crowd.settled)
    calm = server.cpu()
    clients.paced(crowd, CALM, RATE, lambda: None)
    calm = server.cpu() - calm
    return Round(delivered / seconds, cpu / delivered * 1e6, calm / (CALM * people) * 1e6)


def compare(people: int) -> bool:
    """Measure and print for so many sockets; return whether the goals are met."""
    with running(people, *SERVERS) as servers:
        clients = Clients()
        crowds = {name: Crowd(clients, server) for name, server in servers.items()}
        for crowd in crowds.values():
            crowd.open(people)
        began, own = time.perf_counter(), time.process_time()
        rounds = [{name: measure(clients, crowd) for name, crowd in crowds.items()} for _ in range(ROUNDS)]
        share = (time.process_time() - own) / (time.perf_counter() - began)
    print(f"{people} sockets in one room; {ROUNDS} rounds; the clients used {share:.0%} of a core")
    met = True
    for name in servers:
        rate, cpu, calm = (_median(getattr(each[name], what) for each in rounds) for what in Round.__slots__)
        line = f"  {name}: {rate:,.0f} deliveries a second, {cpu:.1f} µs of CPU each; calm {calm:.1f} µs"
        if NODE in servers and name != NODE:
            pairs = [(each[name], each[NODE]) for each in rounds]
            rates = _median(one.rate / other.rate for one, other in pairs)
            cpus = _median(one.cpu / other.cpu for one, other in pairs)
            calms = _median(one.calm / other.calm for one, other in pairs)
            line += f"; to Node {rates:.2f} and {cpus:.2f}; calm {calms:.2f}"
            if name in OURS:
                met = met and rates >= RATE_GOAL and cpus <= CPU_GOAL
        print(line)
    return met


def _median(values: Iterable[float]) -> float:
    return statistics.median(values)


def main() -> int:
    """Measure, print, and return whether the goals are met."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    sizes = (int(sys.argv[sys.argv.index("--sockets") + 1]),) if "--sockets" in sys.argv else SIZES
    met = [compare(people) for people in sizes]
    print(
        f"goal: CPU at most {CPU_GOAL}, deliveries at least {RATE_GOAL} of Node's;"
        f" python-socketio {version('python-socketio')}, uvicorn {version('uvicorn')}"
    )
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
