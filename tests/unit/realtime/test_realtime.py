"""Sockets: the same people, the same rules, and an answer to everything. A real server on loopback."""

import json
import threading
import urllib.request
from contextlib import ExitStack

import pytest
import transaction
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationConflictError
from sqlalchemy import select
from vamv_tiny.models import Slip
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from vamv.db.session import make_session
from vamv.realtime.directives import Declared, add_realtime_namespace, realtime_namespaces
from vamv.realtime.namespace import Namespace
from vamv.realtime.portal import Refused
from vamv.realtime.server import beside
from vamv.security import sessions
from vamv.server import make_server
from vamv.testing.people import make_person
from vamv.vault.tokens import csrf_token

pytestmark = [pytest.mark.plugins("tiny"), pytest.mark.settings({"vamv.hosts": "127.0.0.1"})]


class Box(Namespace):
    """A letter box at the other end of a socket."""

    def on_write(self, request, data):
        slip = Slip(author_id=request.identity.person_id, text=data["text"], created_at=request.now)
        request.dbsession.add(slip)
        request.dbsession.flush()
        if data["text"] == "zu laut":
            raise Refused("too_loud")
        if data["text"] == "kaputt":
            raise RuntimeError("kaputt: ein Geheimnis")
        return {"id": slip.id}


@pytest.fixture
def registry(real_app):
    real_app.registry["vamv.realtime_namespaces"] = {"/tiny": Declared(Box, "/tiny", "tiny.write")}
    return real_app.registry


@pytest.fixture
def url(real_app, registry):
    server = make_server(real_app, registry, port=0)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        thread.join(0.01)
    host, port = server.servers[0].sockets[0].getsockname()
    yield f"{host}:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def change(registry):
    def change(work):
        manager = transaction.TransactionManager(explicit=True)
        with manager:
            session = make_session(registry["vamv.engine"], manager, write=True)
            return work(session)

    return change


@pytest.fixture
def token(registry, change, clock):
    def sign_in(session):
        person = make_person(registry, session, clock.now(), "advice_seeker")
        return sessions.begin(
            session, registry["vamv.vault"], person_id=person.person_id, private_key=None, now=clock.now()
        )[1]

    return change(sign_in)


class Page:
    """What a page does over its socket, in the words of the protocol (Engine.IO 4, Socket.IO 5)."""

    def __init__(self, socket, token):
        self.socket = socket
        self.token = token
        self.number = 0

    def next(self):
        while (packet := self.socket.recv(timeout=5)) == "2":
            self.socket.send("3")
        return packet

    def enter(self, namespace="/tiny", csrf=None):
        assert self.next().startswith("0{")
        token = csrf_token(self.token) if csrf is None and self.token else csrf
        self.socket.send(f"40{namespace},{json.dumps({'csrf': token})}")
        return self.next()

    def ask(self, event, *data):
        self.number += 1
        self.socket.send(f"42/tiny,{self.number}{json.dumps([event, *data])}")
        head, _, body = self.next().partition("[")
        assert head == f"43/tiny,{self.number}"
        return json.loads(f"[{body}")[0]


@pytest.fixture
def open_page(url):
    with ExitStack() as pages:

        def make(token=None, origin="same"):
            socket = connect(
                f"ws://{url}/socket.io/?EIO=4&transport=websocket",
                origin=f"http://{url}" if origin == "same" else origin,
                additional_headers={"Cookie": f"s={token}"} if token else {},
            )
            return Page(pages.enter_context(socket), token)

        yield make


@pytest.fixture
def texts(change):
    return lambda: change(lambda session: list(session.scalars(select(Slip.text))))


def test_whoever_is_signed_in_is_answered_and_what_they_wrote_is_stored(open_page, token, texts):
    page = open_page(token)
    assert page.enter().startswith("40/tiny,")
    answer = page.ask("write", {"text": "Guten Abend"})
    assert answer["code"] == "ok"
    assert len(answer["id"]) == 26
    assert texts() == ["Guten Abend"]


@pytest.mark.parametrize(("text", "code"), [("zu laut", "too_loud"), ("kaputt", "error")])
def test_what_fails_is_answered_with_a_code_and_leaves_nothing(open_page, token, texts, caplog, text, code):
    page = open_page(token)
    page.enter()
    assert page.ask("write", {"text": text}) == {"code": code}
    assert texts() == []
    assert "Geheimnis" not in caplog.text
    assert page.ask("write", {"text": "weiter"})["code"] == "ok"


def test_an_unknown_event_is_answered_too(open_page, token):
    page = open_page(token)
    page.enter()
    for event in ("erase", "", "__class__", "write_", "répondre"):
        assert page.ask(event, {}) == {"code": "unknown_event"}


def test_malformed_data_is_answered_and_stores_nothing(open_page, token, texts):
    page = open_page(token)
    page.enter()
    for data in ((), (None,), ([],), ({},), ("text",)):
        assert page.ask("write", *data)["code"] == "error"
    assert texts() == []


def test_without_a_session_there_is_no_connection(open_page):
    assert "signed_out" in open_page().enter()
    assert "signed_out" in open_page("A" * 43).enter()


@pytest.mark.parametrize("origin", ["https://elsewhere.example", None, "null"])
def test_another_origin_gets_no_connection(open_page, token, origin):
    try:
        answer = open_page(token, origin=origin).enter()
    except InvalidStatus:
        return
    assert answer.startswith("44/tiny,")


def test_a_namespace_that_nobody_declared_is_refused(open_page, token):
    assert open_page(token).enter("/kite").startswith("44/kite,")


def test_a_session_that_has_ended_is_noticed_at_the_next_event(open_page, token, change, texts):
    page = open_page(token)
    page.enter()
    change(lambda session: session.execute(sessions.delete(sessions.UserSession)))
    assert page.ask("write", {"text": "noch da?"}) == {"code": "signed_out"}
    assert texts() == []


def test_a_right_that_was_taken_is_noticed_at_the_next_event(open_page, token, change):
    page = open_page(token)
    page.enter()
    change(lambda session: session.execute(sessions.UserSession.__table__.update().values(stage="new_code")))
    assert page.ask("write", {"text": "darf ich?"}) == {"code": "forbidden"}


def test_the_pages_are_served_beside_the_sockets(url):
    with urllib.request.urlopen(f"http://{url}/help") as answer:
        assert answer.status == 200


@pytest.mark.plugins
def test_without_any_namespace_there_is_no_socket_server(real_app):
    pages = object()
    assert beside(real_app.registry, pages) is pages


def one_part(config):
    config.add_realtime_namespace(Box, "/tiny", "tiny.write")


def another_part(config):
    config.add_realtime_namespace(Namespace, "/tiny", "tiny.read")


@pytest.fixture
def config():
    config = Configurator()
    config.add_directive("add_realtime_namespace", add_realtime_namespace)
    config.include(one_part)
    return config


def test_a_declared_namespace_is_known_by_its_name(config):
    config.commit()
    assert realtime_namespaces(config.registry) == {"/tiny": Declared(Box, "/tiny", "tiny.write")}


def test_two_namespaces_of_one_name_are_refused(config):
    config.include(another_part)
    with pytest.raises(ConfigurationConflictError):
        config.commit()
