"""Whether the portal may serve: the schema is up to date, and parts with data that are off are named."""

import logging
from importlib.resources import files
from pathlib import Path
from typing import Any

from vamv.db.migrate import History, histories, status, table_names
from vamv.plugins.info import Plugins
from vamv.plugins.state import plugin_states
from vamv.plugins.loader import installed_entry_points

log = logging.getLogger(__name__)


class NotReady(RuntimeError):
    """The portal must not serve; the message says what to do."""


def all_histories(plugins: Plugins) -> list[History]:
    """Return the migration histories of the core and of the plugins that are on."""
    folders = []
    for plugin in plugins:
        if plugin.info.migrations is not None:
            package, _, path = plugin.info.migrations.partition(":")
            folders.append((plugin.name, Path(str(files(package))) / path))
    return histories(folders)


def check_ready(registry: Any) -> None:
    """Warn of dormant data; refuse to serve while a schema is behind the code (in development: warn)."""
    plugins = registry["vamv.plugins"]
    engine = registry["vamv.engine"]
    for state in plugin_states(plugins.names, installed_entry_points(), table_names(engine)):
        if state.state == "dormant":
            log.warning("plugin %s is off, and its data is still in the database", state.name)
    behind = [each.name for each in status(engine, all_histories(plugins)) if each.behind]
    if not behind:
        return
    message = f"the database is behind the code ({', '.join(behind)}): run `vamv db upgrade`"
    if not registry.settings["vamv.development"]:
        raise NotReady(message)
    log.warning(message)
