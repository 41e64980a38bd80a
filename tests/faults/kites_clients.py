"""Clients of the small chat for the fault tests. They do what pages do, and note what they do and are told.

`SocketClient` is a page with its socket, `PollingClient` one whose sockets are blocked, `PageClient` somebody
without scripts. They wait as long as `static/realtime.js` does before they come back, and look as often.
"""

import asyncio
import json
import random
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from kites_web import PAGE, ask
from kites_wire import LOST, Wire

from vamv.db.types import new_id

PATIENCE = 10  # seconds without an answer after which a connection is taken for dead
OFTEN = 30  # seconds between two looks for what may have been missed
OFFLINE_OFTEN = 5  # the same without a socket
RETRY = 3  # seconds between two attempts to send without a socket
# Seconds before a page connects again: first, at most. A real one waits longer, and asks over HTTP meanwhile.
BACK = (1, 5)


@dataclass
class Client:
    """Somebody who writes `count` messages, one after the other, and reads everything.

    `ports`: of the servers; each connection goes to any of them. `gap`: seconds between two messages. `gives_up`:
    how probably a message is let go when its connection breaks, as by somebody who closes the page. `ids`: the
    numbers of the messages, fresh ones by default. `sending`: set right before a message leaves.
    """

    number: int
    ports: list[int]
    token: str
    person_id: str
    room: str
    history: Any
    count: int = 0
    gap: float = 0.0
    gives_up: float = 0.0
    ids: list[str] = field(default_factory=list)
    word: str = "Satz"
    sending: asyncio.Event = field(default_factory=asyncio.Event)
    seq: int = 0
    begun: int = 0  # messages
    ended: int = 0
    pending: tuple[str, str] | None = None

    def __post_init__(self):
        self.chance = random.Random(self.number)
        self.due = None
        self.history.note(
            "client", who=self.number, kind=type(self).__name__, person=self.person_id, room=self.room
        )

    @property
    def done(self):
        """Whether everything has been acknowledged or given up."""
        return self.ended == self.count

    async def run(self, finished):
        """Write everything, and read until `finished` is set; whatever happens to the server meanwhile."""
        attempt = 0
        while not finished.is_set():
            try:
                await self._visit(finished)
            except LOST as error:
                # What is only late may still be stored, behind the next one: that is nobody's fault.
                late = isinstance(error, TimeoutError) or isinstance(error.__cause__, TimeoutError)
                if self.pending and not late and self.chance.random() < self.gives_up:
                    self.history.note("gave up", who=self.number, id=self.pending[0])
                    self._end()
                attempt = 0 if self.was_there else attempt + 1
                await self._sleep(self._back(attempt), finished)

    def _back(self, attempt):
        return min(BACK[0] * 2**attempt * self.chance.uniform(0.5, 1.5), BACK[1])

    async def _sleep(self, seconds, finished):
        with suppress(TimeoutError):
            await asyncio.wait_for(finished.wait(), seconds)

    def port(self):
        """Any of the servers, as a proxy in front would choose."""
        return self.chance.choice(self.ports)

    def _until_due(self):
        """Return for how many seconds nothing is to be sent: after a long silence, everything at once."""
        now = asyncio.get_running_loop().time()
        if self.due is None:
            self.due = now + self.chance.uniform(0, self.gap)
        return max(0.0, self.due - now)

    def _begin(self, client_id=None):
        """Take up the next message, or the one that is still waiting for its answer."""
        if self.pending is None:
            client_id = self.ids[self.begun] if self.ids else client_id or new_id()
            self.pending = (client_id, f"{self.word} {self.number}-{self.begun}")
            self.begun += 1
            self.history.note("send", who=self.number, id=client_id, text=self.pending[1])
        self.sending.set()
        return self.pending

    def _told(self, seq):
        """The message is stored, says the server."""
        self.history.note("told", who=self.number, id=self.pending[0], seq=seq)
        self._end()

    def _end(self):
        self.pending = None
        self.ended += 1
        self.due += self.gap

    def _saw(self, rows, upto):
        """Show what is new."""
        new = [(seq, text) for seq, text in rows if seq > self.seq]
        if new:
            self.history.note("saw", who=self.number, rows=new)
        self.seq = max(self.seq, upto)


class SocketClient(Client):
    """A page whose socket is open."""

    async def _visit(self, finished):
        self.was_there = False
        self.missing = asyncio.Event()
        async with Wire(self.port(), self.token, self._take) as wire:
            self.was_there = True
            await self._ask(wire, "subscribe", {"conversation": self.room})
            await self._catch_up(wire)
            work = (wire.listening, self._look(wire), self._write(wire, finished), finished.wait())
            tasks = [asyncio.ensure_future(each) for each in work]
            try:
                done, _others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
                for each in done:
                    each.result()
            finally:
                for each in tasks:
                    each.cancel()
                await asyncio.gather(*tasks, return_exceptions=True)

    async def _write(self, wire, finished):
        while not self.done:
            await self._sleep(self._until_due(), finished)
            client_id, text = self._begin()
            data = {"conversation": self.room, "text": text, "client_id": client_id}
            answer = await self._ask(wire, "send", data)
            self._told(answer["seq"])
        await finished.wait()

    async def _look(self, wire):
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.missing.wait(), OFTEN)
            self.missing.clear()
            await self._catch_up(wire)

    async def _ask(self, wire, event, data):
        while True:
            answer = await wire.ask(event, data, PATIENCE)
            if answer["code"] == "ok":
                return answer
            assert answer["code"] in ("busy", "moving", "too_many", "error"), answer
            await asyncio.sleep(RETRY / 10)

    async def _catch_up(self, wire):
        more = True
        while more:
            answer = await self._ask(wire, "fetch", {"conversation": self.room, "after": self.seq})
            self._apply(answer)
            more = answer["more"]

    def _take(self, event, told):
        if event == "rows" and told["after"] <= self.seq:
            self._apply(told)
        else:
            # Something is missing before it: the next fetch brings everything in its order.
            self.missing.set()

    def _apply(self, told):
        self._saw([(row["seq"], row["text"]) for row in told["rows"]], told["upto"])


class PageClient(Client):
    """Somebody without scripts, who sends the form and loads the page again."""

    often, retry = OFFLINE_OFTEN, 1
    was_there = True

    @property
    def path(self):
        return f"/kites/{self.room}"

    async def _visit(self, finished):
        fields = await self._look()
        while not finished.is_set():
            if self.done:
                await self._sleep(self.often, finished)
            elif (wait := self._until_due()) > 0:
                await self._sleep(min(wait, self.often), finished)
            else:
                await self._send(fields, finished)
            fields = await self._look()

    async def _send(self, fields, finished):
        client_id, text = self._begin(fields.get("client_id"))
        sent = {"csrf_token": fields["csrf_token"], "client_id": client_id, "text": text}
        answer = await ask(self.port(), self.path, self.token, sent, patience=PATIENCE)
        assert answer.status == 303, answer
        place, _, after = answer.headers["location"].partition("?after=")
        assert place.endswith(self.path), answer
        self._told(int(after) + 1)

    def _back(self, attempt):
        return self.retry * self.chance.uniform(0.5, 1.5)

    async def _look(self):
        """Load the page, and those behind it; return the fields of the form."""
        while True:
            page = await ask(self.port(), f"{self.path}?after={self.seq}", self.token, patience=PATIENCE)
            assert page.status == 200, page
            self._saw(page.lines, max((seq for seq, _text in page.lines), default=0))
            if len(page.lines) < PAGE:
                return page.fields


class PollingClient(PageClient):
    """A page whose sockets are blocked: it asks over HTTP, and sends the form in the background."""

    retry = RETRY
    fields = None

    async def _look(self):
        if self.fields is None:
            page = await ask(self.port(), self.path, self.token, patience=PATIENCE)
            self.fields = {"csrf_token": page.fields["csrf_token"]}
        more = True
        while more:
            path = f"{self.path}/rows?after={self.seq}"
            answer = await ask(self.port(), path, self.token, patience=PATIENCE)
            assert answer.status == 200, answer
            found = json.loads(answer.body)
            self._saw([(row["seq"], row["text"]) for row in found["rows"]], found["upto"])
            more = found["more"]
        return self.fields
