"""Two processes with one database and one Redis: who is connected to the one hears what happens in the other."""

import socket
from contextlib import ExitStack

import kites
import pytest
from kites import Room
from sqlalchemy import update

from vamv.db.hints import PERSON, announce
from vamv.db.types import new_id
from vamv.security import sessions
from vamv.testing.live import LiveServer, serving
from vamv.testing.sockets import RealtimeClient

pytestmark = [pytest.mark.plugins("tiny"), pytest.mark.settings({"vamv.hosts": "127.0.0.1"})]


@pytest.fixture
def processes(kit, app_settings, clock, redis_server):
    """Two servers, as two processes would be: each with its own application, engine and bus."""
    settings = {**app_settings, "vamv.realtime_bus": redis_server.url}
    with ExitStack() as running:
        first = kit.build(settings, fresh=True)
        url = first.registry["vamv.engine"].url.render_as_string(hide_password=False)
        found = []
        for app in (first, kit.build(settings, url=url)):
            app.registry["vamv.clock"] = clock
            app.registry["vamv.realtime_namespaces"] = kites.DECLARED
            kites.create(app.registry["vamv.engine"])
            listener = socket.create_server(("127.0.0.1", 0))
            address = f"http://127.0.0.1:{listener.getsockname()[1]}"
            running.callback(app.registry["vamv.engine"].dispose)
            running.callback(app.registry["vamv.bus"].close)
            server = running.enter_context(serving(app, listener))
            found.append(LiveServer(app, address, clock))
            found[-1].hub = server.config.app.hub
        yield found


@pytest.fixture
def room(processes, clock):
    def make(session):
        room = Room(created_at=clock.now(), last_message_at=clock.now())
        session.add(room)
        session.flush()
        return room.id

    return processes[0].change(make)


@pytest.fixture
def enter(processes, room):
    clients = []

    def make(process):
        person = processes[process].make_person()
        client = RealtimeClient(processes[process].url, "/kite", processes[process].token(person))
        clients.append(client)
        client.person = person
        client.ask("subscribe", {"conversation": room})
        return client

    yield make
    for client in clients:
        client.close()


def send(client, room, text):
    return client.ask("send", {"conversation": room, "text": text, "client_id": new_id()})


def test_what_one_process_stores_the_other_pushes(enter, room):
    anna, ben = enter(0), enter(1)
    # The very first hint may come before the other has found its place at the bus.
    for number in range(20):
        send(anna, room, f"Satz {number}")
        if any(name == "rows" for name, _data in ben.heard):
            break
    told = ben.wait("rows")
    assert told["rows"][0]["text"] == "Satz 0"
    send(ben, room, "zurück")
    anna.wait("rows", lambda data: data["rows"][-1]["text"] == "zurück")


def test_rights_taken_in_one_process_count_in_the_other(enter, room, processes):
    """sec-B05, sec-C06: removed from a room, then signed out."""
    anna, ben = enter(0), enter(1)
    while not any(name == "rows" for name, _data in ben.heard):
        send(anna, room, "hört er schon?")

    def remove(session):
        session.execute(update(Room).values(closed_to=ben.person.person_id))
        announce(session, PERSON, ben.person.person_id)

    processes[0].change(remove)
    assert ben.wait("left")["code"] == "not_found"
    processes[0].change(lambda session: sessions.end_all(session, person_id=ben.person.person_id))
    assert ben.wait("ended") == {"code": "signed_out"}
    ben.wait_until_closed()


def test_without_redis_numbers_are_compared(enter, room, processes, redis_server):
    anna, ben = enter(0), enter(1)
    redis_server.kill()
    send(anna, room, "ganz allein")
    anna.wait("rows")
    hub = processes[1].hub
    hub._loop.call_soon_threadsafe(lambda: hub.start(hub.delivery.compare()))
    assert ben.wait("rows")["rows"][0]["text"] == "ganz allein"
