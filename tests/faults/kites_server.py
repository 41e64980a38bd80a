"""A portal with the small chat of the tests, as a process that can be killed: `kites_server.py SETTINGS.json PORT`."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tiny" / "src"))

import kites

from vamv.app import configure
from vamv.plugins.boot import boot
from vamv.realtime.directives import Declared
from vamv.server import make_server


def main(settings: str, port: str) -> None:
    """Serve until killed."""
    app = configure(boot(json.loads(Path(settings).read_text()))).make_wsgi_app()
    app.registry["vamv.realtime_namespaces"] = {"/kite": Declared(kites.Kites, "/kite", "accounts.own")}
    make_server(app, app.registry, host="127.0.0.1", port=int(port)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
