"""From the names in the ini to plugins that are ready, or one message with everything that is wrong.

Only named plugins are imported: what happens to be installed on a machine must not publish a service, nor
change a test.
"""

import difflib
from collections.abc import Iterable, Sequence
from importlib import metadata
from typing import Any

import pluggy
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from vamv import __version__
from vamv.plugins import hookspecs
from vamv.plugins.contract import broken_promise
from vamv.plugins.errors import PluginProblem, PluginRefusedError, PluginsError, place_of
from vamv.plugins.info import Plugin, Plugins
from vamv.plugins.order import in_order, rings, unmet

GROUP = "vamv.plugins"


def load_plugins(
    names: Sequence[str],
    entry_points: Iterable[Any] | None = None,
    core_version: str = __version__,
) -> Plugins:
    """Import and register the plugins `names`: required ones first, otherwise in the order of the ini.

    `entry_points`: those to choose from, by default all installed ones of the group `vamv.plugins`; a test
    passes its own. Raises `PluginsError` with all problems of all plugins.
    """
    installed = list(installed_entry_points() if entry_points is None else entry_points)
    problems: list[PluginProblem] = []
    plugins: list[Plugin] = []
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            problems.append(PluginProblem(name, "It is named more than once.", "Name it once."))
        try:
            plugins.append(_load(name, _find(name, installed), core_version))
        except PluginRefusedError as refused:
            problems.append(refused.problem)
    ordered = in_order(plugins)
    problems += unmet(plugins, names) + rings(plugins, ordered)
    manager = pluggy.PluginManager("vamv")
    manager.add_hookspecs(hookspecs)
    for plugin in ordered:
        try:
            _register(plugin, manager)
        except PluginRefusedError as refused:
            problems.append(refused.problem)
    if problems:
        raise PluginsError(problems)
    return Plugins(tuple(ordered), manager)


def installed_entry_points() -> list[Any]:
    """Return the entry points of all installed plugins, without importing any."""
    return list(metadata.entry_points(group=GROUP))


def _find(name: str, installed: Sequence[Any]) -> Any:
    """Return the one entry point called `name`."""
    found = [entry_point for entry_point in installed if entry_point.name == name]
    if len(found) > 1:
        owners = " and ".join(sorted(_owner(entry_point) for entry_point in found))
        raise PluginRefusedError(name, f"{owners} claim this name.", "Uninstall one of them (pip uninstall).")
    if not found:
        near = difflib.get_close_matches(name, [entry_point.name for entry_point in installed], n=1)
        hint = f"Did you mean {near[0]}? Otherwise install it" if near else "Install it"
        raise PluginRefusedError(
            name, "It is not installed.", f"{hint} (pip install vamv-{name}), or take it out of vamv.plugins."
        )
    return found[0]


def _load(name: str, entry_point: Any, core_version: str) -> Plugin:
    """Import the plugin; one for another core is refused before its code runs."""
    distribution = entry_point.dist
    core_range = _core_range(distribution)
    if not core_range.contains(core_version, prereleases=True):
        raise PluginRefusedError(
            name,
            f"{_owner(entry_point)} works with vamv {core_range}; this is vamv {core_version}.",
            "Install versions of both that fit together.",
        )
    try:
        module = entry_point.load()
    # SystemExit too: a module that ends the process while it is imported is broken like any other.
    except (Exception, SystemExit) as error:  # noqa: BLE001 - the problems of the others are to be told too
        missing = f" ({error.name})" if isinstance(error, ImportError) and error.name else ""
        place = place_of(error.__traceback__) or entry_point.value
        raise PluginRefusedError(
            name,
            f"Its import raises {type(error).__name__}{missing} at {place}.",
            f"Repair or update {_owner(entry_point)}, or take {name} out of vamv.plugins.",
        ) from None
    broken = broken_promise(name, module)
    if broken:
        raise PluginRefusedError(
            name, broken, f"Its author has to correct this; until then take {name} out of vamv.plugins."
        )
    about = distribution.metadata if distribution else {}
    return Plugin(
        info=module.PLUGIN,
        module=module,
        distribution=_owner(entry_point),
        version=distribution.version if distribution else "",
        author=about.get("Author") or about.get("Author-email") or "",
        licence=about.get("License-Expression") or about.get("License") or "",
        core_range=str(core_range),
    )


def _register(plugin: Plugin, manager: pluggy.PluginManager) -> None:
    try:
        manager.register(plugin.module, name=plugin.name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        manager.unregister(name=plugin.name)
        # pluggy's text names functions and arguments only.
        detail = " ".join(str(error).split())
        raise PluginRefusedError(
            plugin.name, f"A hook does not fit: {detail}", "Its author has to correct this."
        ) from None


def _core_range(distribution: Any) -> SpecifierSet:
    """Return the versions of vamv that the distribution requires; without a requirement, all."""
    for text in (distribution.requires or []) if distribution else []:
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            continue
        applies = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if applies and canonicalize_name(requirement.name) == "vamv":
            return requirement.specifier
    return SpecifierSet()


def _owner(entry_point: Any) -> str:
    return entry_point.dist.name if entry_point.dist else entry_point.value
