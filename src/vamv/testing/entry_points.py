"""Plugins made in a test, without installing anything.

point = entry_point("kite", plugin_module("kite", vamv_search=search))
load_plugins(["kite"], [point])
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from vamv.plugins.hookspecs import hookimpl
from vamv.plugins.info import PluginInfo


@dataclass(frozen=True)
class MadeUpDistribution:
    """What the loader reads of an installed distribution."""

    name: str
    version: str = "1.0"
    requires: Sequence[str] | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MadeUpEntryPoint:
    """What the loader reads of an entry point. `load` returns the module or raises."""

    name: str
    load: Callable[[], ModuleType]
    dist: MadeUpDistribution

    @property
    def value(self) -> str:
        return f"vamv_{self.name}.plugin"


def includes_nothing(config: Any) -> None:
    """Be the `includeme` of a plugin that adds nothing to the Configurator."""


def plugin_module(
    name: str, requires: Sequence[str] = (), includeme: Callable[[Any], None] | None = None, **hooks: Any
) -> ModuleType:
    """Return a module as `plugin.py` would be; `hooks` are implementations by the names of their hooks."""
    module = ModuleType(f"vamv_{name}.plugin")
    module.PLUGIN = PluginInfo(name, name.title(), "Made up for a test.", tuple(requires))  # type: ignore[attr-defined]
    module.__file__ = f"vamv_{name}/plugin.py"  # by which Pyramid finds the package of the module
    module.includeme = includeme or includes_nothing  # type: ignore[attr-defined]
    for hook, implementation in hooks.items():
        setattr(module, hook, hookimpl(implementation, specname=hook))
    return module


def entry_point(
    name: str,
    module: ModuleType | BaseException,
    requires: Sequence[str] = ("vamv>=0",),
    distribution: str | None = None,
) -> MadeUpEntryPoint:
    """Return an entry point that leads to `module`, or whose import raises it.

    `requires`: the distribution's requirements. `distribution`: its name, by default `vamv-<name>`.
    """

    def load() -> ModuleType:
        if isinstance(module, BaseException):
            raise module
        return module

    return MadeUpEntryPoint(name, load, MadeUpDistribution(distribution or f"vamv-{name}", requires=requires))
