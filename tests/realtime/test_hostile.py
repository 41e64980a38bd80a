"""Whoever sends what no page of ours sends: closed or refused, one line in the log, and nobody else notices.

`VAMV_FAULTS=long`: 50,000 mutated frames instead of 2,000.
"""

import json
import os
import random
from contextlib import suppress

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from vamv.db.types import new_id
from vamv.realtime import hub
from vamv.realtime.connection import PACKET_LIMIT
from vamv.realtime.sockets import SOCKETS_OF_A_SESSION
from vamv.settings import CORE_SETTINGS
from vamv.vault.tokens import csrf_token

pytestmark = [pytest.mark.plugins("tiny"), pytest.mark.settings({"vamv.hosts": "127.0.0.1"})]
FRAMES = 50_000 if os.environ.get("VAMV_FAULTS") == "long" else 2_000
ODD = '[]{}",:0123456789/\\\x00ü-'


def test_too_long_a_packet_closes_the_connection(raw, token, enter_kites):
    """sec-G03: a frame has at most 16 KiB."""
    assert PACKET_LIMIT == 16 * 1024
    socket = raw(token)
    enter_kites(socket, csrf_token(token))
    socket.send("42/kite,1" + json.dumps(["send", {"text": "x" * PACKET_LIMIT}]))
    with pytest.raises(ConnectionClosed):
        socket.recv(timeout=5)


def test_too_long_a_packet_in_short_pieces_closes_the_connection(raw, token, enter_kites):
    """sec-G03: nor may a message that comes in fragments be longer than that."""
    socket = raw(token)
    enter_kites(socket, csrf_token(token))
    # It may be closed before the last piece is out.
    with suppress(ConnectionClosed):
        socket.send(["42/kite,1", *("x" * 1000 for _ in range(17))])
    with pytest.raises(ConnectionClosed):
        socket.recv(timeout=5)


def test_a_session_has_five_sockets_and_not_one_more(raw, token, enter_kites):
    """sec-G03: five sockets a session; one that hangs up makes room."""
    sockets = [raw(token) for _ in range(SOCKETS_OF_A_SESSION + 1)]
    answers = [enter_kites(each, csrf_token(token)) for each in sockets]
    assert SOCKETS_OF_A_SESSION == 5
    assert [answer.startswith("40/kite,") for answer in answers] == [True] * 5 + [False]
    assert "too_many" in answers[-1]
    sockets[0].close()
    again = raw(token)
    while "too_many" in (answer := enter_kites(again, csrf_token(token))):
        again = raw(token)
    assert answer.startswith("40/kite,")


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
    "canary",
    "4canary",
    "3" + "[" * 8000,
    "4" + "[" * 8000,
    "b4canary",
    b"\x00\xff",
    b"",
]


def logged(caplog):
    """Return what the server has logged; the tests' own client complains when it is hung up on."""
    return [record for record in caplog.records if not record.name.startswith("websockets")]


def failures(caplog):
    """Return what the server has failed with, and written out."""
    return [record.getMessage() for record in logged(caplog) if record.exc_info]


def test_what_is_no_packet_harms_only_its_sender(raw, enter_kites, realtime_client, live_server, caplog):
    """sec-G04: a malformed packet closes its connection, leaves a line in the log, and harms nobody else."""
    other = realtime_client(live_server.make_person(), "/kite")
    for packet in BAD:
        token = live_server.token(live_server.make_person())
        socket = raw(token)
        enter_kites(socket, csrf_token(token))
        caplog.clear()
        socket.send(packet)
        assert other.ask("act") == {"code": "ok"}
        assert len(logged(caplog)) <= 1
        assert failures(caplog) == []
        assert "canary" not in caplog.text


def mutated(frame, chance):
    """Return a frame that no page sends: characters exchanged, cut, doubled, or shuffled."""
    found = list(frame)
    for _ in range(chance.randint(1, 6)):
        found[chance.randrange(len(found))] = chance.choice(ODD)
    text = "".join(found)
    cut = chance.randrange(len(text))
    return chance.choice(
        (text[chance.randrange(3) :], text[:cut], text[:cut] + text, text[cut:] + text[:cut])
    )


def test_mutated_frames_end_no_process_and_disturb_nobody(
    raw, enter_kites, live_server, make_room, lines, realtime_client, caplog
):
    """sec-G04, sec-S4: the process lives, others are answered, and no text comes into the log."""
    chance = random.Random(3)
    other, room = realtime_client(live_server.make_person(), "/kite"), make_room()
    token = live_server.token(live_server.make_person())
    good = (
        f'42/kite,7["send",{{"conversation":"{new_id()}","text":"canary","client_id":"c"}}]',
        f'42/kite,8["fetch",{{"conversation":"{new_id()}","after":0}}]',
        f'40/kite,{{"csrf":"{csrf_token(token)}"}}',
        "41/kite,",
        '451-/kite,9["send",{"_placeholder":true,"num":0}]',
        "2canary",
    )
    socket, opened = None, 0
    for number in range(FRAMES):
        try:
            if socket is None:
                socket, opened = raw(token), opened + 1
                enter_kites(socket, csrf_token(token))
            frame = mutated(chance.choice(good), chance)
            socket.send(frame.encode() if number % 10 == 0 else frame)
        except (ConnectionClosed, TimeoutError):
            socket = None
        if number % 250 == 0:
            assert other.ask("act")["code"] in ("ok", "too_many")
    assert opened > 1, "no frame was bad enough to be hung up on"
    # Whoever comes afterwards finds everything as it was.
    late = realtime_client(live_server.make_person(), "/kite")
    assert late.ask("subscribe", {"conversation": room})["code"] == "ok"
    sent = late.ask("send", {"conversation": room, "text": "danach", "client_id": new_id()})
    assert sent == {"code": "ok", "seq": 1}
    assert lines(room) == [(1, "danach")]
    assert "canary" not in caplog.text
    assert len(logged(caplog)) <= opened + FRAMES // 2
    assert failures(caplog) == []


def test_whoever_says_nothing_keeps_no_connection(raw, enter_kites, token, monkeypatch):
    """sec-G03: opening a connection needs no session, so it is not kept for nothing."""
    monkeypatch.setattr(hub, "LOOK", 0.3)
    silent, page = raw(), raw(token)
    enter_kites(page, csrf_token(token))
    with pytest.raises(ConnectionClosed):
        silent.recv(timeout=5)
    page.send('42/kite,1["act",{}]')
    assert page.recv(timeout=5) == '43/kite,1[{"code":"ok"}]'


@pytest.mark.settings({"vamv.hosts": "127.0.0.1", "vamv.realtime_sockets": "2"})
def test_a_process_keeps_so_many_connections_and_no_more(raw):
    """sec-G03: a process has so many sockets, a thousand unless the chapter says otherwise."""
    declared = next(each for each in CORE_SETTINGS if each.name == "vamv.realtime_sockets")
    assert declared.default == 1000
    raw(), raw()
    with pytest.raises(InvalidStatus):
        raw()
