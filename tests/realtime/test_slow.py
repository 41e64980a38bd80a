"""A page that stopped reading is cut off, and what waits for it stays little (sec-G08)."""

import json
import socket
import threading
import time
from contextlib import ExitStack

import pytest
from kites import Line, Room
from websockets.sync.client import connect

from vamv.conversations.services import append
from vamv.db.types import new_id
from vamv.realtime import connection
from vamv.realtime.fanout import QUEUED
from vamv.vault.tokens import csrf_token

pytestmark = [pytest.mark.plugins("tiny"), pytest.mark.settings({"vamv.hosts": "127.0.0.1"})]
LONG_TEXT = b"x" * 60_000
# What the system takes before anybody notices that nothing is read: its buffers for one connection.
SYSTEM = 8 * 1024 * 1024


@pytest.fixture
def stalled(live_server, token, enter_kites):
    """Enter a room as a page that reads nothing from then on: `stalled(room)`."""
    opened = ExitStack()

    def make(room):
        port = int(live_server.url.rpartition(":")[2])
        plain = socket.socket()
        plain.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        plain.connect(("127.0.0.1", port))
        page = opened.enter_context(
            connect(
                f"ws://127.0.0.1:{port}/socket.io/?EIO=4&transport=websocket",
                sock=plain,
                origin=live_server.url,
                additional_headers={"Cookie": f"s={token}"},
                max_queue=1,
                ping_interval=None,
                close_timeout=0.1,
            )
        )
        page.recv(timeout=5)
        assert enter_kites(page, csrf_token(token)).startswith("40/kite,")
        page.send(f"42/kite,1{json.dumps(['subscribe', {'conversation': room}])}")
        assert '"ok"' in page.recv(timeout=5)

    with opened:
        yield make


def waiting_for(live_server):
    """Return for each connection what this process keeps for it: packets in its queue, bytes in its buffer."""
    found = []
    for each in list(live_server.hub.engine.eio.sockets.values()):
        line = each.line.connection
        found.append((each.queue.qsize(), line.transport.get_write_buffer_size() if line is not None else 0))
    return found


@pytest.mark.parametrize("patience", [0.5, 100.0], ids=["by the clock", "by the queue"])
def test_whoever_stops_reading_is_cut_off_and_the_others_get_everything(
    live_server, make_room, realtime_client, stalled, monkeypatch, patience
):
    """sec-G08: after ten seconds, or a hundred packets; until then its memory is bounded."""
    assert (connection.STALLED, QUEUED) == (10.0, 100)
    monkeypatch.setattr(connection, "STALLED", patience)
    room = make_room()
    writer = live_server.make_person()
    reader = realtime_client(writer, "/kite")
    reader.ask("subscribe", {"conversation": room})
    stalled(room)
    assert len(live_server.hub.engine.eio.sockets) == 2

    def say(number):
        def work(session):
            append(
                session,
                session.get_one(Room, room),
                Line,
                sender_id=writer.person_id,
                client_id=new_id(),
                close=lambda _id: LONG_TEXT,
                now=live_server.clock.now(),
            )

        live_server.change(work)
        # Each in a packet of its own, as in a lively room.
        reader.wait("rows", lambda data: data["upto"] >= number)

    number, packets, kept, deadline = 0, 0, 0, time.monotonic() + 60
    while len(live_server.hub.engine.eio.sockets) > 1 and time.monotonic() < deadline:
        if patience > 1 or kept < 65_536:
            number += 1
            say(number)
            del reader.heard[:-1]
        else:
            threading.Event().wait(0.05)
        for queued, buffered in waiting_for(live_server):
            packets, kept = max(packets, queued), max(kept, buffered)
    assert len(live_server.hub.engine.eio.sockets) == 1, "the page that reads nothing is still there"
    assert kept, "it never fell behind"
    assert (number > QUEUED) == (patience > 1)
    assert packets <= QUEUED
    assert kept <= 65_536 + 4 * len(LONG_TEXT)
    assert number * len(LONG_TEXT) <= SYSTEM + (QUEUED + 10) * 2 * len(LONG_TEXT)
    assert reader.ask("act") == {"code": "ok"}
