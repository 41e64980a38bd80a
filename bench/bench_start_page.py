"""What does the start page for visitors cost? Goal: at most 1.5 times a flat template of as many bytes.

Both are served by the same application in one process, over one kept connection, in turn. The flat one is
the start page's own HTML as a Chameleon template without any expression, behind all tweens of the real page.
"""

import http.client
import statistics
import sys
import tempfile
import threading
import time
from importlib import metadata
from pathlib import Path
from typing import Any

import uvicorn
from a2wsgi import WSGIMiddleware
from chameleon import PageTemplate
from pyramid.response import Response
from pyramid.security import NO_PERMISSION_REQUIRED

from vamv.app import configure
from vamv.db.migrate import upgrade
from vamv.plugins.boot import boot
from vamv.ready import all_histories
from vamv.vault.server_key import create

ROUNDS = 7
REQUESTS = 60  # of each kind in a round


class FlatPage:
    """A view that renders one template without expressions; filled once the real page is known."""

    template = PageTemplate("")

    def __call__(self, request: Any) -> Response:
        return Response(self.template())


def application(folder: Path, flat: FlatPage) -> Any:
    """Return the portal with one more page, the flat one."""
    create(folder / "server.key")
    found = boot(
        {
            "vamv.plugins": " ".join(point.name for point in metadata.entry_points(group="vamv.plugins")),
            "vamv.base_url": "http://127.0.0.1",
            "vamv.hosts": "127.0.0.1",
            "vamv.data_dir": str(folder),
            "vamv.database_url": f"sqlite:///{folder}/vamv.sqlite",
            "vamv.server_key": str(folder / "server.key"),
            "vamv.worker": "false",
        }
    )
    config = configure(found)
    config.add_route("flat", "/flat")
    config.add_view(flat, route_name="flat", permission=NO_PERMISSION_REQUIRED)
    config.commit()
    upgrade(config.registry["vamv.engine"], all_histories(found.plugins))
    return config.make_wsgi_app()


def fetch(connection: http.client.HTTPConnection, path: str) -> bytes:
    """Return the body of a page that must be there."""
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    if response.status != 200:
        raise RuntimeError(f"{path}: {response.status}")
    return body


def seconds(connection: http.client.HTTPConnection, path: str) -> float:
    """Return the median seconds of one request."""
    times = []
    for _ in range(REQUESTS):
        began = time.perf_counter()
        fetch(connection, path)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def main() -> None:
    """Measure, print, and exit with 1 when the goal is missed."""
    flat = FlatPage()
    with tempfile.TemporaryDirectory() as name:
        app = application(Path(name), flat)
        server, port = serve(app)
        connection = http.client.HTTPConnection("127.0.0.1", port)
        page = fetch(connection, "/")
        flat.template = PageTemplate(page.decode().replace("$", "&#36;"))
        size = len(fetch(connection, "/flat"))
        for path in ("/", "/flat"):
            seconds(connection, path)
        pairs = [(seconds(connection, "/"), seconds(connection, "/flat")) for _ in range(ROUNDS)]
        connection.close()
        server.should_exit = True
    ratio = statistics.median(real / reference for real, reference in pairs)
    real, reference = (statistics.median(column) * 1000 for column in zip(*pairs, strict=True))
    print(
        f"start page {real:.2f} ms, {len(page)} bytes; "
        f"flat template {reference:.2f} ms, {size} bytes; ratio {ratio:.2f}"
    )
    print(f"pyramid {metadata.version('pyramid')}, chameleon {metadata.version('chameleon')}")
    sys.exit(ratio > 1.5)


def serve(app: Any) -> tuple[Any, int]:
    """Serve in a thread, as `pserve` does; return the server and its port once it listens."""
    config = uvicorn.Config(
        WSGIMiddleware(app, workers=2),
        host="127.0.0.1",
        port=0,
        log_config=None,
        access_log=False,
        lifespan="off",
    )
    server = uvicorn.Server(config)
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.01)
    return server, server.servers[0].sockets[0].getsockname()[1]


if __name__ == "__main__":
    main()
