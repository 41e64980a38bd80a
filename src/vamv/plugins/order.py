"""The order of plugins: what a plugin requires comes before it, otherwise the ini decides."""

from collections.abc import Sequence

from vamv.plugins.errors import PluginProblem
from vamv.plugins.info import Plugin


def unmet(plugins: Sequence[Plugin], names: Sequence[str]) -> list[PluginProblem]:
    """Return a problem for each requirement that is not met.

    `names`: all names in the ini, also of plugins that could not be loaded, whose own problem is known.
    """
    return [
        PluginProblem(
            plugin.name,
            f"It requires {required}, which is not on.",
            f"Add {required} to vamv.plugins, or take {plugin.name} out.",
        )
        for plugin in plugins
        for required in plugin.info.requires
        if required not in names
    ]


def in_order(plugins: Sequence[Plugin]) -> list[Plugin]:
    """Return the plugins in order, without those that require one another in a ring."""
    ordered: list[Plugin] = []
    waiting = list(plugins)
    while waiting:
        open_names = {plugin.name for plugin in waiting}
        ready = next((it for it in waiting if not open_names.intersection(it.info.requires)), None)
        if ready is None:
            break
        waiting.remove(ready)
        ordered.append(ready)
    return ordered


def rings(plugins: Sequence[Plugin], ordered: Sequence[Plugin]) -> list[PluginProblem]:
    """Return the problem of those `plugins` that `in_order` could not place, if any."""
    left = [plugin.name for plugin in plugins if plugin not in ordered]
    if not left:
        return []
    return [
        PluginProblem(
            left[0],
            f"These cannot be ordered, because some require one another: {', '.join(left)}.",
            "Their authors have to break the ring; until then take them out of vamv.plugins.",
        )
    ]
