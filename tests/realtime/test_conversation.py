"""Conversations over sockets: everybody sees one order, hears at once, and only what they may."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise

import pytest
from kites import Kites, Line, Room
from socketio.exceptions import ConnectionError as NotConnected
from sqlalchemy import select, update

from vamv.db.hints import PERSON, announce
from vamv.db.types import new_id
from vamv.realtime import delivery, hub, sockets
from vamv.realtime.sockets import ROOMS_OF_A_SOCKET, SOCKETS_OF_A_SESSION
from vamv.security import sessions
from vamv.security.models import UserSession

pytestmark = [pytest.mark.plugins("tiny"), pytest.mark.settings({"vamv.hosts": "127.0.0.1"})]


@pytest.fixture
def enter(live_server, realtime_client):
    """Connect somebody and subscribe to a room."""

    def make(room_id, person=None, token=None):
        person = person or (None if token else live_server.make_person())
        client = realtime_client(person, "/kite", token)
        client.person = person
        assert client.ask("subscribe", {"conversation": room_id})["code"] == "ok"
        return client

    return make


def send(client, room_id, text, client_id=None):
    return client.ask("send", {"conversation": room_id, "text": text, "client_id": client_id or new_id()})


def texts(client):
    return [row["text"] for name, data in client.heard if name == "rows" for row in data["rows"]]


def holds(text):
    return lambda data: any(row["text"] == text for row in data["rows"])


def test_what_one_sends_all_others_get_in_its_order(enter, make_room, lines):
    room = make_room()
    anna, ben = enter(room), enter(room)
    assert send(anna, room, "eins") == {"code": "ok", "seq": 1}
    assert send(ben, room, "zwei") == {"code": "ok", "seq": 2}
    for client in (anna, ben):
        client.wait("rows", holds("zwei"))
        assert texts(client) == ["eins", "zwei"]
    assert lines(room) == [(1, "eins"), (2, "zwei")]


def test_a_form_reaches_sockets_too(enter, make_room, live_server):
    room = make_room()
    ben = enter(room)

    def form(session):
        Kites.on_send(
            None,
            type("R", (), {"dbsession": session, "identity": ben.person, "now": live_server.clock.now()}),
            {"conversation": room, "text": "vom Formular", "client_id": "f"},
        )

    live_server.change(form)
    assert ben.wait("rows")["rows"][0]["text"] == "vom Formular"


def test_rows_are_loaded_once_for_all_who_see_the_same(enter, make_room):
    room = make_room()
    clients = [enter(room) for _ in range(4)]
    Kites.loads = 0
    send(clients[0], room, "eins")
    for client in clients:
        client.wait("rows")
    assert Kites.loads == 1


def test_whoever_sees_something_else_gets_their_own(enter, make_room):
    room = make_room(split=True)
    clients = [enter(room) for _ in range(2)]
    Kites.loads = 0
    send(clients[0], room, "eins")
    for client in clients:
        client.wait("rows")
    assert Kites.loads == 2


def test_sent_twice_is_stored_once_and_answered_alike(enter, make_room, lines):
    room = make_room()
    anna = enter(room)
    assert send(anna, room, "eins", "c") == send(anna, room, "eins", "c") == {"code": "ok", "seq": 1}
    assert lines(room) == [(1, "eins")]


def test_an_edit_is_pushed_with_the_number_of_its_message(enter, make_room):
    room = make_room()
    anna, ben = enter(room), enter(room)
    send(anna, room, "Halo")
    anna.ask("edit", {"conversation": room, "seq": 1, "text": "Hallo", "client_id": "e"})
    told = ben.wait("rows", holds("Hallo"))
    last = told["rows"][-1]
    assert (last["seq"], last["target"], last["text"]) == (2, 1, "Hallo")
    assert told["upto"] == 2


def test_what_was_missed_is_fetched_in_pieces(enter, make_room, live_server, monkeypatch):
    monkeypatch.setattr("vamv.realtime.conversation.PAGE", 2)
    room = make_room()
    anna = enter(room)
    for text in "abcde":
        send(anna, room, text)
    ben, seq, found = enter(room), 0, []
    while True:
        answer = ben.ask("fetch", {"conversation": room, "after": seq})
        found += [row["text"] for row in answer["rows"]]
        seq = answer["upto"]
        if not answer["more"]:
            break
    assert found == list("abcde")


def test_a_number_that_is_none_is_refused(enter, make_room):
    room = make_room()
    client = enter(room)
    for after in (-1, "1", None, True, 1.5, 2**40):
        assert client.ask("fetch", {"conversation": room, "after": after}) == {"code": "malformed"}


@pytest.mark.parametrize("event", ["subscribe", "fetch", "leave"])
def test_malformed_events_are_answered(enter, make_room, event):
    client = enter(make_room())
    for data in (None, [], {}, {"conversation": 5}, {"conversation": "x"}):
        assert client.ask(event, data) == {"code": "malformed"}


def test_no_room_is_entered_by_name(enter, make_room, realtime_client, live_server):
    """Neither a room that does not exist nor one that is closed to somebody, and both alike (sec-G06)."""
    ben = live_server.make_person()
    room = make_room(closed_to=ben.person_id)
    client = realtime_client(ben, "/kite")
    for conversation in (room, new_id()):
        assert client.ask("subscribe", {"conversation": conversation}) == {"code": "not_found"}
        answer = client.ask("fetch", {"conversation": conversation, "after": 0})
        assert answer == {"code": "not_subscribed"}
    anna = enter(room)
    send(anna, room, "nicht für Ben")
    anna.wait("rows")
    assert texts(client) == []


def test_a_removed_person_hears_nothing_more_at_once(enter, make_room, live_server):
    room = make_room()
    anna, ben = enter(room), enter(room)

    def remove(session):
        session.execute(update(Room).values(closed_to=ben.person.person_id))
        announce(session, PERSON, ben.person.person_id)

    live_server.change(remove)
    assert ben.wait("left") == {"conversation": room, "code": "not_found"}
    send(anna, room, "unter uns")
    anna.wait("rows")
    assert texts(ben) == []


def test_a_session_that_ends_ends_its_sockets_within_seconds(enter, make_room, live_server):
    """sec-B05, sec-S12: log-out, one's own or by somebody else."""
    room = make_room()
    ben = live_server.make_person()
    token = live_server.token(ben)
    client = enter(room, token=token)
    live_server.change(lambda session: sessions.end_all(session, person_id=ben.person_id))
    assert client.wait("ended") == {"code": "signed_out"}
    client.wait_until_closed()


def test_rights_are_asked_again_even_without_a_hint(enter, make_room, live_server, monkeypatch):
    assert hub.LOOK + hub.ASK_AGAIN <= 60
    monkeypatch.setattr(hub, "LOOK", 0.2)
    monkeypatch.setattr(hub, "ASK_AGAIN", 0)
    room = make_room()
    client = enter(room)
    live_server.change(lambda session: session.execute(sessions.delete(UserSession)))
    assert client.wait("ended") == {"code": "signed_out"}


def test_a_lost_hint_is_made_up_for_by_comparing_numbers(enter, make_room, live_server):
    room = make_room()
    ben = enter(room)

    def unheard(session):
        session.add(
            Line(
                conversation_id=room,
                seq=1,
                client_id="c",
                body=b"eins",
                created_at=live_server.clock.now(),
            )
        )
        session.execute(update(Room).values(last_seq=1))

    live_server.change(unheard)
    done = threading.Event()

    async def compare():
        await live_server.hub.delivery.compare()
        done.set()

    live_server.hub._loop.call_soon_threadsafe(lambda: live_server.hub.start(compare()))
    assert done.wait(10)
    ben.wait("rows", holds("eins"))
    assert hub.COMPARE == 30


def test_many_events_at_once_are_refused_and_nothing_is_lost(enter, make_room, lines, monkeypatch):
    """sec-G03: ten events a second for a session; here two, which a busy machine can exceed as well."""
    assert sockets.EVENTS == 10
    monkeypatch.setattr(sockets, "EVENTS", 2)
    room = make_room()
    anna = enter(room)
    answers = [send(anna, room, str(number)) for number in range(30)]
    refused = [answer for answer in answers if answer == {"code": "too_many"}]
    stored = [answer["seq"] for answer in answers if answer["code"] == "ok"]
    assert refused
    assert stored == [seq for seq, _text in lines(room)] == list(range(1, len(stored) + 1))


def test_a_session_has_so_many_sockets_and_a_socket_so_many_rooms(live_server, realtime_client, make_room):
    token = live_server.token(live_server.make_person())
    clients = [realtime_client(None, "/kite", token) for _ in range(SOCKETS_OF_A_SESSION)]
    with pytest.raises(NotConnected):
        realtime_client(None, "/kite", token)
    for _ in range(ROOMS_OF_A_SOCKET):
        assert clients[0].ask("subscribe", {"conversation": make_room()})["code"] == "ok"
    assert clients[0].ask("subscribe", {"conversation": make_room()}) == {"code": "too_many"}


def test_listening_keeps_no_session_alive_and_acting_does(enter, make_room, live_server):
    room = make_room()
    client = enter(room)

    def seen():
        return live_server.change(lambda session: session.scalar(select(UserSession.last_seen_at)))

    before = seen()
    live_server.clock.advance(timedelta(minutes=2))
    client.ask("listen")
    client.ask("fetch", {"conversation": room, "after": 0})
    assert seen() == before
    client.ask("act")
    assert seen() == live_server.clock.now()
    live_server.clock.advance(timedelta(minutes=2))
    send(client, room, "hallo")
    assert seen() == live_server.clock.now()


def test_writes_at_the_same_time_share_a_transaction_and_fail_alone(enter, make_room, lines, caplog):
    room = make_room()
    clients = [enter(room) for _ in range(6)]
    wanted = ["eins", "kaputt", "zwei", "zu laut", "drei", "vier"]
    with ThreadPoolExecutor(len(clients)) as pool:
        answers = list(pool.map(lambda each: send(each[0], room, each[1]), zip(clients, wanted, strict=True)))
    assert [answer["code"] for answer in answers] == ["ok", "error", "ok", "too_loud", "ok", "ok"]
    stored = lines(room)
    assert [seq for seq, _text in stored] == [1, 2, 3, 4]
    assert sorted(text for _seq, text in stored) == sorted(["eins", "zwei", "drei", "vier"])
    assert "Geheimnis" not in caplog.text


def test_a_room_that_is_only_hinted_at_pushes_no_rows(enter, make_room, monkeypatch):
    monkeypatch.setattr(Kites, "hint_only", True)
    room = make_room()
    anna, ben = enter(room), enter(room)
    send(anna, room, "geheim")
    assert ben.wait("hint") == {"conversation": room, "last": 1}
    assert texts(ben) == []


def test_pages_of_new_rows_follow_one_another_without_a_gap(enter, make_room, monkeypatch):
    monkeypatch.setattr(delivery, "PAGE", 2)
    room = make_room()
    ben = enter(room)
    clients = [enter(room) for _ in range(5)]
    with ThreadPoolExecutor(len(clients)) as pool:
        list(pool.map(lambda client: [send(client, room, new_id()) for _ in range(3)], clients))
    ben.wait("rows", lambda data: data["upto"] == 15)
    told = [data for name, data in ben.heard if name == "rows"]
    assert [row["seq"] for data in told for row in data["rows"]] == list(range(1, 16))
    assert all(first["upto"] == then["after"] for first, then in pairwise(told))
