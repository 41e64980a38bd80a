"""A real server and a real browser for the tests in `tests/browser`.

The server is the portal's own in a thread on a loopback port, sockets included, on a database of its own in
which everything is committed. The browser is the machine's Chromium (`VAMV_CHROMIUM`, or what stands in the
path); where there is none, these tests are skipped and say so, and fail where nothing may be left out
(`VAMV_REQUIRE_ALL`).

Every page notes what a person must never cause: requests to other places and violations of the content
security policy. Both fail the test at its end.
"""

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import transaction

from vamv.db.session import make_session
from vamv.security import sessions
from vamv.server import Server, make_server
from vamv.testing.clock import MovableClock
from vamv.testing.looks import NARROWEST, assert_accessible, assert_no_sideways_scroll, needed
from vamv.testing.people import TestPerson
from vamv.testing.people import make_person as add_person

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 860}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


__all__ = [
    "DESKTOP",
    "FLAGS",
    "NARROWEST",
    "PHONE",
    "LiveServer",
    "assert_accessible",
    "assert_no_sideways_scroll",
]


class LiveServer:
    """The portal at `url`, with its `registry`."""

    def __init__(self, app: Any, url: str, clock: MovableClock) -> None:
        self.registry = app.registry
        self.url = url
        self.clock = clock

    def change(self, work: Callable[[Any], Any]) -> Any:
        """Call `work(session)` in a transaction of its own and return what it returns."""
        manager = transaction.TransactionManager(explicit=True)
        with manager:
            session = make_session(self.registry["vamv.engine"], manager, write=True)
            session.expire_on_commit = False
            return work(session)

    def make_person(self, role: str = "advice_seeker", *, name: str | None = None) -> TestPerson:
        """Make somebody with an account."""
        now = self.clock.now()
        return self.change(lambda session: add_person(self.registry, session, now, role, name=name))

    def token(self, person: TestPerson) -> str:
        """Begin a complete session of this person, and return what their browser would keep."""
        now = self.clock.now()
        _row, token = self.change(
            lambda session: sessions.begin(
                session,
                self.registry["vamv.vault"],
                person_id=person.person_id,
                private_key=person.private_key,
                now=now,
            )
        )
        return str(token)

    def sign_in(self, page: Any, person: TestPerson) -> None:
        """Give the browser of `page` a complete session of this person."""
        page.context.add_cookies(
            [
                {
                    "name": "s",
                    "value": self.token(person),
                    "url": self.url,
                    "httpOnly": True,
                    "sameSite": "Lax",
                }
            ]
        )


@pytest.fixture
def live_server(kit: Any, app_settings: dict[str, str], clock: MovableClock) -> Iterator[LiveServer]:
    """The portal of this test (`@pytest.mark.plugins(…)`) on http://127.0.0.1 and a port."""
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    app = kit.build({**app_settings, "vamv.base_url": url, "vamv.hosts": "127.0.0.1"}, fresh=True)
    app.registry["vamv.clock"] = clock
    with serving(app, listener):
        yield LiveServer(app, url, clock)
    app.registry["vamv.engine"].dispose()


@contextmanager
def serving(app: Any, listener: socket.socket) -> Iterator[Server]:
    """Serve an application on a socket, in a thread."""
    server = make_server(app, app.registry)
    thread = threading.Thread(target=server.run, args=([listener],), name="live server")
    thread.start()
    yield server
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The running Chromium, shared by all tests of a process."""
    path = os.environ.get("VAMV_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        message = "there is no Chromium for the browser tests: apt install chromium"
        if os.environ.get("VAMV_REQUIRE_ALL"):
            pytest.fail(message)
        pytest.skip(message)
    with needed("playwright.sync_api").sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def third_party_requests() -> list[str]:
    """Addresses outside the portal that a page of this test has asked for; must be empty at the end."""
    return []


@pytest.fixture
def complaints() -> list[str]:
    """What the browser complained about: violated policies and scripts that failed; empty at the end."""
    return []


@pytest.fixture
def new_page(
    chromium: Any, live_server: LiveServer, third_party_requests: list[str], complaints: list[str]
) -> Iterator[Callable[..., Any]]:
    """Open pages, each in a browser profile of its own: `new_page(PHONE, color_scheme="dark")`.

    Takes the options of Playwright's `new_context`. Relative addresses lead into the portal.
    """
    contexts = []

    def make(viewport: dict[str, int] = PHONE, **options: Any) -> Any:
        touch = viewport["width"] <= PHONE["width"]
        context = chromium.new_context(
            base_url=live_server.url, viewport=viewport, has_touch=touch, locale="de-DE", **options
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        context.on("request", lambda request: _note_foreign(request, live_server.url, third_party_requests))
        context.on("console", lambda message: _note_policy(message, complaints))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        return context.new_page()

    yield make
    for context in contexts:
        context.close()
    assert not third_party_requests, "a page asked other places for something"
    assert not complaints, "the browser refused something"


def _note_foreign(request: Any, url: str, found: list[str]) -> None:
    # Going somewhere else is a person's decision (quick exit); loading something from there is not.
    own = request.url.startswith((f"{url}/", "data:", "blob:"))
    if not own and not request.is_navigation_request():
        found.append(request.url)


def _note_policy(message: Any, found: list[str]) -> None:
    text = message.text
    if any(word in text for word in ("Content Security Policy", "Content-Security-Policy", "Trusted")):
        found.append(text)


@pytest.fixture
def page(new_page: Callable[..., Any]) -> Any:
    """A page on a phone, 360 px wide."""
    return new_page(PHONE)


@pytest.fixture
def dark_page(new_page: Callable[..., Any]) -> Any:
    """The same in dark colours."""
    return new_page(PHONE, color_scheme="dark")


@pytest.fixture
def desktop_page(new_page: Callable[..., Any]) -> Any:
    """A page on a desktop, 1280 px wide."""
    return new_page(DESKTOP)


@pytest.fixture
def dark_desktop_page(new_page: Callable[..., Any]) -> Any:
    """The same in dark colours."""
    return new_page(DESKTOP, color_scheme="dark")


@pytest.fixture
def no_js_page(new_page: Callable[..., Any]) -> Any:
    """A page on a phone with scripts switched off."""
    return new_page(PHONE, java_script_enabled=False)


@pytest.fixture
def sign_in(live_server: LiveServer) -> Callable[..., TestPerson]:
    """Sign a fresh person in: `sign_in(page, "moderator", name="Frau Kern")` returns the person."""

    def make(page: Any, role: str = "advice_seeker", *, name: str | None = None) -> TestPerson:
        person = live_server.make_person(role, name=name)
        live_server.sign_in(page, person)
        return person

    return make
