"""The socket server beside the pages, where a part has declared a namespace."""

from typing import Any

from vamv.realtime.directives import realtime_namespaces
from vamv.realtime.portal import Portal

# Longest packet in bytes, and the longest that `vamv.server` lets in.
PACKET_LIMIT = 16 * 1024


def beside(registry: Any, pages: Any) -> Any:
    """Return an ASGI application that answers sockets itself and leaves the rest to `pages`.

    `pages` itself where no part has declared a namespace: then there is no socket to connect to.
    """
    declared = realtime_namespaces(registry)
    if not declared:
        return pages
    # Loading the library takes a tenth of a second of the start, so only a portal with sockets does.
    import socketio

    # WebSocket only: with long polling, several processes would need to share connections.
    server = socketio.AsyncServer(
        async_mode="asgi",
        transports=["websocket"],
        max_http_buffer_size=PACKET_LIMIT,
        logger=False,
        engineio_logger=False,
    )
    portal = Portal(registry)
    for each in declared.values():
        server.register_namespace(each.cls(each.name, portal, each.permission))
    return socketio.ASGIApp(server, pages)
