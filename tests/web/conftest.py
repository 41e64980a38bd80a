"""What the journeys through the whole portal share."""

import pytest

from vamv.plugins.loader import installed_entry_points
from vamv.testing.crawl import addresses
from vamv.testing.raw import Raw

ALL_PLUGINS = tuple(sorted(point.name for point in installed_entry_points()))
# The core alone, and with everything there is.
SETS = [pytest.param(None, id="core")]
if ALL_PLUGINS:
    SETS.append(pytest.param(None, id="all", marks=pytest.mark.plugins(*ALL_PLUGINS)))


@pytest.fixture(params=SETS)
def portal(request, app):
    """The application, once without plugins and once with all that are installed."""
    return app


@pytest.fixture
def all_addresses(portal):
    """Every route of the portal."""
    return addresses(portal.registry)


@pytest.fixture
def raw(app, tm, dbsession):
    """Sends requests that no browser sends, as a visitor."""
    return Raw(app, {"tm.active": True, "tm.manager": tm, "app.dbsession": dbsession})
