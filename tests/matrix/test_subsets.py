"""Every subset of the plugins starts, and migrates up and down.

The plugins are those below `plugins/`; a sixth one doubles the subsets without a word here.
"""

from itertools import combinations
from pathlib import Path

import pytest

from vamv.db.engine import make_engine
from vamv.db.migrate import differences, downgrade, upgrade
from vamv.db.versions import CORE, status, table_names
from vamv.plugins.loader import installed_entry_points
from vamv.ready import all_histories
from vamv.testing.browser import Browser

FOLDERS = sorted(path.parent.name for path in Path(__file__).parents[2].glob("plugins/*/setup.cfg"))
PLUGINS = [folder.removeprefix("vamv-") for folder in FOLDERS]
SUBSETS = [subset for size in range(len(PLUGINS) + 1) for subset in combinations(PLUGINS, size)]
PAGES = ("/", "/help", "/safety", "/login", "/register", "/search", "/page/imprint")


def test_every_plugin_of_this_repository_is_installed():
    assert {point.name for point in installed_entry_points()} >= set(PLUGINS)


@pytest.fixture(params=SUBSETS, ids=lambda subset: "+".join(subset) or "none")
def subset(request, kit):
    """A subset, with the plugins that its members require."""
    names = dict.fromkeys(request.param)
    for point in installed_entry_points():
        if point.name in request.param:
            names.update(dict.fromkeys(point.load().PLUGIN.requires))
    return tuple(names)


@pytest.fixture
def migrated(kit, subset):
    """An engine on a database that has been migrated for the subset, from nothing."""
    engine = make_engine(kit.databases.empty())
    upgrade(engine, all_histories(kit.load(subset)))
    yield engine
    engine.dispose()


def test_migrations_lead_to_the_models(kit, subset, migrated):
    histories = all_histories(kit.load(subset))
    assert not [each.name for each in status(migrated, histories) if each.behind]
    assert {history.name: differences(migrated, history) for history in histories} == {
        history.name: [] for history in histories
    }


def test_migrations_lead_back_to_nothing(kit, subset, migrated):
    histories = all_histories(kit.load(subset))
    for history in reversed(histories):
        downgrade(migrated, history)
        assert not [name for name in table_names(migrated) if name.startswith(f"{history.name}_")]
    assert histories[0].name == CORE
    assert table_names(migrated) == []


def test_the_portal_starts_and_shows_its_pages(kit, subset):
    app = kit.app(kit.settings(subset))
    assert set(app.registry["vamv.plugins"].names) == set(subset)
    for page in PAGES:
        Browser(app, {}).get(page, status=200)
