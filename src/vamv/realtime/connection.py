"""A WebSocket under uvicorn: takes ready made frames, and does not wait for those who stopped reading."""

import asyncio
import socket
import struct

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

# Longest packet in bytes that is let in.
PACKET_LIMIT = 16 * 1024
NO_LINGER = struct.pack("ii", 1, 0)
STALLED = 10.0  # seconds for which a peer may leave a full buffer unread


class Connection(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket; a peer that does not read is cut off instead of filling the memory."""

    _cut: asyncio.TimerHandle | None = None

    def pause_writing(self) -> None:
        super().pause_writing()
        self._cut = self._cut or self.loop.call_later(STALLED, self.cut_off)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._reads_again()

    def connection_lost(self, exc: Exception | None) -> None:
        self._reads_again()
        super().connection_lost(exc)

    def forget_request(self) -> None:
        """Let go of the request that opened this and of its answer, which nobody needs any more."""
        self.request.headers.clear()
        self.response.headers.clear()
        self.scope["headers"] = ()

    def cut_off(self) -> None:
        """Close at once and throw away what the peer has not taken, in the system's buffers too."""
        found = self.transport.get_extra_info("socket")
        if found is not None:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
        self.transport.abort()

    def hand(self, frame: bytes) -> bool:
        """Write a frame if it can be taken now; return whether it was."""
        ready = self.writable.is_set() and self.handshake_complete
        if not ready or self.close_sent or self.disconnected or self.transport.is_closing():
            return False
        self.transport.write(frame)
        return True

    def _reads_again(self) -> None:
        if self._cut is not None:
            self._cut.cancel()
            self._cut = None
