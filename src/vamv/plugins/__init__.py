"""The plugin system; it knows no plugin.

The application puts what `vamv.plugins.boot.boot` found into the registry as `vamv.plugins` and
`vamv.hooks`, before including this.
"""

from pyramid.config import Configurator


def includeme(config: Configurator) -> None:
    """Give requests `request.hooks`, the runner of the hooks of all plugins that are on."""
    config.add_request_method(lambda request: request.registry["vamv.hooks"], "hooks", property=True)
