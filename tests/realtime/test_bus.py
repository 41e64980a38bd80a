"""Hints between processes: they arrive, carry nothing, and Redis may go and come back at any time."""

import threading

import pytest
import redis

from vamv.db.hints import Hint
from vamv.realtime.bus import Bus
from vamv.realtime.redis_bus import RedisBus

PATIENCE = 15  # seconds


class Heard:
    """What a listener was told, to be waited for."""

    def __init__(self, bus):
        self.hints = []
        self.calls = 0
        self._news = threading.Condition()
        bus.listen(self.take)

    def take(self, hints):
        with self._news:
            self.calls += 1
            self.hints += hints
            self._news.notify_all()

    def until(self, what):
        with self._news:
            assert self._news.wait_for(lambda: what(self), PATIENCE)


def test_a_hint_reaches_every_listener_until_it_leaves():
    bus = Bus()
    one, other = Heard(bus), Heard(bus)
    bus.publish([Hint("kite_room", "r1", 3)])
    bus.leave(other.take)
    bus.publish([Hint("kite_room", "r1", 4)])
    assert [hint.seq for hint in one.hints] == [3, 4]
    assert [hint.seq for hint in other.hints] == [3]


@pytest.fixture
def make_bus(redis_server):
    made = []

    def make():
        made.append(RedisBus(redis_server.url))
        return made[-1]

    yield make
    for bus in made:
        bus.close()


def say(bus, heard, seq):
    """Publish until it is heard: a listener that has just come may miss what is said at that moment."""
    for _ in range(100):
        bus.publish([Hint("kite_room", "r1", seq)])
        with heard._news:
            if heard._news.wait_for(lambda: Hint("kite_room", "r1", seq) in heard.hints, 0.2):
                return
    raise AssertionError("the hint was never heard")


def test_hints_reach_other_processes_and_their_own_once(make_bus):
    here, there = make_bus(), make_bus()
    mine, heard = Heard(here), Heard(there)
    say(here, heard, 1)
    mine.hints.clear()
    here.publish([Hint("kite_room", "r1", 7)])
    heard.until(lambda heard: Hint("kite_room", "r1", 7) in heard.hints)
    assert mine.hints == [Hint("kite_room", "r1", 7)]


def test_without_redis_the_process_hears_itself_and_later_the_others_again(make_bus, redis_server):
    here, there = make_bus(), make_bus()
    mine, heard = Heard(here), Heard(there)
    say(here, heard, 1)
    redis_server.kill()
    here.publish([Hint("kite_room", "r1", 2)])
    assert Hint("kite_room", "r1", 2) in mine.hints
    calls = heard.calls
    redis_server.start()
    # Somebody who was cut off is asked to look for themselves.
    heard.until(lambda heard: heard.calls > calls)
    say(here, heard, 3)


def test_nothing_but_names_of_tables_ids_and_numbers_is_sent_or_taken(make_bus, redis_server):
    here, there = make_bus(), make_bus()
    heard = Heard(there)
    say(here, heard, 1)
    watcher = redis.Redis.from_url(redis_server.url)
    listening = watcher.pubsub(ignore_subscribe_messages=True)
    listening.subscribe(here._channel)
    listening.get_message(timeout=1)
    here.publish([Hint("kite_room", "r1", 9)])
    seen = None
    while seen is None:
        seen = listening.get_message(timeout=PATIENCE)
    assert seen["data"] == f"{here._me} kite_room r1 9".encode()
    for bad in (b"", b"\xff", b"abc", b"12345678 kite_room r1 x", b"12345678 KITE r1 1", b"x" * 10_000):
        watcher.publish(here._channel, bad)
    say(here, heard, 10)
    assert {hint.key for hint in heard.hints} == {"r1"}
    watcher.close()
    listening.close()
