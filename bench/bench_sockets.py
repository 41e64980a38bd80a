"""What does an open socket cost, and how long until a crowd is in the room and has read?

Memory of the server for each of 1,000 sockets in a room. Then 50 messages are there, and 1,000 people come at
once, each connecting, entering and fetching them; then 500 of them come back. Ours on SQLite, beside the
minimal Node server (`node_chat/`), which asks nobody who they are.

Goals: at most 40 kB a socket; everybody inside within 60 s.
"""

import resource
import sys
import time

from chat_clients import Clients, Crowd
from chat_servers import NODE, running

WARM = 200  # sockets before anything counts
MESSAGES = 50  # in the room
PEOPLE, BACK = 1000, 500
MEMORY_GOAL = 40.0  # kB
ENTER_GOAL = 60.0  # seconds


def main() -> int:
    """Measure, print, and return whether the goals are met."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    met = True
    with running(PEOPLE, "on SQLite", NODE) as servers:
        for name, server in servers.items():
            clients = Clients()
            first = Crowd(clients, server)
            first.open(WARM)
            clients.paced(first, MESSAGES, 100.0, lambda: None)
            before = server.memory()
            resting = Crowd(clients, server)
            resting.open(PEOPLE)
            memory = (server.memory() - before) / PEOPLE / 1024
            resting.close()
            first.close()
            crowd = Crowd(clients, server, fetch=True)
            entered, back = (_enter(crowd, each) for each in (PEOPLE, BACK))
            print(
                f"{name}: {memory:.0f} kB a socket; {PEOPLE} enter and fetch in {entered:.1f} s,"
                f" {BACK} come back in {back:.1f} s"
            )
            if name != NODE:
                met = memory <= MEMORY_GOAL and entered <= ENTER_GOAL
    print(f"goals: {MEMORY_GOAL:.0f} kB a socket, {ENTER_GOAL:.0f} s")
    return 0 if met else 1


def _enter(crowd: Crowd, people: int) -> float:
    began = time.perf_counter()
    crowd.open(people)
    seconds = time.perf_counter() - began
    crowd.close()
    return seconds


if __name__ == "__main__":
    sys.exit(main())
