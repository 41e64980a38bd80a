"""Who gets in: a page of ours, in a session of its own, and into no room that nobody let it into."""

import json
import socket
import urllib.error
import urllib.request

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from vamv.db.types import new_id
from vamv.realtime import sockets
from vamv.vault.tokens import csrf_token

pytestmark = [pytest.mark.plugins("tiny"), pytest.mark.settings({"vamv.hosts": "127.0.0.1"})]
NAMES = 1_000


def foreign_origins(url):
    """Return origins that are not exactly the portal's own."""
    port = url.rpartition(":")[2]
    return (
        None,
        "",
        "null",
        "file://",
        "http://evil.example",
        "http://127.0.0.1",
        "http://127.0.0.1.evil.example",
        f"http://127.0.0.1:{port}.evil.example",
        f"http://evil.example:{port}",
        f"http://127.0.0.1:{int(port) - 1}",
        f"http://localhost:{port}",
        f"https://127.0.0.1:{port}",
        f"http://user@127.0.0.1:{port}",
        f"{url}/",
        f"{url}, http://evil.example",
        f"http://evil.example {url}",
    )


SPOOFS = (
    {},
    {"X-Forwarded-Host": "evil.example"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http"},
    {"Forwarded": "host=evil.example;proto=http"},
    {"X-Original-Host": "evil.example", "X-Host": "evil.example"},
)


def test_a_page_of_ours_opens_a_socket(raw, token, enter_kites):
    assert enter_kites(raw(token), csrf_token(token)).startswith("40/kite,")


def test_no_origin_and_a_foreign_one_open_no_socket(raw, token, live_server):
    """sec-G01: the origin must be given and be ours, whatever forwarding headers say."""
    for origin in foreign_origins(live_server.url):
        for headers in SPOOFS:
            with pytest.raises(InvalidStatus) as refused:
                raw(token, origin=origin, **headers)
            assert refused.value.response.status_code == 403, (origin, headers)
            assert "evil" not in str(refused.value.response.headers) + str(refused.value.response.body)


def test_a_foreign_host_makes_no_foreign_origin_ours(token, live_server):
    """sec-G01: neither does a host that is not on the list, with the origin to match."""
    there = socket.create_connection(("127.0.0.1", int(live_server.url.rpartition(":")[2])))
    with pytest.raises(InvalidStatus) as refused:
        connect(
            "ws://evil.example/socket.io/?EIO=4&transport=websocket",
            sock=there,
            origin="http://evil.example",
            additional_headers={"Cookie": f"s={token}"},
        )
    there.close()
    assert refused.value.response.status_code == 403


def test_there_is_no_polling_for_anybody_and_nothing_is_repeated_back(live_server, token):
    """sec-G01: the way of the library without WebSockets is closed, to every origin and method."""
    for origin in (live_server.url, *foreign_origins(live_server.url)):
        for query in ("EIO=4&transport=polling", "transport=websocket", "EIO=4", "sid=x"):
            for method in ("GET", "POST", "OPTIONS"):
                request = urllib.request.Request(
                    f"{live_server.url}/socket.io/?{query}&evil=canary",
                    data=b"40/kite," if method == "POST" else None,
                    headers={"Cookie": f"s={token}", **({} if origin is None else {"Origin": origin})},
                    method=method,
                )
                with pytest.raises(urllib.error.HTTPError) as refused:
                    urllib.request.urlopen(request)
                assert refused.value.code == 400
                assert refused.value.read() == b""
                told = str(refused.value.headers)
                assert "Access-Control" not in told
                assert "canary" not in told
                refused.value.close()


def test_the_cookie_alone_opens_nothing(raw, token, enter_kites):
    """sec-G02: beside the cookie a page needs the token that only it can read."""
    page = raw(token)
    for csrf in (None, "", "x" * 43, 5, {}, [], csrf_token(token)[:-1], csrf_token(token) + "A"):
        assert "forged" in enter_kites(page, csrf)


def test_the_token_of_somebody_else_opens_nothing_and_none_neither(raw, token, enter_kites, live_server):
    """sec-G02: cookie and token belong together."""
    other = live_server.token(live_server.make_person())
    assert "forged" in enter_kites(raw(token), csrf_token(other))
    assert "signed_out" in enter_kites(raw(), csrf_token(token))
    page = raw(token)
    page.send("40/kite,")
    assert "forged" in page.recv(timeout=5)
    assert enter_kites(raw(token), csrf_token(token)).startswith("40/kite,")


def test_nobody_is_answered_before_being_let_in(raw, token, make_room, lines, enter_kites):
    """sec-G02: no event counts before the token was shown."""
    room, page = make_room(), raw(token)
    for event in ("subscribe", "fetch", "send"):
        data = {"conversation": room, "after": 0, "text": "canary", "client_id": "c"}
        page.send(f"42/kite,1{json.dumps([event, data])}")
    # The first answer is that to the connection: the events before it had none.
    assert enter_kites(page, csrf_token(token)).startswith("40/kite,")
    assert lines(room) == []


def room_names(room, sid, session_id):
    """Return what somebody might try in order to be in a room: names of the library's, and ids almost right."""
    yield from (
        room,
        f"{room} ",
        f"{room} de",
        f"{room} de ",
        f" {room}",
        room.upper(),
        room[:-1],
        f"{room}x",
    )
    yield from (
        sid,
        session_id,
        f"/kite {room}",
        f"kite_room {room}",
        "*",
        "",
        "/",
        "None",
        "person",
        "session",
    )
    yield from (None, True, 0, 1.5, [room], [[room]], {"id": room}, {room: room}, f"{room}\x00", f"{room}\n")
    yield from ("%", "_" * 26, "' OR 1=1 --", "../../" + room, "x" * 5000, "\ud800")
    while True:
        yield new_id()


def test_nobody_is_in_a_room_by_its_name(make_room, live_server, realtime_client, monkeypatch):
    """sec-G06: a thousand names, by every event that could mean "let me in"; only the server decides."""
    monkeypatch.setattr(sockets, "EVENTS", 10 * NAMES)
    ben, anna = live_server.make_person(), live_server.make_person()
    room = make_room(closed_to=ben.person_id)
    inside = realtime_client(anna, "/kite")
    inside.ask("subscribe", {"conversation": room})
    client = realtime_client(ben, "/kite")
    (here,) = live_server.hub.sockets.of(ben.person_id)
    names = room_names(room, here.sid, here.session_id)
    events = ("subscribe", "fetch", "enter_room", "join", "room", "enter", "rows", "emit")
    for number, name in zip(range(NAMES), names, strict=False):
        event = events[number % 2 if number > 60 else number % len(events)]
        answer = client.ask(event, {"conversation": name, "room": name, "after": 0})
        assert answer["code"] in ("malformed", "not_found", "not_subscribed", "unknown_event"), (event, name)
        assert set(answer) == {"code"}
    for name in (room, f"{room} de ", here.sid):
        assert client.ask("subscribe", name) == {"code": "malformed"}
    assert here.rooms == {}
    engine = live_server.hub.engine
    assert set(engine.rooms(here.sid, "/kite")) == {here.sid}
    inside.ask("send", {"conversation": room, "text": "nicht für Ben", "client_id": "c"})
    inside.wait("rows")
    # An answer comes after whatever was sent to him before.
    assert client.ask("act") == {"code": "ok"}
    assert client.heard == []
