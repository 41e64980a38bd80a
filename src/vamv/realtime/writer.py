"""The writer: what came while the last transaction was being stored is the next one.

A durable commit costs as much for one message as for fifty. Each piece of work has a savepoint, so one
that fails takes nothing with it; a transaction that fails as a whole is done again piece by piece.
"""

import asyncio
import logging
import threading
from collections import deque
from dataclasses import dataclass
from typing import Any

import transaction
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from vamv.db.session import make_session
from vamv.plugins.errors import place_of
from vamv.realtime.portal import Portal, Refused, Work, sound, touch

log = logging.getLogger(__name__)

MOST = 100  # pieces of work in one transaction
WAITING = 1000  # pieces that may wait; beyond, pages are told to try again


@dataclass(eq=False)
class Piece:
    """Work of somebody who waits for it. `place`: the conversation it writes to."""

    environ: dict[str, Any]
    permission: str
    work: Work
    place: str
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[Any]
    outcome: Any = None

    def answer(self) -> None:
        """Give the outcome to whoever waits, from the writer's thread."""
        self.loop.call_soon_threadsafe(self._answer)

    def _answer(self) -> None:
        if self.done.done():
            return
        if isinstance(self.outcome, Exception):
            self.done.set_exception(self.outcome)
        else:
            self.done.set_result(self.outcome)


class Writer:
    """Writes for all sockets of this process, in one thread."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._pieces: deque[Piece] = deque()
        self._something = threading.Condition()
        self._thread: threading.Thread | None = None
        self._stop = False
        self._busy = False

    @property
    def idle(self) -> bool:
        """Whether everything is stored and answered."""
        return not self._pieces and not self._busy

    async def write(self, environ: dict[str, Any], permission: str, work: Work, place: str) -> Any:
        """Call `work(request)` for the person behind `environ`; return what it returns, once durable.

        Raises what the work raises, and Refused where it could not even begin.
        """
        loop = asyncio.get_running_loop()
        piece = Piece(environ, permission, sound(work), place, loop, loop.create_future())
        with self._something:
            if self._stop or len(self._pieces) >= WAITING:
                raise Refused("moving" if self._stop else "busy")
            self._pieces.append(piece)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
                self._thread.start()
            self._something.notify()
        return await piece.done

    def close(self) -> None:
        """Store what waits, and end."""
        with self._something:
            self._stop = True
            self._something.notify()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while True:
            with self._something:
                self._busy = False
                self._something.wait_for(lambda: self._pieces or self._stop)
                if not self._pieces:
                    return
                count = min(MOST, len(self._pieces))
                pieces = [self._pieces.popleft() for _ in range(count)]
                self._busy = True
            # In one order everywhere, so that two processes never wait for each other.
            self._store(sorted(pieces, key=lambda piece: piece.place))
            for piece in pieces:
                piece.answer()

    def _store(self, pieces: list[Piece]) -> None:
        try:
            self._together(pieces)
        except Exception as error:  # noqa: BLE001 - whoever waits gets an answer, whatever happened
            if len(pieces) == 1:
                pieces[0].outcome = error
                return
            log.warning("%d pieces anew: %s", len(pieces), type(error).__name__)
            for piece in pieces:
                self._store([piece])

    def _together(self, pieces: list[Piece]) -> None:
        manager = transaction.TransactionManager(explicit=True)
        with manager:
            session = make_session(self._portal.registry["vamv.engine"], manager, write=True)
            for piece in pieces:
                with self._portal.request(
                    piece.environ,
                    write=True,
                    **{"app.dbsession": session, "tm.active": True, "tm.manager": manager},
                ) as request:
                    self._one(piece, request, session)

    def _one(self, piece: Piece, request: Any, session: Session) -> None:
        # Past the session, whose savepoints take longer than most queries; the commit releases them all.
        connection = session.connection()
        connection.exec_driver_sql("SAVEPOINT piece")
        try:
            self._portal.admit(request, piece.permission)
            piece.outcome = piece.work(request)
            touch(request)
            session.flush()
        except Exception as error:
            if isinstance(error, DBAPIError) or not session.is_active:
                # The transaction may be no good any more.
                raise
            if not isinstance(error, Refused):
                log.error("a write: %s at %s", type(error).__name__, place_of(error.__traceback__))
            piece.outcome = error
            session.expunge_all()
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT piece")
