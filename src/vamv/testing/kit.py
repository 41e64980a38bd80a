"""What the tests of one run share: databases, a server key, and the applications built so far."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from vamv.app import configure
from vamv.db.engine import writing
from vamv.plugins.boot import boot
from vamv.plugins.info import Plugins
from vamv.plugins.loader import installed_entry_points, load_plugins
from vamv.ready import all_histories
from vamv.testing.clock import MovableClock
from vamv.testing.databases import Databases
from vamv.vault.server_key import create

BASE_SETTINGS = {
    "vamv.base_url": "https://portal.example",
    "vamv.hosts": "portal.example",
    "vamv.site_name": "Portal",
    "vamv.worker": "false",
    # Cheap on purpose: tests sign many people in. The real cost has tests of its own.
    "vamv.password_memory_kib": "64",
    "vamv.password_rounds": "1",
    "vamv.password_lanes": "1",
}

# Fills a database: `fill(registry, session, now)`; what it returns is kept for the tests.
Fill = Callable[[Any, Session, datetime], Any]


class Kit:
    """Builds applications; each database is migrated once for a set of plugins, each application built once.

    `entry_points`: plugins that exist for tests only, beside those installed. `compiled`: a folder for
    compiled templates that others may share, by default one of its own.
    """

    def __init__(self, folder: Path, entry_points: Sequence[Any] = (), compiled: Path | None = None) -> None:
        self.databases = Databases(folder)
        self.folder = folder
        self._compiled = compiled or folder / "compiled"
        self._compiled.mkdir(exist_ok=True)
        self.key = folder / "server.key"
        create(self.key)
        self._entry_points = [*installed_entry_points(), *entry_points]
        self._apps: dict[Any, Any] = {}

    def settings(self, plugins: tuple[str, ...], **more: str) -> dict[str, str]:
        """Return the settings of a portal with these plugins, all but the database."""
        return {
            **BASE_SETTINGS,
            "vamv.plugins": " ".join(plugins),
            "vamv.server_key": str(self.key),
            "vamv.data_dir": self.data_dir(self.folder),
            **more,
        }

    def data_dir(self, folder: Path) -> str:
        """Make a folder the `vamv.data_dir` of a portal; return its path. All compile a template once."""
        templates = folder / "templates"
        if not templates.exists():
            templates.symlink_to(self._compiled, target_is_directory=True)
        return str(folder)

    def load(self, names: tuple[str, ...]) -> Plugins:
        """Return plugins without building an application."""
        return load_plugins(names, self._entry_points)

    def build(self, settings: dict[str, str], *, fresh: bool = False, url: str | None = None) -> Any:
        """Return an application for these settings: on the shared database of its set of plugins, with
        `fresh` on a copy of its own, or on the database at `url`."""
        found = boot({**settings, "vamv.database_url": "sqlite://"}, self._entry_points)
        if url is None:
            histories = all_histories(found.plugins)
            url = self.databases.copy(histories) if fresh else self.databases.shared(histories)
        found.settings["vamv.database_url"] = url
        return configure(found).make_wsgi_app()

    def close(self) -> None:
        """Close the connections of all applications built once, and drop what was made on a server."""
        for app, _filled in self._apps.values():
            app.registry["vamv.engine"].dispose()
        self.databases.close()

    def app(self, settings: dict[str, str], fill: Fill | None = None) -> Any:
        """Return the application for these settings, built once in a run.

        `fill`: it has a database of its own, filled once by this function.
        """
        return self._app(settings, fill)[0]

    def filled(self, settings: dict[str, str], fill: Fill) -> Any:
        """Return what `fill` returned when the database of this application was filled."""
        return self._app(settings, fill)[1]

    def _app(self, settings: dict[str, str], fill: Fill | None) -> tuple[Any, Any]:
        key = (*sorted(settings.items()), fill)
        if key not in self._apps:
            app, filled = self.build(settings, fresh=fill is not None), None
            if fill is not None:
                with Session(writing(app.registry["vamv.engine"])) as session, session.begin():
                    filled = fill(app.registry, session, MovableClock().now())
            self._apps[key] = app, filled
        return self._apps[key]
