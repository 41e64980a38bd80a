"""What does it cost to hand a message to 200 sockets in one room? CPU of the server per delivery.

Our manager (encoded and framed once, written to each connection) against the library's own, each in a process
of its own with the same server under it, in turns; 50 messages of 600 bytes a round, one every 20 ms.
`--sockets 1000` for more. Goal: at most a third.
"""

import asyncio
import json
import multiprocessing
import os
import socket
import statistics
import sys
import time
from importlib.metadata import version
from typing import Any

import socketio
import uvicorn
from websockets.asyncio.client import connect

from vamv.realtime.connection import PACKET_LIMIT, Connection
from vamv.realtime.engine import Engine

MESSAGES = 50
PAUSE = 0.02  # seconds between two messages
ROUNDS = 3
GOAL = 0.33
ROW = {"conversation": "r" * 26, "after": 1, "upto": 2, "rows": [{"seq": 2, "text": "x" * 500}]}


class Room(socketio.AsyncNamespace):
    """Everybody is in the room; `go` sends the messages and answers with the seconds of CPU they took."""

    async def on_connect(self, sid: str, _environ: Any, _auth: Any) -> None:
        await self.enter_room(sid, "everybody")

    async def on_go(self, _sid: str, _data: Any) -> float:
        began = time.process_time()
        for _ in range(MESSAGES):
            await self.emit("rows", ROW, room="everybody")
            await asyncio.sleep(PAUSE)
        while any(not each.queue.empty() for each in self.server.eio.sockets.values()):
            await asyncio.sleep(PAUSE)
        return time.process_time() - began


def serve(listener: socket.socket, ours: bool) -> None:
    """Serve with our manager or the library's."""
    engine = Engine()
    if not ours:
        engine.manager = socketio.AsyncManager()
        engine.manager.set_server(engine)
    engine.register_namespace(Room("/room"))
    options: dict[str, Any] = {"ws_max_size": PACKET_LIMIT, "ws_per_message_deflate": False}
    app = socketio.ASGIApp(engine)
    config = uvicorn.Config(
        app, log_config=None, lifespan="off", ws=Connection, ws_ping_interval=None, **options
    )
    uvicorn.Server(config).run([listener])


class Sockets:
    """So many connections to one server, in the words of the protocol."""

    def __init__(self, port: int) -> None:
        self.url = f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket"
        self.got = 0
        self.cpu: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self.all: list[Any] = []

    async def open(self, count: int) -> None:
        """Open them all."""
        for _ in range(count):
            opened = await connect(self.url, compression=None, ping_interval=None)
            await opened.recv()
            await opened.send("40/room,")
            await opened.recv()
            self.all.append(opened)
        self.tasks = [asyncio.create_task(self._read(each)) for each in self.all]

    async def go(self) -> float:
        """Have the messages sent; return microseconds of CPU per delivery once all have come."""
        self.cpu = asyncio.get_running_loop().create_future()
        before = self.got
        await self.all[0].send('42/room,1["go",0]')
        seconds = await self.cpu
        wanted = len(self.all) * MESSAGES
        async with asyncio.timeout(30):
            while self.got - before < wanted:
                await asyncio.sleep(0.01)
        return seconds / wanted * 1e6

    async def _read(self, opened: Any) -> None:
        async for packet in opened:
            if packet == "2":
                await opened.send("3")
            elif packet.startswith("42/room,"):
                self.got += 1
            elif packet.startswith("43/room,1"):
                self.cpu.set_result(json.loads(packet.removeprefix("43/room,1"))[0])


async def measure(ports: list[int], count: int) -> list[tuple[float, float]]:
    """Return microseconds per delivery, ours and theirs, for each round."""
    sides = [Sockets(port) for port in ports]
    for each in sides:
        await each.open(count)
        await each.go()
    found = []
    for _ in range(ROUNDS):
        ours, theirs = await sides[0].go(), await sides[1].go()
        found.append((ours, theirs))
    for each in sides:
        for task in each.tasks:
            task.cancel()
    return found


def main() -> int:
    """Measure, print, and return whether the goal is met."""
    count = int(sys.argv[sys.argv.index("--sockets") + 1]) if "--sockets" in sys.argv else 200
    spawn = multiprocessing.get_context("fork")
    listeners = [socket.create_server(("127.0.0.1", 0), backlog=1000) for _ in range(2)]
    servers = [
        spawn.Process(target=serve, args=(listener, ours), daemon=True)
        for listener, ours in zip(listeners, (True, False), strict=True)
    ]
    for each in servers:
        each.start()
    began, cpu = time.perf_counter(), time.process_time()
    found = asyncio.run(measure([each.getsockname()[1] for each in listeners], count))
    share = (time.process_time() - cpu) / (time.perf_counter() - began)
    ours, theirs = (statistics.median(row[side] for row in found) for side in (0, 1))
    ratio = statistics.median(one / other for one, other in found)
    print(
        f"{count} sockets: {ours:.1f} µs of CPU per delivery, the library's manager {theirs:.1f};"
        f" ratio {ratio:.2f} (goal {GOAL})"
    )
    print(
        f"python-socketio {version('python-socketio')}, uvicorn {version('uvicorn')}; {ROUNDS} rounds of"
        f" {MESSAGES} messages; the clients used {share:.0%} of a core"
    )
    for each in servers:
        os.kill(each.pid or 0, 9)
        each.join()
    return 0 if ratio <= GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
