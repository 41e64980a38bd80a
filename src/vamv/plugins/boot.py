"""The first steps of the start, shared by web application and commands: plugins, hooks, settings."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from vamv.plugins.errors import PluginProblem, PluginsError
from vamv.plugins.hooks import HookRunner
from vamv.plugins.info import Plugins
from vamv.plugins.loader import load_plugins
from vamv.settings import CORE_SETTINGS, Setting, load_settings


class Boot(NamedTuple):
    """What the start has found: plugins that are on, the runner of their hooks, all settings coerced."""

    plugins: Plugins
    hooks: HookRunner
    settings: dict[str, Any]


def boot(raw: Mapping[str, Any], entry_points: Iterable[Any] | None = None) -> Boot:
    """Load the plugins named in the ini's application section `raw`, and read all settings.

    Raises `PluginsError` or `SettingsError`, each with every problem.
    """
    plugins = load_plugins(raw.get("vamv.plugins", "").split(), entry_points)
    hooks = HookRunner(plugins.manager)
    declared = [*CORE_SETTINGS, *declared_settings(plugins, hooks)]
    return Boot(plugins, hooks, load_settings(raw, declared, ("vamv", *plugins.names)))


def declared_settings(plugins: Plugins, hooks: HookRunner) -> list[Setting]:
    """Return the settings of all plugins, `<name>.prefix` of each included; raise `PluginsError` where a
    declaration is wrong.
    """
    declared = [
        Setting(f"{name}.prefix", str, name, "First part of the plugin's addresses.")
        for name in plugins.names
    ]
    answers = {result.plugin: result.value for result in hooks.call("vamv_declare_settings")}
    problems = [
        PluginProblem(
            trouble.plugin,
            f"Its settings cannot be read: {trouble.reason}.",
            "Repair or update it, or take it out of vamv.plugins.",
        )
        for trouble in hooks.report()
    ]
    for name, settings in answers.items():
        problems += [
            PluginProblem(
                name, f"It declares {setting.name}.", f"Its author has to begin the name with {name}."
            )
            for setting in settings
            if not setting.name.startswith(f"{name}.")
        ]
        declared += settings
    if problems:
        raise PluginsError(problems)
    return declared
