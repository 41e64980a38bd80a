"""A portal that is not ready does not serve the public, and says what to do."""

import logging

import pytest
from sqlalchemy.orm import Session

from vamv.db.engine import make_engine
from vamv.portal.seed import seed_pages
from vamv.ready import NotReady, check_ready


@pytest.fixture
def written(real_app, clock):
    """A portal whose legal pages are written."""
    with Session(real_app.registry["vamv.engine"]) as session, session.begin():
        seed_pages(session, clock.now())
    return real_app.registry


def test_a_portal_whose_pages_are_written_serves(written):
    check_ready(written)


def test_without_impressum_and_privacy_notice_the_public_is_not_served(real_app):
    with pytest.raises(NotReady, match=r"imprint, privacy.*vamv page write"):
        check_ready(real_app.registry)


@pytest.mark.settings({"vamv.development": "true"})
def test_in_development_it_is_a_warning(real_app, caplog):
    with caplog.at_level(logging.WARNING):
        check_ready(real_app.registry)
    assert "imprint, privacy" in caplog.text


def test_a_database_without_tables_is_behind(kit, app_settings):
    url = kit.databases.empty()
    app = kit.build({**app_settings}, fresh=True)
    app.registry["vamv.engine"].dispose()
    app.registry["vamv.engine"] = make_engine(url)
    with pytest.raises(NotReady, match="vamv db upgrade"):
        check_ready(app.registry)
    app.registry["vamv.engine"].dispose()
