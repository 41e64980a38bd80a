"""A conversation in a browser: it goes on by itself, says what has been sent, and loses nothing on a bad line."""

import json
import re
import socket
from urllib.parse import parse_qs

import kites
import pytest
from kites import Kites, Line, Room
from markupsafe import Markup
from playwright.sync_api import expect
from pyramid.renderers import render
from sqlalchemy import select

from vamv.conversations.queries import rows_after
from vamv.db.types import new_id
from vamv.security.headers import content_security_policy
from vamv.testing.live import LiveServer, serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.plugins("tiny"),
    pytest.mark.settings({"vamv.hosts": "127.0.0.1"}),
]
TEMPLATE = "kites:templates/kite.pt"


class Pages:
    """The portal, and beside it the one page of the chat, with a form that works without a script."""

    def __init__(self, app, hub, url):
        self.app, self.hub, self.url = app, hub, url
        self.room = None

    def __call__(self, environ, start_response):
        if not environ["PATH_INFO"].startswith("/kite"):
            return self.app(environ, start_response)
        post = environ["REQUEST_METHOD"] == "POST"
        body = environ["wsgi.input"].read().decode() if post else ""
        kept = {name: environ[name] for name in ("HTTP_COOKIE", "HTTP_HOST") if name in environ}
        with self.hub().portal.request(kept, write=post) as request, request.tm:
            if post:
                fields = {name: values[0] for name, values in parse_qs(body).items()}
                Kites.on_send(None, request, {**fields, "conversation": self.room})
                start_response("303 See Other", [("Location", "/kite")])
                return [b""]
            if environ["PATH_INFO"] == "/kite/rows":
                after = int(parse_qs(environ["QUERY_STRING"])["after"][0])
                batch = Kites.rows(Kites, request, self.room, after, 100)
                start_response("200 OK", [("Content-Type", "application/json")])
                return [json.dumps(batch.as_dict()).encode()]
            text = self.page(request)
        start_response(
            "200 OK",
            [
                ("Content-Type", "text/html; charset=utf-8"),
                ("Content-Security-Policy", content_security_policy(self.url)),
            ],
        )
        return [text.encode()]

    def page(self, request):
        rows = rows_after(request.dbsession, Line, self.room, 0, 100)
        values = {
            "room": self.room,
            "seq": rows[-1].seq if rows else 0,
            "me": request.identity.person_id,
            "client_id": new_id(),
            "lines": Markup("".join(kites.rendered(row) for row in rows)),
        }
        return render(TEMPLATE, values, request=request)


@pytest.fixture
def chat(kit, app_settings, clock):
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    app = kit.build({**app_settings, "vamv.base_url": url}, fresh=True)
    app.registry["vamv.clock"] = clock
    app.registry["vamv.realtime_namespaces"] = kites.DECLARED
    kites.create(app.registry["vamv.engine"])
    pages = Pages(app, lambda: pages.server.config.app.hub, url)
    pages.registry = app.registry
    with serving(pages, listener) as server:
        pages.server = server
        yield pages
    app.registry["vamv.engine"].dispose()


@pytest.fixture
def live_server(chat, clock):
    server = LiveServer(chat.app, chat.url, clock)

    def room(session):
        made = Room(created_at=clock.now(), last_message_at=clock.now())
        session.add(made)
        session.flush()
        return made.id

    chat.room = server.change(room)
    return server


@pytest.fixture
def open_chat(new_page, sign_in):
    def make():
        page = new_page()
        page.person = sign_in(page)
        page.goto("/kite")
        page.locator("[data-live]").wait_for()
        return page

    return make


@pytest.fixture
def stored(live_server):
    def read():
        chosen = select(Line.body).order_by(Line.seq)
        return live_server.change(lambda session: [body.decode() for body in session.scalars(chosen)])

    return read


def write(page, text):
    page.fill("textarea", text)
    page.click("form[data-send] button")


def rows(page):
    return page.locator("[data-rows] > li[data-seq] [data-text]")


def wait_for(page, text):
    # A page without a socket looks every five seconds.
    expect(rows(page).filter(has_text=text)).to_be_visible(timeout=30_000)


def test_two_people_read_one_another_without_loading_the_page(open_chat, stored):
    anna, ben = open_chat(), open_chat()
    write(anna, "Guten <b>Abend</b>")
    wait_for(ben, "Guten <b>Abend</b>")
    write(ben, "Hallo")
    for page in (anna, ben):
        wait_for(page, "Hallo")
        expect(rows(page)).to_have_text(["Guten <b>Abend</b>", "Hallo"])
        expect(page.locator("[data-pending-row]")).to_have_count(0)
        expect(page.locator(".bubble-own")).to_have_count(1)
        expect(page.locator("li.day")).to_have_count(1)
    assert stored() == ["Guten <b>Abend</b>", "Hallo"]


def test_new_messages_are_announced_together_sender_and_text_first(open_chat):
    anna, ben = open_chat(), open_chat()
    write(anna, "eins")
    write(anna, "zwei")
    wait_for(ben, "zwei")
    said = ben.locator("[data-announce]")
    expect(said).to_have_text(re.compile(r"^\w{4}: eins \w{4}: zwei$"))
    # Nobody is told of their own words.
    expect(anna.locator("[data-announce]")).to_have_text("")
    ben.locator("[data-pause]").press("Enter")
    write(anna, "drei")
    wait_for(ben, "drei")
    expect(ben.locator("[data-pause]")).to_have_attribute("aria-pressed", "true")
    expect(said).not_to_contain_text("drei")


def test_what_could_not_be_sent_says_so_and_is_sent_once_when_the_line_is_back(open_chat, stored):
    anna = open_chat()
    anna.context.set_offline(True)
    write(anna, "im Tunnel")
    expect(anna.locator("[data-state]", has_text="nicht gesendet")).to_be_visible(timeout=60_000)
    expect(anna.locator("[data-again]")).to_be_visible()
    anna.context.set_offline(False)
    wait_for(anna, "im Tunnel")
    expect(anna.locator("[data-pending-row]")).to_have_count(0)
    assert stored() == ["im Tunnel"]


def test_where_sockets_are_blocked_the_conversation_goes_on_over_http(new_page, sign_in, open_chat, stored):
    blocked = new_page()
    blocked.add_init_script("window.WebSocket = class { constructor() { throw new Error('blocked'); } }")
    sign_in(blocked)
    blocked.goto("/kite")
    write(blocked, "über HTTP")
    wait_for(blocked, "über HTTP")
    anna = open_chat()
    write(anna, "über den Socket")
    wait_for(blocked, "über den Socket")
    assert stored() == ["über HTTP", "über den Socket"]


def test_without_scripts_the_form_does_it(new_page, sign_in, stored):
    page = new_page(java_script_enabled=False)
    sign_in(page)
    page.goto("/kite")
    write(page, "ohne Skript")
    expect(rows(page)).to_have_text(["ohne Skript"])
    expect(page.locator("[data-pause]")).not_to_be_visible()
    assert stored() == ["ohne Skript"]
