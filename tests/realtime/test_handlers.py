"""Whatever happens in a handler, the page gets an answer, and what was said stays out of the log (sec-G05)."""

import inspect

import pytest
from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from socketio import AsyncNamespace
from sqlalchemy.exc import IntegrityError, OperationalError

from vamv.db.types import new_id
from vamv.realtime import sockets
from vamv.realtime.conversation import ConversationNamespace
from vamv.testing.crawl import installed_plugins

pytestmark = [
    pytest.mark.plugins("tiny", *installed_plugins()),
    pytest.mark.settings({"vamv.hosts": "127.0.0.1"}),
]
CANARY = "canary: ein Satz von jemandem"
ROLES = ("advice_seeker", "moderator")


def faults():
    """Return what a handler may fail with."""
    return (
        RuntimeError(CANARY),
        TypeError(CANARY),
        KeyError(CANARY),
        RecursionError(CANARY),
        AssertionError(CANARY),
        TimeoutError(CANARY),
        StopIteration(CANARY),
        UnicodeDecodeError("utf-8", CANARY.encode(), 0, 1, CANARY),
        HTTPNotFound(CANARY),
        HTTPForbidden(CANARY),
        OperationalError(CANARY, {"text": CANARY}, Exception(CANARY)),
        IntegrityError(CANARY, {"text": CANARY}, Exception(CANARY)),
    )


RUBBISH = (CANARY, [CANARY], 5, {CANARY}, {1: 2, "at": object()}, {"at": new_id})

ODD = (
    None,
    True,
    0,
    -1.5,
    "",
    CANARY,
    [],
    [[[[]]]],
    {},
    {"conversation": None},
    {"conversation": {}},
    {"conversation": CANARY},
    {"conversation": new_id()},
    {"conversation": new_id(), "text": None, "client_id": []},
    {"conversation": new_id(), "text": {}, "client_id": "c", "after": 2**70, "read": -1, "seq": "x"},
    {"conversation": new_id(), "text": "x" * 9000, "client_id": "\x00", "after": "1", "up": CANARY},
    {"conversation": "\x00" * 26, "": "", "part": "../..", "to": ["x"]},
)


def events_of(declared):
    """Return the events that the pages of a namespace may send."""
    own = {
        name.removeprefix("on_")
        for name, _method in inspect.getmembers(declared.cls, inspect.isfunction)
        if name.startswith("on_")
    }
    core = {"subscribe", "fetch", "leave"} if issubclass(declared.cls, ConversationNamespace) else set()
    return sorted(own | core)


@pytest.fixture
def live_server(live_server, monkeypatch):
    monkeypatch.setattr(sockets, "EVENTS", 100_000)
    return live_server


@pytest.fixture
def clients(live_server, realtime_client):
    """Give for each namespace somebody of each role who may be there: `(declared, client)`."""

    def connect():
        for declared in live_server.namespaces.values():
            for role in ROLES:
                yield declared, realtime_client(live_server.make_person(role), declared.name)

    return connect


def test_every_namespace_of_the_installed_plugins_is_here(live_server):
    assert "/kite" in live_server.namespaces
    assert all(issubclass(each.cls, AsyncNamespace) for each in live_server.namespaces.values())
    assert all(events_of(each) for each in live_server.namespaces.values())


def test_a_handler_that_fails_in_any_way_is_answered(live_server, clients, monkeypatch, caplog):
    """sec-G05: each handler of each namespace poisoned, with each fault: a code, and nothing of the text."""
    for declared, client in clients():
        for event in events_of(declared):
            for fault in faults():

                def poisoned(*_args, fault=fault, **_more):
                    raise fault

                with monkeypatch.context() as poison:
                    if event in ("subscribe", "fetch", "leave"):
                        poison.setattr(live_server.hub.portal, "in_thread", poisoned)
                        poison.setattr(live_server.hub.delivery, "leave", poisoned)
                    else:
                        poison.setattr(declared.cls, f"on_{event}", poisoned)
                    answer = client.ask(event, {"conversation": new_id(), "after": 0})
                expected = ("error", "not_subscribed") if event == "fetch" else ("error",)
                assert answer["code"] in expected, (declared.name, event, fault)
                assert "canary" not in str(answer)
    assert "canary" not in caplog.text


def test_a_handler_that_returns_rubbish_is_answered(clients, monkeypatch, caplog):
    """sec-G05: also what cannot be sent is answered, with a code."""
    for declared, client in clients():
        for event in events_of(declared):
            if event in ("subscribe", "fetch", "leave"):
                continue
            for rubbish in RUBBISH:
                with monkeypatch.context() as poison:
                    poison.setattr(
                        declared.cls, f"on_{event}", lambda *_args, rubbish=rubbish, **_more: rubbish
                    )
                    answer = client.ask(event, {"conversation": new_id()})
                assert answer == {"code": "error"}, (declared.name, event, rubbish)
    assert "canary" not in caplog.text


def test_odd_data_are_answered_with_a_code_and_change_nothing(clients, caplog):
    """sec-G05: data that no page sends, to each handler of each namespace."""
    for declared, client in clients():
        for event in events_of(declared):
            for data in ODD:
                answer = client.ask(event, data)
                assert isinstance(answer["code"], str), (declared.name, event, data)
                assert "canary" not in str(answer)
        assert client.connected
    assert "canary" not in caplog.text
