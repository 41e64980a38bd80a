"""The quality checklist that every plugin inherits.

    class TestConformance(PluginConformance):
        plugin = "kite"

Each test says in its message what is wrong and where.
"""

from vamv.testing.conformance.code import CodeConformance
from vamv.testing.conformance.data import DataConformance
from vamv.testing.conformance.declarations import DeclarationConformance
from vamv.testing.conformance.life import LifeConformance

__all__ = ["PluginConformance"]


class PluginConformance(CodeConformance, DeclarationConformance, DataConformance, LifeConformance):
    """Everything a plugin promises to the portal and to the people who use it."""
