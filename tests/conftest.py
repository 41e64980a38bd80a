"""The plugin that exists for tests only: `@pytest.mark.plugins("tiny")`."""

import importlib
import sys
from pathlib import Path

import polib
import pytest

from vamv.testing.entry_points import MadeUpDistribution, MadeUpEntryPoint

TINY = Path(__file__).parent / "tiny" / "src"
# Not installed, so that no portal on this machine can ever load it.
sys.path.insert(0, str(TINY))


@pytest.fixture(scope="session")
def more_entry_points():
    """The tiny plugin, with what its distribution would say were it installed."""
    for source in TINY.rglob("*.po"):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
    distribution = MadeUpDistribution("vamv-tiny", "1.0", ("vamv>=0.1,<0.2",))
    return (MadeUpEntryPoint("tiny", lambda: importlib.import_module("vamv_tiny.plugin"), distribution),)
