"""A walk through every page, which finds the ones that are left out: of the core, and of any plugin.

WALK = {"kite.index": (VISITOR, "/kites"), "kite.new": ("advice_seeker", "/kites/new")}

def test_no_page_is_left_out(live_server):
    assert pages_of(live_server.registry, "kite") == set(WALK)

def test_every_page_is_good_for_everybody(live_server, page):
    cast = Cast(live_server)
    cast.add("advice_seeker", live_server.make_person())
    for who, path in WALK.values():
        cast.show(page, who, path)
        assert_good_for_everybody(page)
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from vamv.security import sessions
from vamv.security.identity import FULL
from vamv.testing.crawl import addresses
from vamv.testing.keyboard import Keyboard
from vamv.testing.live import DESKTOP, PHONE, LiveServer
from vamv.testing.looks import assert_accessible, assert_no_sideways_scroll
from vamv.testing.people import TestPerson

VISITOR = ""
LIGHT, DARK = "light", "dark"
ALL_LOOKS = ((PHONE, LIGHT), (PHONE, DARK), (DESKTOP, LIGHT), (DESKTOP, DARK))
# For another state of a page that is walked in all looks already.
TWO_LOOKS = ((PHONE, LIGHT), (DESKTOP, DARK))


def pages_of(registry: Any, plugin: str) -> set[str]:
    """Return the names of a plugin's routes that somebody can open."""
    known = (address for address in addresses(registry) if address.takes("GET"))
    return {address.name for address in known if address.name.startswith(f"{plugin}.")}


class Cast:
    """Who looks at the pages, each with a session of their own, and what they look at.

    `ids`: what stands in the paths between braces. `session_ids`: of each kind of person.
    """

    def __init__(self, live_server: LiveServer) -> None:
        self._server = live_server
        self._tokens = {VISITOR: ""}
        self.session_ids: dict[str, str] = {}
        self.ids: dict[str, str] = {}

    def add(self, who: str, person: TestPerson, stage: str = FULL) -> None:
        """Sign a person in and call them `who`. `stage`: how far they have come in signing in."""
        server = self._server

        def begin(session: Any) -> tuple[Any, str]:
            return sessions.begin(
                session,
                server.registry["vamv.vault"],
                person_id=person.person_id,
                private_key=person.private_key,
                now=server.clock.now(),
                stage=stage,
            )

        row, self._tokens[who] = server.change(begin)
        self.session_ids[who] = row.id

    def show(self, page: Any, who: str, path: str, *, status: int = 200) -> None:
        """Open a page as somebody; being sent elsewhere or another answer than `status` is a failure."""
        page.context.clear_cookies()
        if self._tokens[who]:
            cookie = {"name": "s", "value": self._tokens[who], "url": self._server.url}
            page.context.add_cookies([{**cookie, "httpOnly": True, "sameSite": "Lax"}])
        address = self._server.url + quote(path.format(**self.ids), safe="/?&=,")
        answer = page.goto(address)
        assert page.url == address, f"{who or 'a visitor'} is sent to {page.url} instead of {path}"
        assert answer.status == status, f"{path} answers {answer.status}"


def assert_good_in(page: Any, looks: Sequence[tuple[dict[str, int], str]] = ALL_LOOKS) -> None:
    """Look at a page as it is now, at 320 px, and with axe in each of these windows and colours."""
    assert_no_sideways_scroll(page)
    for size, scheme in looks:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme=LIGHT)


def assert_good_for_everybody(page: Any) -> None:
    """Look at a page that was just opened (`assert_good_in`), and walk through it by keyboard on a phone."""
    assert_good_in(page)
    Keyboard(page).around()
