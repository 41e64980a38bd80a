"""Including plugins into the Configurator."""

from pyramid.config import Configurator

from vamv.plugins.info import Plugins


def include_plugins(config: Configurator, plugins: Plugins) -> None:
    """Include each plugin below its prefix: its name, or what the chapter wrote into `<name>.prefix`.

    The Configurator includes the module. Were `includeme` called directly, relative templates would
    silently resolve into the core.
    """
    for plugin in plugins:
        prefix = config.registry.settings[f"{plugin.name}.prefix"].strip("/")
        config.include(plugin.module, route_prefix=prefix or plugin.name)
