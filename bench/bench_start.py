"""How long from `pserve` to the first answer? Goal: under 2 seconds, for the installed application.

The reference, started in turn, is a bare Pyramid application with one Chameleon template in the same server.
"""

import http.client
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

RUNS = 5
PROGRAMS = Path(sys.executable).parent

BARE = """
import sys

import uvicorn
from a2wsgi import WSGIMiddleware
from chameleon import PageTemplate
from pyramid.config import Configurator
from pyramid.response import Response

page = PageTemplate("<p>${text}</p>")
with Configurator() as config:
    config.add_route("start", "/")
    config.add_view(lambda request: Response(page(text="Hallo")), route_name="start")
    app = config.make_wsgi_app()
uvicorn.run(WSGIMiddleware(app), host="127.0.0.1", port=int(sys.argv[1]), log_config=None)
"""

PORTAL = """
[app:main]
use = egg:vamv
vamv.plugins = {plugins}
vamv.base_url = http://127.0.0.1:{port}
vamv.hosts = 127.0.0.1
vamv.data_dir = {folder}
vamv.database_url = sqlite:///{folder}/vamv.sqlite
vamv.server_key = {folder}/server.key

[server:main]
use = egg:vamv#asgi
host = 127.0.0.1
port = {port}
"""


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_portal(folder: Path, port: int) -> Path:
    """Make an installed portal that may serve the public, and return its ini."""
    ini = folder / "portal.ini"
    plugins = " ".join(point.name for point in metadata.entry_points(group="vamv.plugins"))
    ini.write_text(PORTAL.format(plugins=plugins, port=port, folder=folder))
    text = folder / "page.md"
    text.write_text("Musterverein, Musterstraße 1, 55116 Mainz\n")
    vamv = str(PROGRAMS / "vamv")
    subprocess.run([vamv, "init", "--defaults", "--config", str(ini)], check=True)
    for page in ("imprint", "privacy"):
        subprocess.run([vamv, "page", "write", page, str(text), "--config", str(ini)], check=True)
    return ini


def first_answer(command: list[str], port: int) -> float:
    """Start a server and return the seconds until it has answered `/` with 200."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                connection.request("GET", "/")
                if connection.getresponse().status == 200:
                    return time.perf_counter() - began
            except OSError:
                time.sleep(0.01)
        raise RuntimeError(f"{command[0]} has ended")
    finally:
        process.terminate()
        process.wait(30)


def main() -> None:
    """Measure, print, and exit with 1 when the goal is missed."""
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as name:
        folder, port, bare_port = Path(name), free_port(), free_port()
        ini = make_portal(folder, port)
        bare = folder / "bare.py"
        bare.write_text(BARE)
        for _ in range(RUNS + 1):
            ours.append(first_answer([str(PROGRAMS / "pserve"), str(ini)], port))
            theirs.append(first_answer([sys.executable, str(bare), str(bare_port)], bare_port))
    # The very first start compiles modules and templates, once in the life of an installation.
    median, reference = statistics.median(ours[1:]), statistics.median(theirs[1:])
    print(f"start to first answer: {median:.2f} s (after an update {ours[0]:.2f} s)")
    print(f"bare application: {reference:.2f} s; ratio {median / reference:.2f}")
    sys.exit(median >= 2)


if __name__ == "__main__":
    main()
