"""One connection of a page, in the words of the protocol (Engine.IO 4, Socket.IO 5)."""

import asyncio
import json

from kites_web import NoAnswer
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from vamv.vault.tokens import csrf_token

SILENCE = 45  # seconds without a word, not even a ping, after which the library hangs up
OPENING = 10  # seconds for a connection to open


class Gone(Exception):
    """The connection is no good any more."""


# What may happen to a connection while a server dies.
LOST = (OSError, WebSocketException, TimeoutError, Gone, NoAnswer)


def opening(port, token, **more):
    """Return what opens a socket as a page of the portal does."""
    return connect(
        f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket",
        origin=f"http://127.0.0.1:{port}",
        additional_headers={"Cookie": f"s={token}"},
        open_timeout=OPENING,
        close_timeout=1,
        ping_interval=None,
        # A page of a hundred long messages is more than the library expects.
        max_size=None,
        **more,
    )


class Wire:
    """A socket in the namespace `/kite`; `take(event, data)` is called for what the server says."""

    def __init__(self, port, token, take, **more):
        self._opening, self._token, self._take = opening(port, token, **more), token, take
        self._number = 0
        self._answers = {}

    async def __aenter__(self):
        self.socket = await self._opening.__aenter__()
        try:
            async with asyncio.timeout(OPENING):
                await self.socket.recv()
                await self.socket.send(f"40/kite,{json.dumps({'csrf': csrf_token(self._token)})}")
                entered = await self.socket.recv()
            if not entered.startswith("40/kite,"):
                raise Gone(entered)
        except BaseException:
            await self.close()
            raise
        self.listening = asyncio.create_task(self._listen())
        return self

    async def __aexit__(self, *_error):
        self.listening.cancel()
        await asyncio.gather(self.listening, return_exceptions=True)
        await self.close()

    async def close(self):
        """Hang up; what is dead is not waited for."""
        self.socket.transport.abort()
        await self.socket.wait_closed()

    async def _listen(self):
        try:
            while True:
                packet = await asyncio.wait_for(self.socket.recv(), SILENCE)
                if packet == "2":
                    await self.socket.send("3")
                elif packet.startswith("42/kite,"):
                    self._take(*json.loads(packet[len("42/kite,") :]))
                elif packet.startswith("43/kite,"):
                    number, _, body = packet[len("43/kite,") :].partition("[")
                    answer = self._answers.pop(int(number), None)
                    if answer is not None and not answer.done():
                        answer.set_result(json.loads(f"[{body}")[0])
                else:
                    raise Gone(packet)
        finally:
            for answer in self._answers.values():
                if not answer.done():
                    answer.set_exception(Gone("hung up"))
                    answer.exception()

    async def ask(self, event, data, patience):
        """Send an event and return its answer."""
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self.socket.send(f"42/kite,{self._number}{json.dumps([event, data])}")
        return await asyncio.wait_for(answer, patience)
