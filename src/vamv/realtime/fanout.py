"""One packet for many: encoded once, and written to each connection without a task for each.

The library makes a task and several wake-ups for each recipient. Here a packet is framed once, and its
bytes go straight to every connection that can take them. Only a connection that is behind gets it through
its queue, in order; one that stays behind is closed, because its page comes back and asks for what it has
missed.
"""

import logging
import re
from typing import Any

import socketio
from engineio import packet as engine_packet
from engineio.async_drivers.asgi import WebSocket
from socketio import packet as socket_packet
from websockets.frames import Frame, Opcode

from vamv.realtime.connection import Connection
from vamv.realtime.portal import kept

log = logging.getLogger(__name__)

QUEUED = 100  # packets that may wait for one connection
# All that a page sends: it hangs up, answers a ping, or has a packet of Socket.IO, never a binary one.
_PACKET = re.compile(r"[13]|4[0-4].*", re.DOTALL)

# What the library still asks of a request at its end.
_ASKED = frozenset({"REQUEST_METHOD", "asgi.scope", "asgi.send"})


class Line(WebSocket):
    """The library's end of a WebSocket; knows the connection, and whether anything waits before it."""

    def __init__(self, handler: Any, server: Any) -> None:
        super().__init__(handler, server)
        self._socket = handler.__self__
        self._socket.line = self
        self._sending = 0

    async def __call__(self, environ: dict[str, Any]) -> str:
        self.asgi_receive, self.asgi_send = environ["asgi.receive"], environ["asgi.send"]
        await self.asgi_send({"type": "websocket.accept"})
        # The rest of what opened it would take a quarter of the memory of a connection that rests.
        for name in environ.keys() - kept(environ).keys() - _ASKED:
            del environ[name]
        if self.connection is not None:
            self.connection.forget_request()
        await self.handler(self)
        return ""

    async def wait(self) -> Any:
        message = await super().wait()
        if not isinstance(message, str) or _PACKET.fullmatch(message) is None:
            # The library would fail on it later, and keep the connection in its books for a while.
            log.warning("a packet was not understood")
            raise ValueError("no packet")
        return message

    async def send(self, message: Any) -> None:
        # While this waits, a packet written past it would come too early.
        self._sending += 1
        try:
            await super().send(message)
        finally:
            self._sending -= 1

    @property
    def connection(self) -> Connection | None:
        """The connection, None before it is open or under another server."""
        found = getattr(self.asgi_send, "__self__", None)
        return found if isinstance(found, Connection) else None

    def hand(self, frame: bytes) -> bool:
        """Write a frame unless others wait; return whether it was written."""
        connection = self.connection
        if connection is None or self._sending or not self._socket.queue.empty():
            return False
        return connection.hand(frame)


class Fanout(socketio.AsyncManager):
    """Hands events to rooms."""

    async def emit(
        self,
        event: str,
        data: Any,
        namespace: str,
        room: Any = None,
        skip_sid: Any = None,
        callback: Any = None,
        to: Any = None,
        **kwargs: Any,
    ) -> None:
        """Send an event to everybody in a room, or to one connection; nobody waits for anybody."""
        if callback is not None:
            raise ValueError("nobody here waits for the answers of pages")
        packet = self.server.packet_class(socket_packet.EVENT, namespace=namespace, data=[event, data])
        whole = engine_packet.Packet(engine_packet.MESSAGE, packet.encode())
        frame = Frame(Opcode.TEXT, str(whole.encode()).encode()).serialize(mask=False)
        sockets = self.server.eio.sockets
        for _sid, engine_id in self.get_participants(namespace, to or room):
            socket = sockets.get(engine_id)
            if socket is None or socket.closed:
                continue
            line = getattr(socket, "line", None)
            if line is None or not line.hand(frame):
                self._queue(socket, line, whole)

    def _queue(self, socket: Any, line: Line | None, packet: Any) -> None:
        if socket.queue.qsize() < QUEUED:
            socket.queue.put_nowait(packet)
        elif line is not None and line.connection is not None:
            line.connection.cut_off()
