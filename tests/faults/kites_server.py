"""A portal with the small chat of the tests, as a process that can be killed: `kites_server.py SETTINGS.json PORT`.

`KITES_LATER`: by how many seconds its clock is ahead.
"""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tiny" / "src"))

import kites
import kites_pages
from kites_clock import LaterClock

from vamv.app import configure
from vamv.plugins.boot import boot
from vamv.realtime.directives import Declared
from vamv.server import make_server


def main(settings: str, port: str) -> None:
    """Serve until killed."""
    config = configure(boot(json.loads(Path(settings).read_text())))
    config.include(kites_pages)
    app = config.make_wsgi_app()
    app.registry["vamv.realtime_namespaces"] = {"/kite": Declared(kites.Kites, "/kite", "accounts.own")}
    app.registry["vamv.clock"] = LaterClock(timedelta(seconds=int(os.environ.get("KITES_LATER", "0"))))
    make_server(app, app.registry, host="127.0.0.1", port=int(port)).run()


if __name__ == "__main__":
    main(*sys.argv[1:])
