"""Clients of the small chat for the fault tests: they keep a history of what they were told, and give up nothing."""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field

from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from vamv.db.types import new_id
from vamv.vault.tokens import csrf_token

ANSWER = 3  # seconds to wait for an answer before asking again
AGAIN = 0.1  # seconds between two attempts to connect


class Gone(Exception):
    """The connection is no good any more."""


class Wire:
    """One connection, in the words of the protocol (Engine.IO 4, Socket.IO 5)."""

    def __init__(self, socket, take):
        self._socket, self._take = socket, take
        self._number = 0
        self._answers = {}

    async def enter(self, token):
        await self._socket.recv()
        await self._socket.send(f"40/kite,{json.dumps({'csrf': csrf_token(token)})}")
        entered = await asyncio.wait_for(self._socket.recv(), ANSWER)
        if not entered.startswith("40/kite,"):
            raise Gone(entered)

    async def listen(self):
        async for packet in self._socket:
            if packet == "2":
                await self._socket.send("3")
            elif packet.startswith("42/kite,"):
                self._take(*json.loads(packet[len("42/kite,") :]))
            elif packet.startswith("43/kite,"):
                number, _, body = packet[len("43/kite,") :].partition("[")
                self._answers.pop(int(number)).set_result(json.loads(f"[{body}")[0])
            else:
                raise Gone(packet)

    async def ask(self, event, data):
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send(f"42/kite,{self._number}{json.dumps([event, data])}")
        return await asyncio.wait_for(answer, ANSWER)


@dataclass
class Client:
    """Somebody who writes `texts` one after the other and reads everything.

    `acknowledged`: number by client id; `sent`: client ids in their order; `view`: the rows as seen.
    """

    port: int
    token: str
    room: str
    texts: list[str]
    pause: float = 0.0
    seq: int = 0
    view: list[tuple[int, str]] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)
    acknowledged: dict[str, int] = field(default_factory=dict)
    codes: set[str] = field(default_factory=set)
    about_to_send: asyncio.Event = field(default_factory=asyncio.Event)
    gap: bool = False

    async def run(self, until):
        """Write everything, then read until `until()`; whatever happens to the server meanwhile."""
        while not (self.done and until()):
            try:
                await self._connected(until)
            except (OSError, WebSocketException, TimeoutError, Gone, asyncio.CancelledError) as error:
                if isinstance(error, asyncio.CancelledError) and asyncio.current_task().cancelling():
                    raise
                await asyncio.sleep(AGAIN)

    @property
    def done(self):
        return len(self.acknowledged) == len(self.texts)

    async def _connected(self, until):
        url = f"ws://127.0.0.1:{self.port}/socket.io/?EIO=4&transport=websocket"
        headers = {"Cookie": f"s={self.token}"}
        async with connect(
            url,
            origin=f"http://127.0.0.1:{self.port}",
            additional_headers=headers,
            close_timeout=1,
            # A page of a hundred long messages is more than the library expects.
            max_size=None,
        ) as socket:
            wire = Wire(socket, self._take)
            await wire.enter(self.token)
            listening = asyncio.create_task(wire.listen())
            working = asyncio.create_task(self._work(wire, until))
            try:
                await asyncio.wait((listening, working), return_when=asyncio.FIRST_COMPLETED)
                if working.done():
                    working.result()
                else:
                    raise Gone
            finally:
                for task in (listening, working):
                    task.cancel()
                    with contextlib.suppress(asyncio.CancelledError, Exception):
                        await task

    async def _work(self, wire, until):
        await self._ask(wire, "subscribe", {"conversation": self.room})
        await self._catch_up(wire)
        while not self.done:
            if len(self.sent) == len(self.acknowledged):
                self.sent.append(new_id())
            client_id = self.sent[-1]
            data = {"conversation": self.room, "text": self.texts[len(self.sent) - 1], "client_id": client_id}
            self.about_to_send.set()
            answer = await self._ask(wire, "send", data)
            self.acknowledged[client_id] = answer["seq"]
            await asyncio.sleep(self.pause)
        while not until():
            await self._catch_up(wire)
            await asyncio.sleep(0.3)

    async def _ask(self, wire, event, data):
        while True:
            answer = await wire.ask(event, data)
            self.codes.add(answer["code"])
            if answer["code"] == "ok":
                return answer
            if answer["code"] == "moving":
                raise Gone
            await asyncio.sleep(AGAIN)

    async def _catch_up(self, wire):
        more = True
        while more:
            answer = await self._ask(wire, "fetch", {"conversation": self.room, "after": self.seq})
            self._apply(answer["rows"], answer["upto"])
            more = answer["more"]

    def _take(self, event, told):
        # A push that leaves a gap is not shown: the next fetch brings it in its order.
        if event == "rows" and told["after"] <= self.seq:
            self._apply(told["rows"], told["upto"])

    def _apply(self, rows, upto):
        for row in rows:
            if row["seq"] > self.seq:
                self.view.append((row["seq"], row["text"]))
        self.seq = max(self.seq, upto)
