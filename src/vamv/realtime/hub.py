"""What the namespaces of one process share: who is connected, the writer, delivery, and their upkeep."""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from vamv.db.hints import PERSON, SESSION, Hint
from vamv.plugins.errors import place_of
from vamv.realtime.delivery import Delivery
from vamv.realtime.portal import Portal, Refused
from vamv.realtime.sockets import Socket, Sockets
from vamv.realtime.writer import Writer

if TYPE_CHECKING:
    from vamv.realtime.engine import Engine

log = logging.getLogger(__name__)

ASK_AGAIN = 45.0  # seconds after which a socket's rights are checked again; with LOOK less than 60
LOOK = 5.0  # seconds between two looks for such sockets
COMPARE = 30.0  # seconds between two comparisons of all numbers, for hints that were lost
LEAVE = 10.0  # seconds for what is under way when the server stops
ENDED = frozenset({"signed_out", "forbidden", "foreign_origin"})


class Hub:
    """The realtime part of one process; everything but the portal and the writer runs on the event loop."""

    def __init__(self, registry: Any, engine: "Engine") -> None:
        self.engine = engine
        self.portal = Portal(registry)
        self.writer = Writer(self.portal)
        self.sockets = Sockets(registry.settings["vamv.realtime_sockets"])
        self.delivery = Delivery(self)
        self.leaving = False
        self._bus = registry["vamv.bus"]
        self._loop: asyncio.AbstractEventLoop | None = None
        self._unused: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def begin(self) -> None:
        """Look after sockets, from the first one on."""
        if self._loop is None and not self.leaving:
            self._loop = asyncio.get_running_loop()
            self._bus.listen(self._heard)
            self.start(self._every(LOOK, self._look))
            self.start(self._every(COMPARE, self.delivery.compare))

    def enter(self, socket: Socket) -> None:
        """Take in a socket that may be here."""
        self.sockets.add(socket)

    def forget(self, sid: str) -> None:
        """Let go of a socket that has gone."""
        socket = self.sockets.get(sid)
        if socket is not None:
            for conversation_id in tuple(socket.rooms):
                self.delivery.leave(socket, conversation_id)
            self.sockets.remove(socket)

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something on the side; the log says what kind of thing went wrong."""
        task = asyncio.ensure_future(_logged(work))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def check(self, socket: Socket) -> None:
        """Ask anew what somebody may: take them out of rooms, or end the connection."""
        socket.checked_at = asyncio.get_running_loop().time()
        try:
            await socket.namespace.check(socket)
        except Refused as refused:
            if refused.code in ENDED:
                await socket.namespace.emit("ended", {"code": refused.code}, to=socket.sid)
                await socket.namespace.disconnect(socket.sid)

    async def leave(self) -> None:
        """Take nothing new in, and finish what is under way; what cannot be finished is not acknowledged."""
        self.leaving = True
        try:
            async with asyncio.timeout(LEAVE):
                while self.portal.busy or not self.writer.idle:
                    await asyncio.sleep(0.01)
                # The last answers are on their way to the connections.
                await asyncio.sleep(0.05)
        except TimeoutError:
            log.warning("stopping before everything was finished")
        if self._loop is not None:
            self._bus.leave(self._heard)
            self._loop = None
        for task in self._tasks:
            task.cancel()
        await asyncio.to_thread(self.writer.close)
        self.portal.close()

    def _heard(self, hints: Sequence[Hint]) -> None:
        # In the thread of whoever has committed, which must not fail because this server has just stopped.
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._take, hints)

    def _take(self, hints: Sequence[Hint]) -> None:
        if not hints:
            self.start(self.delivery.compare())
        for hint in hints:
            if hint.topic in (PERSON, SESSION):
                for socket in self.sockets.of(hint.key):
                    self.start(self.check(socket))
            else:
                self.delivery.hint(hint.topic, hint.key, hint.seq)

    async def _look(self) -> None:
        # Whoever has opened a connection and says nothing since the last look keeps it from others.
        unused = self.engine.unused()
        for connection in unused & self._unused:
            self.engine.hang_up(connection)
        self._unused = unused
        before = asyncio.get_running_loop().time() - ASK_AGAIN
        for socket in self.sockets:
            if not self.engine.is_open(socket.sid, socket.namespace.namespace):
                self.forget(socket.sid)
            elif socket.checked_at < before:
                await self.check(socket)

    async def _every(self, seconds: float, work: Any) -> None:
        while True:
            await asyncio.sleep(seconds)
            await _logged(work())


async def _logged(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001 - one failure must not end what has to go on
        log.error("realtime: %s at %s", type(error).__name__, place_of(error.__traceback__))
