"""Which plugins exist for this portal, and in what state: what `vamv plugins` shows and the start reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

VERSION_TABLE = "_alembic_version"
State = Literal["enabled", "installed", "dormant", "missing"]


@dataclass(frozen=True)
class PluginState:
    """One plugin. enabled: on. installed: on this machine, off here, no data. dormant: off, but its data is
        in the database.

    missing: named in the ini and not installed. `version`: empty when not installed. `tables`: its tables,
    sorted.
    """

    name: str
    state: State
    version: str
    tables: tuple[str, ...]

    @property
    def installed(self) -> bool:
        return bool(self.version)


def plugin_states(
    enabled: Iterable[str], installed_entry_points: Iterable[Any], tables: Iterable[str]
) -> list[PluginState]:
    """Return the state of every plugin that is named, installed, or has left tables, by name.

    `enabled`: names in the ini. `tables`: names of all tables in the database. Nothing is imported.
    """
    on = set(enabled)
    versions = {point.name: point.dist.version if point.dist else "?" for point in installed_entry_points}
    tables = sorted(tables)
    with_data = {name.removesuffix(VERSION_TABLE) for name in tables if name.endswith(VERSION_TABLE)}
    with_data.discard("vamv")  # the core's own version table is called so too
    return [
        PluginState(
            name,
            _state(name, on, versions, with_data),
            versions.get(name, ""),
            tuple(table for table in tables if table.startswith(f"{name}_")),
        )
        for name in sorted(on | set(versions) | with_data)
    ]


def _state(name: str, on: set[str], versions: dict[str, str], with_data: set[str]) -> State:
    if name in on:
        return "enabled" if name in versions else "missing"
    return "dormant" if name in with_data else "installed"
