"""Fixtures for tests of the portal and of plugins (a pytest plugin, installed with vamv).

A test names the plugins it wants (`@pytest.mark.plugins("kite")`) and gets these and no other, whatever is
installed. `browser` and `dbsession` share one transaction that is never committed; a test that has to commit,
because a worker, a second connection or a real server takes part, asks for `real_app`.
"""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pkg_resources
import pytest
import transaction
from _pytest.assertion.rewrite import AssertionRewritingHook
from sqlalchemy.orm import Session

from vamv.db.engine import writing
from vamv.testing.browser import Browser
from vamv.testing.clock import MovableClock
from vamv.testing.kit import Fill, Kit
from vamv.testing.people import make_person as add_person
from vamv.testing.people import signed_in

pytest_plugins = ("vamv.testing.live", "vamv.testing.sockets", "vamv.testing.work")


def pytest_configure(config: pytest.Config) -> None:
    # pytest imports this distribution by itself, and Pyramid's lookup of assets does not know its importer.
    pkg_resources.register_loader_type(AssertionRewritingHook, pkg_resources.DefaultProvider)
    config.addinivalue_line(
        "markers", "plugins(*names): the plugins that are on in this test, none by default"
    )
    config.addinivalue_line("markers", "browser: this test drives Chromium")
    config.addinivalue_line("markers", "settings(**settings): settings of the portal in this test")


def pytest_collection_finish() -> None:
    # Tests and applications stay until the end, and the collector would walk through them again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def more_entry_points() -> tuple[Any, ...]:
    """Plugins that exist for tests only and are not installed; a test suite overrides this with its own."""
    return ()


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the templates that this run has compiled, the same one for all its processes."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "compiled-templates"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def kit(
    tmp_path_factory: pytest.TempPathFactory, more_entry_points: tuple[Any, ...], compiled_templates: Path
) -> Iterator[Kit]:
    """Databases and applications shared by the tests of one process."""
    kit = Kit(tmp_path_factory.mktemp("vamv"), more_entry_points, compiled_templates)
    yield kit
    kit.close()


@pytest.fixture
def app_settings(request: pytest.FixtureRequest, kit: Kit) -> dict[str, str]:
    """The settings of the portal in this test, from its markers."""
    plugins = request.node.get_closest_marker("plugins")
    chosen = request.node.get_closest_marker("settings")
    more = {key.replace("__", "."): str(value) for key, value in (chosen.kwargs if chosen else {}).items()}
    return kit.settings(
        plugins.args if plugins else (), **more, **(chosen.args[0] if chosen and chosen.args else {})
    )


@pytest.fixture
def clock() -> MovableClock:
    """The portal's clock, which stands still until `clock.advance(…)`."""
    return MovableClock()


@pytest.fixture
def fill() -> Fill | None:
    """How to fill the database before the test; done once for all tests with the same function.

    Nothing does. A test suite overrides this with a function that takes long.
    """
    return None


@pytest.fixture
def filled(kit: Kit, app_settings: dict[str, str], fill: Fill) -> Any:
    """What `fill` returned."""
    return kit.filled(app_settings, fill)


@pytest.fixture
def app(kit: Kit, app_settings: dict[str, str], fill: Fill | None, clock: MovableClock) -> Iterator[Any]:
    """The application with the plugins of this test."""
    app = kit.app(app_settings, fill)
    yield from _with_clock(app, clock)


@pytest.fixture
def real_app(kit: Kit, app_settings: dict[str, str], clock: MovableClock) -> Iterator[Any]:
    """An application on a database of its own, in which everything is really committed."""
    app = kit.build(app_settings, fresh=True)
    yield from _with_clock(app, clock)
    app.registry["vamv.engine"].dispose()


def _with_clock(app: Any, clock: MovableClock) -> Iterator[Any]:
    before = app.registry["vamv.clock"]
    app.registry["vamv.clock"] = clock
    app.registry["vamv.throttle"].reset()
    app.registry["vamv.visitor_pages"].clear()
    yield app
    app.registry["vamv.clock"] = before


@pytest.fixture
def registry(app: Any) -> Any:
    """The registry of the application."""
    return app.registry


@pytest.fixture
def vault(registry: Any) -> Any:
    """The vault of the application."""
    return registry["vamv.vault"]


@pytest.fixture
def tm() -> Iterator[Any]:
    """A transaction manager whose transaction is doomed from the start."""
    manager = transaction.TransactionManager(explicit=True)
    manager.begin()
    manager.doom()
    yield manager
    manager.abort()


@pytest.fixture
def dbsession(registry: Any) -> Iterator[Session]:
    """The session of the test and of all its requests; everything is rolled back at the end."""
    connection = writing(registry["vamv.engine"]).connect()
    outer = connection.begin()
    session = Session(connection, join_transaction_mode="create_savepoint", expire_on_commit=False)
    yield session
    session.close()
    outer.rollback()
    connection.close()


@pytest.fixture
def new_browser(app: Any, tm: Any, dbsession: Session) -> Callable[[], Browser]:
    """Make browsers: each has its own cookie, all see the same database."""

    def make() -> Browser:
        return Browser(app, {"tm.active": True, "tm.manager": tm, "app.dbsession": dbsession})

    return make


@pytest.fixture
def browser(new_browser: Callable[[], Browser]) -> Browser:
    """The browser of somebody who is not signed in."""
    return new_browser()


@pytest.fixture
def make_person(app: Any, dbsession: Session, clock: MovableClock) -> Callable[..., Any]:
    """Make somebody with an account: `make_person("moderator", name="Frau Kern")`."""

    def make(role: str = "advice_seeker", *, name: str | None = None) -> Any:
        return add_person(app.registry, dbsession, clock.now(), role, name=name)

    return make


@pytest.fixture
def as_person(
    app: Any,
    dbsession: Session,
    clock: MovableClock,
    make_person: Callable[..., Any],
    new_browser: Callable[[], Browser],
) -> Callable[..., Browser]:
    """Return the browser of a fresh person who is signed in: `as_person("moderator")`, `.person_id`."""

    def make(role: str = "advice_seeker", *, name: str | None = None) -> Browser:
        browser = new_browser()
        signed_in(app.registry, dbsession, clock.now(), browser, make_person(role, name=name))
        return browser

    return make
