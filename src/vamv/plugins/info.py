"""What a plugin says about itself, and what its distribution adds."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType

import pluggy


@dataclass(frozen=True)
class PluginInfo:
    """The constant `PLUGIN` of a plugin's `plugin.py`.

    `name`: short name that everything the plugin owns carries; lower-case letters and digits. `title`,
    `summary`: for people, translatable. `requires`: names of plugins that must be on as well, and come
    first. `models`: dotted name of the module with its tables. `migrations`: asset specification of the
    folder with its revisions, such as `vamv_example:migrations`.
    """

    name: str
    title: str
    summary: str
    requires: tuple[str, ...] = ()
    models: str | None = None
    migrations: str | None = None


@dataclass(frozen=True)
class Plugin:
    """A plugin that is on: what it says, its module, and what its distribution says.

    `core_range` is the distribution's requirement on vamv (`>=0.1,<0.2`), empty when it has none.
    """

    info: PluginInfo
    module: ModuleType
    distribution: str = ""
    version: str = ""
    author: str = ""
    licence: str = ""
    core_range: str = ""

    @property
    def name(self) -> str:
        return self.info.name

    @property
    def package(self) -> str:
        """The import package, the one that holds templates, static files and catalogues."""
        return self.module.__name__.partition(".")[0]


@dataclass(frozen=True)
class Plugins:
    """The plugins that are on, required ones first, and the pluggy manager that knows their hooks."""

    plugins: tuple[Plugin, ...]
    manager: pluggy.PluginManager

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(plugin.name for plugin in self.plugins)

    def __iter__(self) -> Iterator[Plugin]:
        return iter(self.plugins)

    def __len__(self) -> int:
        return len(self.plugins)

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __getitem__(self, name: str) -> Plugin:
        """Return the plugin called `name`, or raise KeyError."""
        for plugin in self.plugins:
            if plugin.name == name:
                return plugin
        raise KeyError(name)
