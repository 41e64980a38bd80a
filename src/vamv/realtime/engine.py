"""The library's server, with our connections under it and no text of anybody's in its log."""

import logging
import sys
from typing import Any

import socketio
from engineio.async_drivers import asgi

from vamv.realtime.connection import PACKET_LIMIT
from vamv.realtime.fanout import Fanout, Line

log = logging.getLogger(__name__)


class Quiet:
    """The library logs what people write, so it logs here: what kind of trouble, and nothing else."""

    level = logging.ERROR

    def info(self, *_args: Any, **_more: Any) -> None:
        """Leave it out: these lines quote packets."""

    warning = debug = info

    def error(self, *_args: Any, **_more: Any) -> None:
        kind = sys.exc_info()[0]
        log.warning("a socket was refused or failed: %s", kind.__name__ if kind else "not acceptable")

    exception = error


class Engine(socketio.AsyncServer):
    """A Socket.IO server that hangs up on whoever sends what is no packet."""

    def __init__(self) -> None:
        super().__init__(
            client_manager=Fanout(),
            async_mode="asgi",
            # WebSocket only: with long polling, several processes would need to share connections. A page
            # whose sockets are blocked asks over HTTP instead.
            transports=["websocket"],
            max_http_buffer_size=PACKET_LIMIT,
            # `vamv.realtime.server` has looked at the origin before; the library believes any proxy.
            cors_allowed_origins=[],
            logger=Quiet(),
            engineio_logger=Quiet(),
        )
        self.eio._async = {**asgi._async, "websocket": Line}

    async def _handle_eio_message(self, eio_sid: str, data: Any) -> None:
        try:
            await super()._handle_eio_message(eio_sid, data)
        except Exception as error:  # noqa: BLE001 - whatever the packet was, only its sender is affected
            log.warning("a packet was not understood: %s", type(error).__name__)
            self.hang_up(eio_sid)

    async def _send_packet(self, eio_sid: str, pkt: Any) -> None:
        try:
            await super()._send_packet(eio_sid, pkt)
        except (TypeError, ValueError, RecursionError) as error:
            # What a part has returned cannot be sent; whoever asked is told at least that.
            log.error("an answer cannot be sent: %s", type(error).__name__)
            pkt.data = [{"code": "error"}]
            await super()._send_packet(eio_sid, pkt)

    def is_open(self, sid: str, namespace: str) -> bool:
        """Tell whether the connection behind a socket is still there."""
        return self.manager.eio_sid_from_sid(sid, namespace) in self.eio.sockets

    def unused(self) -> set[str]:
        """Return the connections on which nobody has entered a namespace."""
        entered = {each for rooms in self.manager.rooms.values() for each in rooms.get(None, {}).values()}
        return set(self.eio.sockets) - entered

    def hang_up(self, eio_sid: str) -> None:
        """Cut a connection off, without a word."""
        line = getattr(self.eio.sockets.get(eio_sid), "line", None)
        if line is not None and line.connection is not None:
            line.connection.cut_off()
