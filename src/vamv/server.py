"""The server that `pserve` starts: one process, one port, uvicorn around the WSGI application."""

import gc
import threading
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware

from vamv.jobs.worker import Worker
from vamv.realtime.connection import PACKET_LIMIT, Connection
from vamv.realtime.server import beside

GRACE = 20  # seconds for requests that are under way when the server stops


class OneProcess:
    """Tell the application that it runs in one process; the adapter claims otherwise, and the debug toolbar
    then switches itself off."""

    def __init__(self, app: Any) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        environ["wsgi.multiprocess"] = False
        return self._app(environ, start_response)


class Server(uvicorn.Server):
    """uvicorn, that finishes what people have sent over sockets before it closes them.

    They are closed with the code for "restarting": their pages connect again, to whoever serves then, and
    send anew what has not been acknowledged.
    """

    async def shutdown(self, sockets: Any = None) -> None:
        for listening in self.servers:
            listening.close()
        hub = getattr(self.config.app, "hub", None)
        if hub is not None:
            await hub.leave()
        await super().shutdown(sockets)


def make_server(app: Any, registry: Any, **options: Any) -> Server:
    """Return the server of an application, not yet running; `options`: of uvicorn's configuration."""
    pages: Any = WSGIMiddleware(OneProcess(app), workers=registry.settings["vamv.threads"])  # type: ignore[arg-type]
    return Server(
        uvicorn.Config(
            beside(registry, pages),
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
            proxy_headers=False,
            ws=Connection,
            ws_max_size=PACKET_LIMIT,
            ws_per_message_deflate=False,
            ws_ping_interval=None,
            timeout_graceful_shutdown=GRACE,
            **options,
        )
    )


def settle() -> None:
    """Call the garbage collector less often, and not on what the application is made of.

    While it looks, nothing else runs: it took a fifth of the time when many people came at once.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def serve(app: Any, global_config: Any, host: str = "127.0.0.1", port: str = "6543", **_: Any) -> None:
    """Serve until told to stop (`paste.server_runner`); jobs are worked off in a thread beside it."""
    registry = _registry(app)
    stop = threading.Event()
    worker = None
    if registry.settings["vamv.worker"]:
        worker = threading.Thread(target=Worker(registry, stop).run, name="worker", daemon=True)
        worker.start()
    server = make_server(app, registry, host=host, port=int(port))
    settle()
    try:
        server.run()
    finally:
        registry["vamv.bus"].close()
        stop.set()
        if worker is not None:
            worker.join(GRACE)


def _registry(app: Any) -> Any:
    # The debug toolbar and other wrappers keep the application they wrap under one of these names.
    while not hasattr(app, "registry"):
        app = getattr(app, "app", None) or app.application
    return app.registry
