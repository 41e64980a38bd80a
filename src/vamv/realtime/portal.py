"""The way from a socket into the portal: a request, an identity and a transaction of its own, in a thread.

Nothing here runs on the event loop, and no handler ever touches the database on it.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pyramid.request import Request, apply_request_extensions
from pyramid.threadlocal import RequestContext

from vamv.security.csrf import own_origins
from vamv.security.resources import Root

# What a connection keeps of the request that opened it. The cookie is asked again at each event.
_KEPT = ("HTTP_COOKIE", "HTTP_HOST", "HTTP_ORIGIN", "wsgi.url_scheme")


class Refused(Exception):
    """An event is not accepted; `code` tells the page why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class Portal:
    """Runs work for sockets inside the application of `registry`."""

    def __init__(self, registry: Any) -> None:
        self._registry = registry
        self._threads = ThreadPoolExecutor(registry.settings["vamv.threads"], thread_name_prefix="socket")

    async def run(self, environ: dict[str, Any], permission: str, work: Callable[[Any], Any]) -> Any:
        """Call `work(request)` for the person behind `environ` and return what it returns, once committed.

        Raises Refused for a foreign origin, a session that is over, or a missing permission.
        """
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, self._run, environ, permission, work)

    def _run(self, environ: dict[str, Any], permission: str, work: Callable[[Any], Any]) -> Any:
        request = Request.blank("/", kept(environ), method="POST")
        request.registry = self._registry
        with RequestContext(request):
            apply_request_extensions(request)
            self._admit(request, permission)
            with request.tm:
                return work(request)

    def _admit(self, request: Any, permission: str) -> None:
        # The library lets a connection without Origin pass, and no tween has looked at the host.
        own = own_origins(request) if request.domain in self._registry.settings["vamv.hosts"] else ()
        if request.headers.get("Origin") not in own:
            raise Refused("foreign_origin")
        if request.identity is None:
            raise Refused("signed_out")
        if not request.has_permission(permission, Root(request)):
            raise Refused("forbidden")


def kept(environ: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a connection's environ that later events need."""
    return {name: environ[name] for name in _KEPT if name in environ}
