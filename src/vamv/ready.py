"""Whether the portal may serve: the schema is up to date, and the pages the law asks for are written."""

import logging
from importlib.resources import files
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from vamv.db.versions import History, histories, status, table_names
from vamv.plugins.info import Plugins
from vamv.plugins.loader import installed_entry_points
from vamv.plugins.state import plugin_states
from vamv.portal.health import empty_pages

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
    """Warn of dormant data; refuse to serve the public while something it needs is missing.

    Development only warns, so that the missing texts can be written in the portal itself.
    """
    engine = registry["vamv.engine"]
    for state in plugin_states(registry["vamv.plugins"].names, installed_entry_points(), table_names(engine)):
        if state.state == "dormant":
            log.warning("plugin %s is off, and its data is still in the database", state.name)
    missing = _missing(registry)
    if missing is None:
        return
    if not registry.settings["vamv.development"]:
        raise NotReady(missing)
    log.warning(missing)


def _missing(registry: Any) -> str | None:
    engine = registry["vamv.engine"]
    behind = [each.name for each in status(engine, all_histories(registry["vamv.plugins"])) if each.behind]
    if behind:
        return f"the database is behind the code ({', '.join(behind)}): run `vamv db upgrade`"
    with Session(engine) as session:
        empty = empty_pages(session)
    if empty:
        return (
            f"pages the law asks for have no text, or one with gaps ({', '.join(empty)}): "
            "run `vamv page write NAME FILE`"
        )
    return None
