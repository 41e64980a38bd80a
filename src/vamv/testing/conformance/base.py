"""What all conformance tests start from: the plugin, its application, its files."""

from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from vamv.plugins.info import Plugin
from vamv.plugins.results import SeedContext
from vamv.testing.kit import Fill, Kit
from vamv.testing.people import make_person

ROLES = {
    "moderator_1": "moderator",
    "counsellor_1": "counsellor",
    "coordinator_1": "coordinator",
    **{f"advice_seeker_{number}": "advice_seeker" for number in range(1, 7)},
}


@cache
def seed_of(plugin: str) -> Fill:
    """Return what fills a portal by the seed of a plugin, and returns the ids of the people in it."""

    def fill(registry: Any, session: Session, now: datetime) -> dict[str, str]:
        people = {
            handle: make_person(registry, session, now, role).person_id for handle, role in ROLES.items()
        }
        registry["vamv.hooks"].call_one(
            plugin,
            "vamv_seed",
            session=session,
            vault=registry["vamv.vault"],
            now=now,
            seed=SeedContext(progress=lambda _text: None, people=people),
        )
        assert registry["vamv.hooks"].report() == []
        return people

    return fill


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
    def fill(self, request: pytest.FixtureRequest) -> Fill | None:
        """The plugin's own seed, for the tests about people; the others see an empty portal."""
        return seed_of(self.plugin) if "people" in request.fixturenames else None

    @pytest.fixture
    def people(self, filled: dict[str, str]) -> dict[str, str]:
        """The ids of the people in the portal that the seed has filled, by handle."""
        return filled

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
