"""The way from a socket into the portal: a request, an identity and a transaction of its own, in a thread.

Nothing here runs on the event loop, and no handler ever touches the database on it.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from pyramid.request import Request, apply_request_extensions
from pyramid.threadlocal import RequestContext
from sqlalchemy import update

from vamv.security.csrf import own_origins
from vamv.security.maintenance import GRAIN
from vamv.security.models import UserSession
from vamv.security.resources import Root

# What a connection keeps of the request that opened it. The cookie is asked again at each event.
_KEPT = ("HTTP_COOKIE", "HTTP_HOST", "HTTP_ORIGIN", "HTTP_ACCEPT_LANGUAGE", "wsgi.url_scheme")

Work = Callable[[Any], Any]


class Refused(Exception):
    """An event is not accepted; `code` tells the page why, and `words` the person."""

    def __init__(self, code: str, words: str = "") -> None:
        self.code = code
        self.words = words
        super().__init__(code)


class Portal:
    """Runs work for sockets inside the application of `registry`."""

    def __init__(self, registry: Any) -> None:
        self.registry = registry
        self._threads = ThreadPoolExecutor(registry.settings["vamv.threads"], thread_name_prefix="socket")
        self.busy = 0  # pieces of work that have not ended

    async def run(
        self, environ: dict[str, Any], permission: str, work: Work, *, write: bool = True, active: bool = True
    ) -> Any:
        """Call `work(request)` for the person behind `environ` and return what it returns, once committed.

        `write`: whether it may write. `active`: a person does this, so their session goes on; a page
        that only listens does not keep it alive. Raises Refused for a foreign origin, a session that is
        over, or a missing permission.
        """
        return await self.in_thread(lambda: self._run(environ, permission, work, write, active))

    async def in_thread(self, work: Callable[[], Any]) -> Any:
        """Call `work()` in one of the threads for sockets and return what it returns."""
        self.busy += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self.busy -= 1

    def _run(self, environ: dict[str, Any], permission: str, work: Work, write: bool, active: bool) -> Any:
        with self.request(environ, write=write) as request, request.tm:
            self.admit(request, permission)
            result = sound(work)(request)
            if write and active:
                touch(request)
            return result

    @contextmanager
    def request(self, environ: dict[str, Any], *, write: bool, **more: Any) -> Iterator[Any]:
        """Give a request of whoever is behind `environ`, before anybody has asked who that is."""
        request = Request.blank("/", {**kept(environ), **more}, method="POST" if write else "GET")
        request.registry = self.registry
        with RequestContext(request):
            apply_request_extensions(request)
            yield request

    def admit(self, request: Any, permission: str) -> None:
        """Raise Refused unless this is somebody who may do this, from a page of ours."""
        # The library lets a connection without Origin pass, and no tween has looked at the host.
        own = own_origins(request) if request.domain in self.registry.settings["vamv.hosts"] else ()
        if request.headers.get("Origin") not in own:
            raise Refused("foreign_origin")
        if request.identity is None:
            raise Refused("signed_out")
        if not request.has_permission(permission, Root(request)):
            raise Refused("forbidden")

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False)


def sound(work: Work) -> Work:
    """Return work that raises nothing a future cannot take: whoever waited for it would wait for ever."""

    def do(request: Any) -> Any:
        try:
            return work(request)
        except StopIteration as error:
            raise RuntimeError("nothing was left to take") from error

    return do


def touch(request: Any) -> None:
    """Note, at most once a minute, that the person of this request has done something."""
    found = request.found_session
    if request.now - found.last_seen_at >= GRAIN:
        request.dbsession.execute(
            update(UserSession).where(UserSession.id == found.session_id).values(last_seen_at=request.now)
        )


def kept(environ: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a connection's environ that later events need."""
    return {name: environ[name] for name in _KEPT if name in environ}
