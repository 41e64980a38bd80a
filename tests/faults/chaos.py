"""A bad line: a TCP proxy that cuts connections, swallows one direction for a while, and splits what it carries."""

import asyncio
import random
import struct
from socket import SO_LINGER, SOL_SOCKET

RESET = struct.pack("ii", 1, 0)
PIECE = 1400  # bytes at most, as on a line; often far fewer
SMALL = 0.3  # share of the pieces that are a few bytes


def _is_open(writer):
    return writer.get_extra_info("socket").fileno() >= 0


class Chaos:
    """Connections to `target` through a port of its own. Times in seconds, each a pair (least, most).

    `cut`: after how long a connection is cut off, with a reset or without. `hole`: for how long a direction carries
    nothing; what was sent meanwhile comes late, or the connection is cut then, in half of the cases each. `holes`:
    how probably a connection falls into one instead of being cut at once.
    """

    def __init__(self, target, seed, *, cut, hole, holes=0.3):
        self._target, self._chance = target, random.Random(seed)
        self._cut, self._hole, self._holes = cut, hole, holes
        self._connections = set()
        self._opened = []
        self._calm = asyncio.Event()
        self.cuts = self.swallowed = 0

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_error):
        self._server.close()
        for task in self._connections:
            task.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)
        self._hang_up([writer for writer in self._opened if _is_open(writer)])
        # What was hung up is let go in the loop's next turns.
        while any(_is_open(writer) for writer in self._opened):
            await asyncio.sleep(0.01)

    def rest(self):
        """Be a good line from now on; what was held back is let go."""
        self._calm.set()

    async def _carry(self, reader, writer):
        task = asyncio.current_task()
        self._connections.add(task)
        writers, work = [writer], []
        self._opened.append(writer)
        try:
            there, other = await asyncio.open_connection("127.0.0.1", self._target)
            writers.append(other)
            self._opened.append(other)
            is_open = (asyncio.Event(), asyncio.Event())
            for each in is_open:
                each.set()
            ways = (self._pass(reader, other, is_open[0]), self._pass(there, writer, is_open[1]))
            work = [asyncio.create_task(each) for each in (*ways, self._disturb(is_open))]
            await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
        except OSError:
            return
        finally:
            for each in work:
                each.cancel()
            await asyncio.gather(*work, return_exceptions=True)
            self._hang_up(writers)
            self._connections.discard(task)

    async def _pass(self, reader, writer, is_open):
        while data := await reader.read(65536):
            while data:
                await is_open.wait()
                size = PIECE
                if not self._calm.is_set():
                    size = self._chance.randint(1, 8 if self._chance.random() < SMALL else PIECE)
                writer.write(data[:size])
                await writer.drain()
                data = data[size:]
                # A turn for the others, so that the pieces really go one by one.
                await asyncio.sleep(0)

    async def _disturb(self, directions):
        while not self._calm.is_set():
            await self._wait(self._cut)
            if self._calm.is_set():
                break
            if self._chance.random() >= self._holes:
                self.cuts += 1
                return
            direction = self._chance.choice(directions)
            direction.clear()
            self.swallowed += 1
            await self._wait(self._hole)
            direction.set()
            if self._chance.random() < 0.5 and not self._calm.is_set():
                return
        await asyncio.Event().wait()

    async def _wait(self, seconds):
        try:
            await asyncio.wait_for(self._calm.wait(), self._chance.uniform(*seconds))
        except TimeoutError:
            return

    def _hang_up(self, writers):
        reset = self._chance.random() < 0.5
        for writer in writers:
            if reset:
                writer.get_extra_info("socket").setsockopt(SOL_SOCKET, SO_LINGER, RESET)
            writer.transport.abort()
