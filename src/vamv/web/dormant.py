"""Addresses of parts that are switched off but whose data is still here."""

from typing import Any

from vamv.db.versions import table_names
from vamv.plugins.loader import installed_entry_points
from vamv.plugins.state import plugin_states

KEY = "vamv.dormant_prefixes"


def dormant_prefixes(registry: Any) -> frozenset[str]:
    """Return the first parts of the addresses of all dormant plugins, found once a process.

    A plugin that is off is not imported, so its prefix is what the ini says, or its name.
    """
    found: frozenset[str] | None = registry.get(KEY)
    if found is None:
        states = plugin_states(
            registry["vamv.plugins"].names, installed_entry_points(), table_names(registry["vamv.engine"])
        )
        settings = registry.settings
        found = registry[KEY] = frozenset(
            str(settings.get(f"{state.name}.prefix", state.name)).strip("/")
            for state in states
            if state.state == "dormant"
        )
    return found


def is_dormant(registry: Any, path: str) -> bool:
    """Tell whether an address belongs to a part that is switched off."""
    return any(
        path == f"/{prefix}" or path.startswith(f"/{prefix}/") for prefix in dormant_prefixes(registry)
    )
