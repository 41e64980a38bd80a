"""Whoever comes later gets what is said from then on, and hears when something concerns only them."""

import pytest
from kites import Line, Room
from sqlalchemy import insert, update

from vamv.db.hints import PERSON, announce
from vamv.db.types import new_id

pytestmark = [pytest.mark.plugins("tiny"), pytest.mark.settings({"vamv.hosts": "127.0.0.1"})]


@pytest.fixture
def enter(live_server, realtime_client):
    """Connect somebody and subscribe to a room."""

    def make(room_id, person=None):
        client = realtime_client(person or live_server.make_person(), "/kite")
        assert client.ask("subscribe", {"conversation": room_id})["code"] == "ok"
        return client

    return make


def whispered(live_server, room_id, seq):
    """Store a row of which no process has heard yet."""
    row = {"seq": seq, "conversation_id": room_id, "client_id": new_id(), "body": b"vorher"}

    def store(session):
        session.execute(insert(Line).values(id=new_id(), created_at=live_server.clock.now(), **row))
        session.execute(update(Room).where(Room.id == room_id).values(last_seq=seq))

    live_server.change(store)


def numbers(client):
    return [row["seq"] for name, told in client.heard if name == "rows" for row in told["rows"]]


def test_what_was_said_before_is_not_pushed_to_whoever_comes_while_it_is_on_its_way(
    enter, make_room, live_server
):
    room = make_room()
    anna = enter(room)
    whispered(live_server, room, 1)
    ben = enter(room)
    anna.wait("rows", lambda told: told["upto"] == 1)
    ben.wait("hint", lambda told: told["last"] == 1)
    anna.ask("send", {"conversation": room, "text": "jetzt", "client_id": new_id()})
    for client in (anna, ben):
        client.wait("rows", lambda told: told["upto"] == 2)
    assert numbers(anna) == [1, 2]
    assert numbers(ben) == [2]


def test_whoever_is_left_alone_hears_what_comes(enter, make_room, live_server):
    room = make_room()
    anna = enter(room)
    whispered(live_server, room, 1)
    ben = enter(room)
    anna.close()
    ben.ask("send", {"conversation": room, "text": "allein", "client_id": new_id()})
    ben.wait("rows", lambda told: told["upto"] == 2)
    assert numbers(ben) == [2]


def test_a_page_hears_that_something_concerns_only_this_person(enter, make_room, live_server):
    room, person = make_room(), live_server.make_person()
    anna, ben = enter(room, person), enter(room)

    def change(session):
        session.get_one(Room, room).word = "stumm"
        announce(session, PERSON, person.person_id)

    live_server.change(change)
    assert anna.wait("own") == {"conversation": room}
    assert "own" not in [name for name, _told in ben.heard]
