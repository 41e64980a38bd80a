"""The socket server beside the pages, where a part has declared a namespace."""

from typing import Any

from vamv.realtime.directives import realtime_namespaces


def beside(registry: Any, pages: Any) -> Any:
    """Return an ASGI application for the pages and, where a part has declared a namespace, the sockets."""
    declared = tuple(realtime_namespaces(registry).values())
    # The namespaces bring the library along, which takes a fifth of a second to load: a portal without any
    # does without.
    return declared[0].cls.served(registry, pages, declared) if declared else pages
