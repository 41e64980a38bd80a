"""The Configurator of the portal."""

from pyramid.config import Configurator as PyramidConfigurator
from pyramid.config.actions import action_method

from vamv.security.permissions import add_permission


class Configurator(PyramidConfigurator):
    """Pyramid's Configurator with our `add_permission`.

    Pyramid has a method of that name, which notes a name and no more; a directive cannot replace a method.
    """

    add_permission = action_method(add_permission)
