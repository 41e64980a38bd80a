"""What is the shared transaction worth? Messages acknowledged a second, SQLite, every commit on the disk.

50 people write at once into one room, each the next message when the last is acknowledged: through the
writer, which stores what has come meanwhile in one transaction, against one transaction for each message in
the threads for sockets; in turns. Both ask the session, the permission and the idempotency key anew for each
message. Without the wire. Goal: at least 1.5 times as many.
"""

import asyncio
import statistics
import sys
import time
from typing import Any

from forum_measure import share
from kites_portal import HOST, kites, portal

from vamv.api.orm import new_id
from vamv.realtime.portal import Portal
from vamv.realtime.writer import Writer

SENDERS = 50
EACH = 12
ROUNDS = 5
GOAL = 1.5


def main() -> int:
    """Measure, print, and return whether the goal is met."""
    with portal() as place:
        tokens = [place.token() for _ in range(SENDERS)]
        environs = [
            {
                "HTTP_COOKIE": f"s={token}",
                "HTTP_HOST": HOST,
                "HTTP_ORIGIN": f"http://{HOST}",
                "wsgi.url_scheme": "http",
            }
            for token in tokens
        ]
        found = asyncio.run(_measure(place, environs))
    ours, theirs = ([row[side] for row in found] for side in (0, 1))
    for name, rows in (("one transaction for many", ours), ("one transaction each", theirs)):
        rate = statistics.median(SENDERS * EACH / seconds for seconds, _ in rows)
        waits = [wait for _, each in rows for wait in each]
        print(
            f"{name}: {rate:.0f} acknowledged a second,"
            f" p50 {share(waits, 0.5) * 1000:.0f} ms, p99 {share(waits, 0.99) * 1000:.0f} ms"
        )
    ratio = statistics.median(other[0] / one[0] for one, other in found)
    print(f"ratio {ratio:.2f} (goal {GOAL}); {ROUNDS} rounds of {SENDERS * EACH} messages")
    return 0 if ratio >= GOAL else 1


async def _measure(place: Any, environs: list[dict[str, str]]) -> list[tuple[Any, Any]]:
    way_in = Portal(place.registry)
    writer = Writer(way_in)

    def together(environ: dict[str, str], work: Any) -> Any:
        return writer.write(environ, "accounts.own", work, place.room)

    def alone(environ: dict[str, str], work: Any) -> Any:
        return way_in.run(environ, "accounts.own", work)

    await _round(place, environs, together)
    await _round(place, environs, alone)
    found = [
        (await _round(place, environs, together), await _round(place, environs, alone)) for _ in range(ROUNDS)
    ]
    writer.close()
    way_in.close()
    return found


async def _round(place: Any, environs: list[dict[str, str]], write: Any) -> tuple[float, list[float]]:
    waits = []

    async def person(environ: dict[str, str]) -> None:
        for _ in range(EACH):
            data = {"conversation": place.room, "text": "x" * 300, "client_id": new_id()}
            began = time.perf_counter()
            await write(environ, lambda request, data=data: kites.Kites.on_send(None, request, data))
            waits.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(person(environ) for environ in environs))
    return time.perf_counter() - began, waits


if __name__ == "__main__":
    sys.exit(main())
