"""Two processes with one database and one Redis: who is connected to the one hears what happens in the other."""

import asyncio
import re
import socket
import threading
import time
from contextlib import ExitStack

import kites
import pytest
from kites import Room
from kites_web import ask
from sqlalchemy import update

from vamv.accounts.services import staff
from vamv.db.hints import PERSON, announce
from vamv.db.types import new_id
from vamv.privacy.services import erase_person
from vamv.security import sessions
from vamv.testing.live import LiveServer, serving
from vamv.testing.sockets import RealtimeClient
from vamv.vault.tokens import csrf_token

CLOSED = 5  # seconds until a socket is closed whose session has ended
# What goes over Redis: who listens, hints of names of tables, ids and numbers, and hashed names of counters.
ALLOWED = re.compile(
    r"HELLO|CLIENT|PING|SUBSCRIBE vamv\.hints|UNSUBSCRIBE|EVALSHA|SCRIPT LOAD|SELECT|lua"
    r"|PUBLISH vamv\.hints\.0 [a-z0-9]{8} [a-z_]+ [a-z0-9]{1,40} [0-9]+$"
)

pytestmark = [
    pytest.mark.plugins("tiny"),
    pytest.mark.settings({"vamv.hosts": "127.0.0.1", "vamv.base_url": "http://127.0.0.1"}),
]


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


def log_out(first, client):
    """Press the button, in the first process."""
    port, token = int(first.url.rpartition(":")[2]), client.token
    sent = {"csrf_token": csrf_token(token)}
    assert asyncio.run(ask(port, "/logout", token, sent, patience=10)).status == 303


def delete_account(first, client):
    def work(session):
        erase_person(
            session,
            first.registry["vamv.vault"],
            first.registry["vamv.hooks"],
            person_id=client.person.person_id,
            keep_texts=False,
            dormant=(),
            now=first.clock.now(),
        )

    first.change(work)


def disable(first, client):
    vault, now = first.registry["vamv.vault"], first.clock.now()
    first.change(
        lambda session: staff.disable(
            session, vault, actor_id=None, person_id=client.person.person_id, now=now
        )
    )


@pytest.mark.parametrize("end", [log_out, delete_account, disable])
def test_an_end_in_one_process_is_the_end_in_the_other(enter, room, processes, end):
    """sec-B05: pages at once, sockets within five seconds."""
    anna, ben = enter(0), enter(1)
    while not any(name == "rows" for name, _data in ben.heard):
        send(anna, room, "hört er schon?")
    page = (int(processes[1].url.rpartition(":")[2]), "/account", ben.token)
    assert asyncio.run(ask(*page, patience=10)).status == 200
    began = time.monotonic()
    end(processes[0], ben)
    assert asyncio.run(ask(*page, patience=10)).status != 200
    ben.wait_until_closed()
    assert time.monotonic() - began <= CLOSED
    assert ben.wait("ended") == {"code": "signed_out"}


class Monitor:
    """Everything that is sent to a Redis, as Redis itself shows it."""

    def __init__(self, server):
        self._connection = socket.create_connection(("127.0.0.1", server.port), timeout=10)
        self._connection.sendall(b"MONITOR\r\n")
        self._lines = self._connection.makefile("rb")
        assert self._lines.readline() == b"+OK\r\n"
        self._server = server

    def all(self):
        """Return the commands up to now."""
        last = f"PING the-end-{threading.get_ident()}"
        self._server.tell(last)
        found = []
        for line in self._lines:
            words = re.findall(r'"((?:[^"\\]|\\.)*)"', line.decode())
            found.append(" ".join(words))
            if found[-1] == last:
                self._connection.close()
                self._lines.close()
                return found
        raise AssertionError("Redis has gone")


def test_redis_is_told_no_content(enter, room, processes, redis_server):
    """sec-G07: a canary in texts, names and cookies, and `MONITOR`."""
    monitor = Monitor(redis_server)
    anna, ben = enter(0), enter(1)
    while not any(name == "rows" for name, _data in ben.heard):
        send(anna, room, "Kanarienvogel im Bergwerk")
    anna.ask("edit", {"conversation": room, "seq": 1, "text": "Kanarienvogel zwei", "client_id": new_id()})
    log_out(processes[0], ben)
    ben.wait_until_closed()
    commands = monitor.all()[:-1]
    assert any(command.startswith("PUBLISH") for command in commands)
    assert [command for command in commands if not ALLOWED.match(command)] == []
    everything = "\n".join(commands)
    for secret in ("Kanarienvogel", anna.person.name, ben.person.name, anna.token, ben.token):
        assert secret not in everything
