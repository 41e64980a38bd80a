"""Whoever sends what no page of ours sends: closed or refused, one line in the log, and nobody else notices."""

import json
import random
import urllib.error
import urllib.request
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from vamv.db.types import new_id
from vamv.realtime import hub
from vamv.realtime.connection import PACKET_LIMIT
from vamv.vault.tokens import csrf_token

pytestmark = [pytest.mark.plugins("tiny"), pytest.mark.settings({"vamv.hosts": "127.0.0.1"})]
FRAMES = 300


@pytest.fixture
def raw(live_server):
    """Open a bare WebSocket as a page would, with `headers` beside."""
    with ExitStack() as opened:

        def make(token=None, origin=live_server.url, **headers):
            more = {"Cookie": f"s={token}"} if token else {}
            socket = connect(
                f"{live_server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket",
                additional_headers={**more, **headers},
                origin=origin,
                close_timeout=0.2,
            )
            socket = opened.enter_context(socket)
            socket.recv(timeout=5)
            return socket

        yield make


@pytest.fixture
def token(live_server):
    return live_server.token(live_server.make_person())


def enter(socket, csrf):
    socket.send(f"40/kite,{json.dumps({'csrf': csrf})}")
    return socket.recv(timeout=5)


def test_the_cookie_alone_opens_nothing(raw, token):
    """sec-G02"""
    socket = raw(token)
    for csrf in (None, "", "x" * 43, 5, {}, []):
        assert "forged" in enter(socket, csrf)


def test_no_token_at_all_opens_nothing(raw, token):
    socket = raw(token)
    socket.send("40/kite,")
    assert "forged" in socket.recv(timeout=5)
    assert enter(raw(token), csrf_token(token)).startswith("40/kite,")


def test_a_forwarded_host_makes_no_origin_ours(raw, token):
    """sec-G01"""
    for headers in ({"X-Forwarded-Host": "evil.example"}, {"Forwarded": "host=evil.example"}):
        with pytest.raises(InvalidStatus) as refused:
            raw(token, origin="http://evil.example", **headers)
        assert refused.value.response.status_code == 403


def test_there_is_no_polling_and_nothing_is_repeated_back(live_server):
    for query in ("EIO=4&transport=polling", "transport=websocket", "EIO=4", "sid=x"):
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"{live_server.url}/socket.io/?{query}&evil=canary")
        assert refused.value.code == 400
        assert refused.value.read() == b""
        refused.value.close()


def test_too_long_a_packet_closes_the_connection(raw, token):
    """sec-G03"""
    socket = raw(token)
    enter(socket, csrf_token(token))
    socket.send("42/kite,1" + json.dumps(["send", {"text": "x" * PACKET_LIMIT}]))
    with pytest.raises(ConnectionClosed):
        socket.recv(timeout=5)


BAD = [
    "4",
    "4x",
    "49/kite,",
    "42/kite,",
    "42/kite,[]",
    "42/kite,1{",
    '42/kite,1["send"',
    "42/kite,1" + "[" * 8000,
    "451-/kite,[]",
    "4599999999999-/kite,[]",
    "44/kite,{}",
    "43/kite,99[]",
    "40/other,",
    "6",
    "x",
    b"\x00\xff",
]


def test_what_is_no_packet_harms_only_its_sender(raw, realtime_client, live_server, caplog):
    """sec-G04"""
    other = realtime_client(live_server.make_person(), "/kite")
    for packet in BAD:
        token = live_server.token(live_server.make_person())
        socket = raw(token)
        enter(socket, csrf_token(token))
        caplog.clear()
        socket.send(packet)
        assert other.ask("act") == {"code": "ok"}
        assert len(caplog.records) <= 3


def test_mutated_frames_end_no_process_and_disturb_nobody(raw, live_server, realtime_client, caplog):
    """sec-G04, sec-S4 in short."""
    chance = random.Random(3)
    other = realtime_client(live_server.make_person(), "/kite")
    good = f'42/kite,7["send",{{"conversation":"{new_id()}","text":"canary","client_id":"c"}}]'
    socket, token = None, live_server.token(live_server.make_person())
    for number in range(FRAMES):
        frame = list(good)
        for _ in range(chance.randint(1, 6)):
            frame[chance.randrange(len(frame))] = chance.choice('[]{}",:0123456789/\\\x00ü-')
        try:
            if socket is None:
                socket = raw(token)
                enter(socket, csrf_token(token))
            socket.send("".join(frame)[chance.randrange(3) :])
        except (ConnectionClosed, TimeoutError):
            socket = None
        if number % 100 == 0:
            assert other.ask("act") == {"code": "ok"}
    assert other.ask("act") == {"code": "ok"}
    assert "canary" not in caplog.text


def test_whoever_says_nothing_keeps_no_connection(raw, token, monkeypatch):
    """sec-G03: opening a connection needs no session, so it is not kept for nothing."""
    monkeypatch.setattr(hub, "LOOK", 0.3)
    silent, page = raw(), raw(token)
    enter(page, csrf_token(token))
    with pytest.raises(ConnectionClosed):
        silent.recv(timeout=5)
    page.send('42/kite,1["act",{}]')
    assert page.recv(timeout=5) == '43/kite,1[{"code":"ok"}]'


@pytest.mark.settings({"vamv.hosts": "127.0.0.1", "vamv.realtime_sockets": "2"})
def test_a_process_keeps_so_many_connections_and_no_more(raw):
    raw(), raw()
    with pytest.raises(InvalidStatus):
        raw()
