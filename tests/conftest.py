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


@pytest.fixture
def installed_tiny(tmp_path, monkeypatch):
    """Install the tiny plugin for one test: what pip would write, in a folder of its own."""
    folder = tmp_path / "site-packages"
    about = folder / "vamv_tiny-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: vamv-tiny\nVersion: 1.0\nRequires-Dist: vamv>=0.1,<0.2\n",
        encoding="utf-8",
    )
    (about / "entry_points.txt").write_text("[vamv.plugins]\ntiny = vamv_tiny.plugin\n", encoding="utf-8")
    monkeypatch.syspath_prepend(folder)
    return folder
