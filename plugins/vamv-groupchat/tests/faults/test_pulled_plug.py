"""The whole program, as it is started for the public, killed while people write in a room.

Whoever was led on after sending (303) finds the text in the room, once; whoever was not presses the button again,
with the same form, and then it is there once as well.
"""

import http.client
import os
import random
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from vamv.clock import SystemClock
from vamv.testing.live import LiveServer
from vamv_groupchat.models import MODERATOR, STANDING, SUBSTITUTE, Message
from vamv_groupchat.services import dates, rooms

LONG = os.environ.get("VAMV_FAULTS") == "long"
WRITERS = 3
# All of it stands on one page of the room.
EACH, KILLS = (12, 10) if LONG else (5, 3)
PATIENCE = 60  # seconds for a server that has just been killed to answer again
FIELD = re.compile(r'name="(csrf_token|client_id)"[^>]* value="([^"]+)"')
SAID = re.compile(r"Satz \d-\d")


class Program:
    """`pserve`, started again whenever it dies."""

    def __init__(self, folder, settings):
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        own = {**settings, "vamv.hosts": "127.0.0.1", "vamv.base_url": f"http://127.0.0.1:{self.port}"}
        lines = "\n".join(f"{key} = {value}" for key, value in own.items())
        server = f"[server:main]\nuse = egg:vamv#asgi\nhost = 127.0.0.1\nport = {self.port}\n"
        self._ini = folder / "portal.ini"
        self._ini.write_text(f"[app:main]\nuse = egg:vamv\n{lines}\n{server}", encoding="utf-8")
        self._stop = False
        self.ends = []
        self.process = self._start()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _start(self):
        return subprocess.Popen(
            [sys.executable, "-c", "from pyramid.scripts.pserve import main; main()", str(self._ini)]
        )

    def _run(self):
        while True:
            self.ends.append(self.process.wait())
            if self._stop:
                return
            self.process = self._start()

    def stop(self):
        """End it."""
        self._stop = True
        # Again, should it just have been started anew.
        while self._thread.is_alive():
            self.process.terminate()
            self._thread.join(1)


class Phone:
    """A browser without scripts: somebody presses a button again until there is an answer."""

    def __init__(self, port, token):
        self._port, self._token = port, token
        self.again = 0

    def ask(self, path, fields=None):
        """Get a page or send a form; return the status, where it leads, and the page."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return self._ask(path, fields)
            except (OSError, http.client.HTTPException):
                assert time.monotonic() < deadline, "nobody answers any more"
                self.again += 1
                time.sleep(0.1)

    def _ask(self, path, fields):
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=PATIENCE)
        try:
            headers = {"Cookie": f"s={self._token}"}
            if fields is None:
                connection.request("GET", path, headers=headers)
            else:
                headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": "null"}
                connection.request("POST", path, urlencode(fields), headers)
            answer = connection.getresponse()
            return answer.status, answer.getheader("Location", ""), answer.read().decode()
        finally:
            connection.close()

    def fields(self, path):
        """Return the hidden fields of the forms on a page."""
        status, where, page = self.ask(path)
        assert status == 200, where
        return dict(FIELD.findall(page))


@pytest.fixture
def portal(kit, app_settings):
    """The database, and the settings of a portal on it."""
    app = kit.build(app_settings, fresh=True)
    url = app.registry["vamv.engine"].url.render_as_string(hide_password=False)
    found = LiveServer(app, "", SystemClock())
    found.settings = {**app_settings, "vamv.database_url": url, "vamv.development": "true"}
    yield found
    app.registry["vamv.engine"].dispose()


@pytest.fixture
def program(portal, tmp_path):
    """The running program."""
    program = Program(tmp_path, portal.settings)
    yield program
    program.stop()


@pytest.fixture
def meeting(portal):
    """A meeting that has just begun; its moderator is `meeting.moderator`."""
    moderator, substitute = portal.make_person("moderator"), portal.make_person("counsellor")
    now, vault = portal.clock.now(), portal.registry["vamv.vault"]

    def make(session):
        room = rooms.add_room(session, vault, now=now, kind=STANDING, title="Abendrunde")
        rooms.set_staff(session, room, {moderator.person_id: MODERATOR, substitute.person_id: SUBSTITUTE})
        return dates.add_date(session, vault, room, topic="", starts_at=now, minutes=120, now=now).id

    return portal.change(make), moderator


@pytest.mark.plugins("groupchat")
def test_what_somebody_was_led_on_for_stands_in_the_room_once(portal, program, meeting):
    chance = random.Random(3)
    path, moderator = f"/groupchat/s/{meeting[0]}", meeting[1]

    def come(person):
        phone = Phone(program.port, portal.token(person))
        sent = {**phone.fields(f"{path}/enter"), "accepted": "y"}
        assert phone.ask(f"{path}/enter", sent)[0] == 303
        return phone

    lead = come(moderator)
    phones = [come(portal.make_person()) for _ in range(WRITERS)]
    pressed = threading.Event()
    told = [[] for _ in phones]

    def write(number):
        phone = phones[number]
        for each in range(EACH):
            sent = {**phone.fields(path), "text": f"Satz {number}-{each}"}
            pressed.set()
            status, where, page = phone.ask(path, sent)
            assert status == 303, page
            assert "#message-" in where
            told[number].append(sent["text"])

    with ThreadPoolExecutor(WRITERS) as threads:
        writers = [threads.submit(write, number) for number in range(WRITERS)]
        for _ in range(KILLS):
            lead.ask(path)
            pressed.clear()
            pressed.wait(PATIENCE if not all(each.done() for each in writers) else 0)
            time.sleep(chance.uniform(0, 0.02))
            program.process.send_signal(signal.SIGKILL)
        for each in writers:
            each.result()
    assert program.ends.count(-signal.SIGKILL) == KILLS
    assert any(phone.again for phone in phones), "no kill has met anybody"
    assert told == [[f"Satz {number}-{each}" for each in range(EACH)] for number in range(WRITERS)]
    in_the_room = SAID.findall(lead.ask(path)[2])
    assert sorted(in_the_room) == sorted(text for texts in told for text in texts)
    for number in range(WRITERS):
        assert [text for text in in_the_room if text.startswith(f"Satz {number}-")] == told[number]
    chosen = select(Message.seq).where(Message.target_seq.is_(None))
    assert len(portal.change(lambda session: session.scalars(chosen).all())) == WRITERS * EACH
