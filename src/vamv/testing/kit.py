"""What the tests of one run share: databases, a server key, and the applications built so far."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from vamv.app import configure
from vamv.plugins.boot import boot
from vamv.plugins.info import Plugins
from vamv.plugins.loader import installed_entry_points, load_plugins
from vamv.ready import all_histories
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
        for app in self._apps.values():
            app.registry["vamv.engine"].dispose()
        self.databases.close()

    def app(self, settings: dict[str, str]) -> Any:
        """Return the application for these settings, built once in a run."""
        key = tuple(sorted(settings.items()))
        if key not in self._apps:
            self._apps[key] = self.build(settings)
        return self._apps[key]
