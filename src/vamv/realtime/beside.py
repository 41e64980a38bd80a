"""One ASGI application for pages and sockets, on one port."""

from collections.abc import Iterable
from typing import Any

import socketio
from pyramid.request import Request

from vamv.realtime.directives import Declared
from vamv.realtime.engine import Engine
from vamv.realtime.hub import Hub
from vamv.security.csrf import own_origins

PATH = "/socket.io/"


class Beside:
    """An ASGI application that answers sockets itself and leaves the rest to `pages`."""

    def __init__(self, registry: Any, pages: Any, declared: Iterable[Declared]) -> None:
        self._registry = registry
        self._pages = pages
        engine = Engine()
        self.hub = Hub(registry, engine)
        for each in declared:
            engine.register_namespace(each.cls(each.name, self.hub, each.permission))
        self._sockets = socketio.ASGIApp(engine)

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            await self._open(scope, receive, send)
        elif scope["type"] == "http" and f"{scope['path']}/".startswith(PATH):
            # Only sockets are here; a page that cannot open one asks the portal itself.
            await send({"type": "http.response.start", "status": 400, "headers": []})
            await send({"type": "http.response.body", "body": b""})
        else:
            await self._pages(scope, receive, send)

    async def _open(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        self.hub.begin()
        full = len(self.hub.engine.eio.sockets) >= self.hub.sockets.most
        if full or not f"{scope['path']}/".startswith(PATH) or not self._is_ours(scope):
            await receive()
            await send({"type": "websocket.close"})
            return
        await self._sockets(scope, receive, send)

    def _is_ours(self, scope: dict[str, Any]) -> bool:
        """Tell whether a page of this portal opens this socket; a browser always says whose page it is."""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        environ = {"HTTP_HOST": headers.get("host", ""), "wsgi.url_scheme": _scheme(scope)}
        request = Request.blank("/", environ)
        request.registry = self._registry
        known = request.domain in self._registry.settings["vamv.hosts"]
        return known and headers.get("origin") in own_origins(request)


def _scheme(scope: dict[str, Any]) -> str:
    return "https" if scope["scheme"] in ("wss", "https") else "http"
