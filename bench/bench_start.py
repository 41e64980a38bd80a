"""How long from `pserve` to the first answer? Goal: under 2 seconds, for the installed application.

The reference, started in turn, is a bare Pyramid application with one Chameleon template in the same server.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5

BARE = """
from pyramid.config import Configurator
from pyramid.response import Response
import uvicorn
from a2wsgi import WSGIMiddleware
from chameleon import PageTemplate

def main(port):
    page = PageTemplate("<p>${text}</p>")
    with Configurator() as config:
        config.add_route("start", "/")
        config.add_view(lambda request: Response(page(text="Hallo")), route_name="start")
        app = config.make_wsgi_app()
    uvicorn.run(WSGIMiddleware(app), host="127.0.0.1", port=port, log_config=None)

if __name__ == "__main__":
    import sys
    main(int(sys.argv[1]))
"""


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def first_answer(command: list[str], port: int) -> float:
    """Start a server and return the seconds until it has answered `/` with 200."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        while True:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
                connection.request("GET", "/")
                if connection.getresponse().status == 200:
                    return time.perf_counter() - began
            except OSError:
                if process.poll() is not None:
                    raise RuntimeError("the server has ended") from None
                time.sleep(0.01)
    finally:
        process.terminate()
        process.wait(30)


def main() -> None:
    """Measure, and exit with 1 when the goal is missed."""
    bin_folder = Path(sys.executable).parent
    with tempfile.TemporaryDirectory() as folder:
        ini = Path(folder) / "portal.ini"
        port, bare_port = free_port(), free_port()
        ini.write_text(
            "[app:main]\nuse = egg:vamv\nvamv.plugins = forum\nvamv.development = false\n"
            f"vamv.base_url = http://127.0.0.1:{port}\nvamv.hosts = 127.0.0.1\nvamv.data_dir = {folder}\n"
            f"vamv.database_url = sqlite:///{folder}/vamv.sqlite\nvamv.server_key = {folder}/server.key\n"
            f"[server:main]\nuse = egg:vamv#asgi\nhost = 127.0.0.1\nport = {port}\n"
        )
        bare = Path(folder) / "bare.py"
        bare.write_text(BARE)
        environ = {**os.environ, "VAMV_CONFIG": str(ini)}
        vamv = str(bin_folder / "vamv")
        for step in (["init", "--defaults"], ["demo-pages"]):
            subprocess.run([vamv, *step, "--config", str(ini)], check=True, env=environ, capture_output=True)  # noqa: S603
        ours, theirs = [], []
        for run in range(RUNS + 1):
            ours.append(first_answer([str(bin_folder / "pserve"), str(ini)], port))
            theirs.append(first_answer([sys.executable, str(bare), str(bare_port)], bare_port))
            if run == 0:  # compiled modules and templates are part of an installation, not of a start
                ours.clear()
                theirs.clear()
    median, reference = statistics.median(ours), statistics.median(theirs)
    print(f"start to first answer: {median:.2f} s; bare application {reference:.2f} s; ratio {median / reference:.2f}")
    sys.exit(median >= 2)


if __name__ == "__main__":
    main()
