"""What the journeys through the whole portal share."""

import pytest

from vamv.testing.crawl import addresses
from vamv.testing.raw import Raw


@pytest.fixture
def all_addresses(app):
    """Every route of the portal."""
    return addresses(app.registry)


@pytest.fixture
def raw(app, tm, dbsession):
    """Sends requests that no browser sends, as a visitor."""
    return Raw(app, {"tm.active": True, "tm.manager": tm, "app.dbsession": dbsession})
