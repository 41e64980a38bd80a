"""Fixtures for people, browsers and the database come from vamv.testing, installed with the core."""

import pytest


@pytest.fixture
def app_settings(app_settings):
    """Fresh people of a test are no newcomers, whose first texts would wait; tests about that say so."""
    return {"forum.newcomer_posts": "0", **app_settings}
