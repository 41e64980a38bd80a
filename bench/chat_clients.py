"""A crowd of people on raw sockets, for the chat's benchmarks: one process, one selector, no library.

A library's client costs more than the server that is measured. This one reads a packet in one or two
microseconds, so that it is never what limits.
"""

import json
import re
import selectors
import socket
import time
from collections.abc import Callable
from typing import Any

from chat_servers import ChatServer

from vamv.db.types import new_id
from vamv.vault.tokens import csrf_token

TEXT = "x" * 240  # a message; a row has it twice, as text and as markup
ROW = b'"target":'  # once in each row
SEQ = re.compile(rb'"seq": ?([0-9]+)')
PATIENCE = 120.0  # seconds for anything to happen

Then = Callable[[bytes], None]


class Peer:
    """One socket: opens itself, enters the room, and says when it is there (`Crowd.inside`)."""

    def __init__(self, crowd: "Crowd", token: str) -> None:
        self._crowd = crowd
        self._token = token
        self._rest = b""
        self._number = 0
        self._then: dict[int, Then] = {}
        server = crowd.server
        self.socket = socket.create_connection(("127.0.0.1", server.port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        place = f"127.0.0.1:{server.port}"
        self.socket.sendall(
            "\r\n".join(
                (
                    "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
                    f"Host: {place}",
                    f"Origin: http://{place}",
                    f"Cookie: s={token}",
                    "Connection: Upgrade",
                    "Upgrade: websocket",
                    "Sec-WebSocket-Version: 13",
                    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                    "\r\n",
                )
            ).encode()
        )
        self._switched = False
        self.socket.setblocking(False)

    def ask(self, event: str, data: dict[str, Any], then: Then) -> None:
        """Send an event and have its answer given to `then`."""
        self._number += 1
        self._then[self._number] = then
        self._send(f"42/kite,{self._number}{json.dumps([event, data])}")

    def read(self) -> None:
        """Take in what has come."""
        chunk = self.socket.recv(1 << 20)
        if not chunk:
            raise RuntimeError("the server has hung up")
        data = self._rest + chunk
        at = 0
        if not self._switched:
            at = data.find(b"\r\n\r\n") + 4
            if at < 4:
                self._rest = data
                return
            if b" 101 " not in data[:at]:
                raise RuntimeError(data[:at].decode())
            self._switched = True
        # A frame of a server: two bytes, the longer form of the length, the packet (RFC 6455, 5.2).
        end = len(data)
        while end - at >= 2:
            size, start = data[at + 1], at + 2
            if size >= 126:
                start += 2 if size == 126 else 8
                size = int.from_bytes(data[at + 2 : start])
            if end < start + size:
                break
            at = start + size
            self._packet(data[start:at])
        self._rest = data[at:]

    def _packet(self, packet: bytes) -> None:
        kind = packet[:2]
        if kind == b"42":
            self._crowd.heard(packet)
        elif kind == b"43":
            number, _, answer = packet[8:].partition(b"[")
            if b'"ok"' not in answer:
                raise RuntimeError(answer.decode())
            self._then.pop(int(number))(answer)
        elif kind == b"2":
            self._send("3")
        elif kind == b"0{":
            self._send(f"40/kite,{json.dumps({'csrf': csrf_token(self._token)})}")
        elif kind == b"40":
            self._crowd.connected(self)
        else:
            raise RuntimeError(packet.decode())

    def _send(self, packet: str) -> None:
        data = packet.encode()
        head = bytes((0x81, 0x80 | len(data))) if len(data) < 126 else b"\x81\xfe" + len(data).to_bytes(2)
        # A mask of zeros is a mask.
        self.socket.sendall(head + bytes(4) + data)


class Crowd:
    """People of one server. `subscribe`: they enter the room, `fetch`: and ask for what is there.

    `delivered` counts rows that came to anybody, `acknowledged` the answers to those who sent.
    `arrivals`: the moment and number of each row, while it is a list.
    """

    def __init__(
        self, clients: "Clients", server: ChatServer, *, subscribe: bool = True, fetch: bool = False
    ):
        self.server = server
        self.people: list[Peer] = []
        self.inside = self.sent = self.acknowledged = self.delivered = 0
        self.arrivals: list[tuple[float, int]] | None = None
        self._clients = clients
        self._subscribe, self._fetch = subscribe, fetch

    def open(self, count: int) -> None:
        """Connect so many people, and return once all are inside."""
        wanted = self.inside + count
        for number in range(len(self.people), len(self.people) + count):
            tokens = self.server.tokens or [""]
            peer = Peer(self, tokens[number % len(tokens)])
            self.people.append(peer)
            self._clients.selector.register(peer.socket, selectors.EVENT_READ, peer)
        self._clients.until(lambda: self.inside == wanted)

    def close(self) -> None:
        """Let everybody go."""
        for peer in self.people:
            self._clients.selector.unregister(peer.socket)
            peer.socket.close()
        self.people = []
        self.inside = 0

    def say(self, then: Then | None = None, peer: Peer | None = None) -> None:
        """Have somebody send a message, one after the other where no `peer` is named."""
        peer = peer or self.people[self.sent % len(self.people)]
        self.sent += 1
        data = {"conversation": self.server.room, "text": TEXT, "client_id": new_id()}

        def answered(answer: bytes) -> None:
            self.acknowledged += 1
            if then is not None:
                then(answer)

        peer.ask("send", data, answered)

    @property
    def settled(self) -> bool:
        """Whether all that was sent has been acknowledged, and has come to everybody who is in the room."""
        readers = len(self.people) if self._subscribe else 0
        return self.acknowledged == self.sent and self.delivered == self.sent * readers

    def connected(self, peer: Peer) -> None:
        """Somebody is connected; the rest is done here."""
        if self._subscribe:
            peer.ask("subscribe", {"conversation": self.server.room}, lambda _answer: self._subscribed(peer))
        else:
            self.inside += 1

    def heard(self, packet: bytes) -> None:
        """Somebody got rows."""
        self.delivered += packet.count(ROW)
        if self.arrivals is not None:
            now = time.perf_counter()
            self.arrivals += [(now, int(seq)) for seq in SEQ.findall(packet)]

    def _subscribed(self, peer: Peer) -> None:
        if self._fetch:
            peer.ask("fetch", {"conversation": self.server.room, "after": 0}, self._fetched)
        else:
            self.inside += 1

    def _fetched(self, answer: bytes) -> None:
        if ROW not in answer:
            raise RuntimeError("nothing was fetched")
        self.inside += 1


class Clients:
    """Everybody's sockets: a crowd that rests answers the pings of its server."""

    def __init__(self) -> None:
        self.selector = selectors.DefaultSelector()

    def turn(self, wait: float = 0.01) -> None:
        """Take in what has come, or wait so many seconds for something."""
        for key, _events in self.selector.select(wait):
            key.data.read()

    def during(self, seconds: float, work: Callable[[], Any]) -> None:
        """Take in what comes for so long, and call `work` each time."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            work()
            self.turn()

    def paced(self, crowd: Crowd, messages: int, rate: float, said: Callable[[], Then | None]) -> None:
        """Have a crowd send so many messages a second, and return when all have come.

        `said` is called as each is sent, and returns what gets the answer.
        """
        began = time.perf_counter()
        for number in range(messages):
            while (wait := began + number / rate - time.perf_counter()) > 0:
                self.turn(wait)
            crowd.say(said())
        self.until(lambda: crowd.settled)

    def until(self, done: Callable[[], bool]) -> None:
        """Take in what comes until `done`; raises TimeoutError where that takes too long."""
        late = time.perf_counter() + PATIENCE
        while not done():
            self.turn()
            if time.perf_counter() > late:
                raise TimeoutError("the server does not get on")
