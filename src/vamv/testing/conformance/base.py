"""What all conformance tests start from: the plugin, its application, its files."""

from pathlib import Path
from typing import Any

import pytest

from vamv.plugins.info import Plugin
from vamv.testing.kit import Kit


class Conformance:
    """Names the plugin under test; the fixtures come from the test kit."""

    plugin = ""
    requires: tuple[str, ...] = ()

    @pytest.fixture
    def app_settings(self, kit: Kit) -> dict[str, str]:
        """The settings of a portal with this plugin, and those it requires, and no other."""
        return kit.settings(self.wanted(kit))

    def wanted(self, kit: Kit) -> tuple[str, ...]:
        """Return the plugin's name behind those it requires."""
        return (*self.requires, self.plugin)

    @pytest.fixture
    def found(self, registry: Any) -> Plugin:
        """The plugin as the portal has loaded it."""
        plugin: Plugin = registry["vamv.plugins"][self.plugin]
        return plugin

    @pytest.fixture
    def folder(self, found: Plugin) -> Path:
        """The folder of the plugin's package."""
        return Path(str(found.module.__file__)).parent

    @pytest.fixture
    def sources(self, folder: Path) -> list[Path]:
        """The plugin's Python files but for its migrations."""
        return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]

    @pytest.fixture
    def templates(self, folder: Path) -> list[Path]:
        """The plugin's templates."""
        return sorted(folder.rglob("*.pt"))
