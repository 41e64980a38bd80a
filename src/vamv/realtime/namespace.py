"""The base of every namespace: who may connect, and that no event stays without an answer."""

import logging
from typing import Any

import socketio

from vamv.plugins.errors import place_of
from vamv.realtime.portal import Portal, Refused, kept

log = logging.getLogger(__name__)


class Namespace(socketio.AsyncNamespace):
    """Answers the events of one part.

    A part writes one method for each event, `on_<event>(self, request, data)`: it validates, calls a service
    and returns a dictionary. `request` is a Pyramid request of the person; its `dbsession` commits when the
    method returns. The page gets the dictionary with `code: "ok"`, or only a code: that of `Refused`, raised
    by the method or because the person may no longer do this; `unknown_event`; or `error`.
    """

    def __init__(self, name: str, portal: Portal, permission: str) -> None:
        super().__init__(name)
        self._portal = portal
        self._permission = permission

    async def trigger_event(self, event: str, *args: Any) -> Any:
        """Answer an event of the library or of a page."""
        if event == "connect":
            return await self._connect(*args[:2])
        if event == "disconnect":
            return None
        try:
            return await self._answer(event, *args)
        except Refused as refused:
            return {"code": refused.code}
        except Exception as error:  # noqa: BLE001 - the library would log the text and never answer
            log.error(
                "event in %s: %s at %s", self.namespace, type(error).__name__, place_of(error.__traceback__)
            )
            return {"code": "error"}

    async def _connect(self, sid: str, environ: dict[str, Any]) -> None:
        try:
            await self._portal.run(environ, self._permission, _nothing)
        except Refused as refused:
            raise socketio.exceptions.ConnectionRefusedError(refused.code) from None
        await self.save_session(sid, kept(environ))

    async def _answer(self, event: Any, sid: str, data: Any = None, *_more: Any) -> dict[str, Any]:
        handler = getattr(self, f"on_{event}", None) if isinstance(event, str) else None
        if handler is None:
            raise Refused("unknown_event")
        environ = await self.get_session(sid)
        result = await self._portal.run(environ, self._permission, lambda request: handler(request, data))
        return {**(result or {}), "code": "ok"}


def _nothing(request: Any) -> None:
    """Connecting does nothing but ask who is there."""
