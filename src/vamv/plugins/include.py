"""Including plugins into the Configurator."""

from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationError

from vamv.plugins.info import Plugins


def include_plugins(config: Configurator, plugins: Plugins) -> None:
    """Include each plugin below its prefix: its name, or what the chapter wrote into `<name>.prefix`.

    The Configurator includes the module. Were `includeme` called directly, relative templates would silently
    resolve into the core. Raises ConfigurationError when two plugins have the same prefix.
    """
    owners: dict[str, str] = {}
    for plugin in plugins:
        prefix = config.get_settings()[f"{plugin.name}.prefix"].strip("/") or plugin.name
        owner = owners.setdefault(prefix, plugin.name)
        if owner != plugin.name:
            raise ConfigurationError(f"{plugin.name}.prefix is {prefix}, where {owner} is; choose another.")
        config.include(plugin.module, route_prefix=prefix)
