"""The base of every namespace: who may connect, and that no event stays without an answer."""

import asyncio
import logging
from typing import TYPE_CHECKING, Any

import socketio

from vamv.plugins.errors import place_of
from vamv.realtime.beside import Beside
from vamv.realtime.portal import Refused, kept
from vamv.realtime.sockets import Socket
from vamv.security.csrf import DerivedCSRFPolicy

if TYPE_CHECKING:
    from vamv.realtime.hub import Hub

log = logging.getLogger(__name__)


class Namespace(socketio.AsyncNamespace):
    """Answers the events of one part.

    A part writes one method for each event, `on_<event>(self, request, data)`: it validates, calls a
    service and returns a dictionary. `request` is a Pyramid request of the person; its `dbsession`
    commits when the method returns. The page gets the dictionary with `code: "ok"`, or only a code: that
    of `Refused`, raised by the method or because the person may no longer do this; `unknown_event`;
    `too_many`; `moving`, when the server stops and another takes over; or `error`.

    `writes`: events whose data name a `conversation` they write to; they share a transaction with those
    that come at the same time. `listening`: events a page sends by itself, which keep no session alive.
    `reads`: such of these as write nothing.
    """

    served = Beside

    writes: frozenset[str] = frozenset()
    listening: frozenset[str] = frozenset()
    reads: frozenset[str] = frozenset()

    def __init__(self, name: str, hub: "Hub", permission: str) -> None:
        super().__init__(name)
        self.hub = hub
        self.permission = permission

    async def trigger_event(self, event: str, *args: Any) -> Any:
        """Answer an event of the library or of a page."""
        if event == "connect":
            return await self._connect(*args)
        if event == "disconnect":
            self.hub.forget(args[0])
            return None
        try:
            return await self._answer(event, *args)
        except Refused as refused:
            return {"code": refused.code, **({"words": refused.words} if refused.words else {})}
        except Exception as error:  # noqa: BLE001 - the library would log the text and never answer
            log.error(
                "event in %s: %s at %s", self.namespace, type(error).__name__, place_of(error.__traceback__)
            )
            return {"code": "error"}

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        token = str(auth.get("csrf")) if isinstance(auth, dict) else ""
        try:
            if self.hub.leaving:
                raise Refused("moving")

            def who(request: Any) -> tuple[str, str]:
                if not DerivedCSRFPolicy().check_csrf_token(request, token):
                    raise Refused("forged")
                return request.identity.person_id, request.identity.session_id

            person_id, session_id = await self.hub.portal.run(environ, self.permission, who, write=False)
            if not self.hub.sockets.may_ask(session_id) or not self.hub.sockets.has_room(session_id):
                raise Refused("too_many")
        except Refused as refused:
            raise socketio.exceptions.ConnectionRefusedError(refused.code) from None
        if not self.hub.engine.is_open(sid, self.namespace):
            # It has gone while we asked, and nobody would ever tell us.
            raise socketio.exceptions.ConnectionRefusedError("gone")
        now = asyncio.get_running_loop().time()
        self.hub.enter(Socket(sid, self, kept(environ), person_id, session_id, now))

    async def _answer(self, event: Any, sid: str, data: Any = None, *_more: Any) -> dict[str, Any]:
        socket = self.hub.sockets.get(sid)
        if socket is None:
            raise Refused("signed_out")
        if not self.hub.sockets.may_ask(socket.session_id):
            raise Refused("too_many")
        if self.hub.leaving:
            raise Refused("moving")
        return {**(await self.handle(socket, event, data) or {}), "code": "ok"}

    async def handle(self, socket: Socket, event: Any, data: Any) -> dict[str, Any] | None:
        """Have an event answered by its method, in a thread and a transaction."""
        handler = getattr(self, f"on_{event}", None) if isinstance(event, str) else None
        if handler is None:
            raise Refused("unknown_event")

        def work(request: Any) -> Any:
            return handler(request, data)

        if event in self.writes:
            place = data.get("conversation") if isinstance(data, dict) else None
            stored = self.hub.writer.write(socket.environ, self.permission, work, str(place))
        else:
            stored = self.hub.portal.run(
                socket.environ,
                self.permission,
                work,
                write=event not in self.reads,
                active=event not in self.listening,
            )
        answer: dict[str, Any] | None = await stored
        return answer

    async def check(self, socket: Socket) -> None:
        """Ask anew whether somebody may be connected; raise Refused if not."""
        await self.hub.portal.run(socket.environ, self.permission, _nothing, write=False)


def _nothing(request: Any) -> None:
    """Being asked again does nothing."""
