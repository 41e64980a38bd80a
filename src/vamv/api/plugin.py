"""What a plugin's `plugin.py` is made of."""

from vamv.plugins.hookspecs import hookimpl
from vamv.plugins.info import PluginInfo
from vamv.plugins.results import (
    Erasure,
    ExportSection,
    Finding,
    Screening,
    SearchHit,
    SearchQuery,
    SeedContext,
)
from vamv.settings import Setting

__all__ = [
    "Erasure",
    "ExportSection",
    "Finding",
    "PluginInfo",
    "Screening",
    "SearchHit",
    "SearchQuery",
    "SeedContext",
    "Setting",
    "hookimpl",
]
