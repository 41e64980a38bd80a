"""Counters shared through Redis: one limit for all processes, and none of them needs Redis to go on."""

import os
import re
import signal
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import redis
from webtest import TestApp

from vamv.search.views import LIMIT
from vamv.security import shared_throttle
from vamv.security.shared_throttle import PATIENCE, PREFIX, SharedThrottle
from vamv.security.throttle import parse_limit
from vamv.vault.server_key import create, load_ring
from vamv.vault.vault import Vault

DEADLINE = 15  # seconds


class Now:
    def __init__(self):
        self.moment = datetime(2026, 11, 25, 21, 40, tzinfo=UTC)

    def __call__(self):
        return self.moment


@pytest.fixture
def now():
    return Now()


@pytest.fixture(autouse=True)
def _patience(monkeypatch):
    """More of it than in earnest: a busy machine is not what these tests are about, but for one."""
    monkeypatch.setattr(shared_throttle, "PATIENCE", 5.0)


@pytest.fixture
def make_throttle(tmp_path, redis_server, now):
    create(tmp_path / "server.key")
    vault = Vault(load_ring(tmp_path / "server.key"))
    made = []

    def make():
        made.append(SharedThrottle(now, vault, redis_server.url))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def two(make_throttle):
    """The counters of two processes."""
    return make_throttle(), make_throttle()


def until_shared(one, other):
    """Wait until what one process counts, the other knows."""
    deadline, number = time.monotonic() + DEADLINE, 0
    while True:
        number += 1
        if one.hit("1/hour", "look", str(number)) and not other.free("1/hour", "look", str(number)):
            return
        assert time.monotonic() < deadline, "the processes never counted together again"
        threading.Event().wait(0.05)


def test_two_processes_have_one_limit(two):
    here, there = two
    assert here.hit("2/minute", "login", "net")
    assert there.free("2/minute", "login", "net")
    assert there.hit("2/minute", "login", "net")
    for each in two:
        assert not each.free("2/minute", "login", "net")
        assert not each.hit("2/minute", "login", "net")
        assert each.hit("2/minute", "login", "another net")


def test_the_window_moves_and_the_wait_is_the_same_everywhere(two, now):
    here, there = two
    assert there.wait("2/minute", "a") == timedelta()
    here.hit("2/minute", "a")
    now.moment += timedelta(seconds=20)
    here.hit("2/minute", "a")
    now.moment += timedelta(seconds=10)
    assert [each.wait("2/minute", "a") for each in two] == [timedelta(seconds=30)] * 2
    now.moment += timedelta(seconds=30)
    assert there.hit("2/minute", "a")
    assert not here.hit("2/minute", "a")


def test_what_is_refused_is_not_counted_in_either_place(two, now):
    here, there = two
    here.hit("1/minute", "a")
    for _ in range(5):
        now.moment += timedelta(seconds=10)
        assert not there.hit("1/minute", "a")
    now.moment += timedelta(seconds=10)
    assert there.hit("1/minute", "a")


def test_an_event_taken_back_is_taken_back_for_all(two):
    here, there = two
    here.hit("1/minute", "a")
    here.give_back("1/minute", "a")
    assert there.hit("1/minute", "a")
    there.give_back("1/minute", "unheard of")


def test_at_the_same_moment_no_more_than_the_limit_pass(two):
    passed, start = [], threading.Barrier(8)

    def try_it(number):
        start.wait()
        passed.extend(two[number % 2].hit("20/minute", "a") for _ in range(10))

    threads = [threading.Thread(target=try_it, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert passed.count(True) == 20


def test_all_processes_give_a_network_the_same_name_for_a_day(two, now):
    here, there = (each.networks for each in two)
    today = now().date()
    assert here.name("192.0.2.7", today) == there.name("192.0.2.200", today)
    assert here.name("192.0.2.7", today) != there.name("192.0.2.7", today + timedelta(days=1))


def test_redis_gets_hashes_and_moments_and_forgets_them(two, redis_server, now):
    """Neither a name nor an address, in no command that it is given."""
    watcher = redis.Redis.from_url(redis_server.url)
    with watcher.monitor() as commands:
        for each in two:
            network = each.networks.name("192.0.2.7", now().date())
            for _ in range(3):
                each.hit("2/minute", "canary-name", network)
            each.free("2/minute", "canary-name", network)
            each.wait("2/minute", "canary-name", network)
            each.give_back("2/minute", "canary-name", network)
        watcher.set("end", "1")
        seen = []
        while not seen or not seen[-1].startswith("SET end"):
            seen.append(commands.next_command()["command"])
    assert any("EVALSHA" in line for line in seen)
    for hidden in ("canary", "192.0.2", network, "2/minute"):
        assert not any(hidden in line for line in seen)
    for key in watcher.scan_iter():
        if key != b"end":
            assert re.fullmatch(re.escape(PREFIX) + "[0-9a-f]{32}", key.decode())
            assert 0 < watcher.pttl(key) <= 60_000
    watcher.close()


def test_without_redis_each_process_goes_on_with_what_it_has_counted(two, redis_server, caplog):
    here, there = two
    here.hit("2/minute", "a")
    redis_server.kill()
    began = time.monotonic()
    assert here.hit("2/minute", "a")
    assert not here.hit("2/minute", "a")
    assert [there.hit("2/minute", "a") for _ in range(3)] == [True, True, False]
    there.give_back("2/minute", "a")
    assert there.wait("2/minute", "a") == timedelta()
    assert time.monotonic() - began < 1
    assert [record.getMessage() for record in caplog.records] == [
        "the shared counters are away: ConnectionError"
    ] * 2
    redis_server.start()
    until_shared(here, there)
    until_shared(there, here)
    # What happened here while Redis was away, or emptied, is not forgiven.
    assert not here.hit("2/minute", "a")


def test_a_redis_that_was_emptied_or_started_again_takes_nobody_further(two, redis_server):
    here, _there = two
    here.hit("1/minute", "a")
    redis.Redis.from_url(redis_server.url).flushall()
    assert not here.hit("1/minute", "a")
    redis_server.kill()
    redis_server.start()
    # An idle connection was cut meanwhile: that alone is no reason to count alone.
    assert here.hit("1/minute", "b")
    until_shared(*two)


def test_nobody_waits_long_for_a_redis_that_does_not_answer(make_throttle, redis_server, monkeypatch):
    monkeypatch.setattr(shared_throttle, "PATIENCE", PATIENCE)
    here, there = make_throttle(), make_throttle()
    here.hit("2/minute", "a")
    os.kill(redis_server._process.pid, signal.SIGSTOP)
    slowest = 0.0
    for _ in range(50):
        began = time.monotonic()
        here.free("2/minute", "a")
        slowest = max(slowest, time.monotonic() - began)
    assert slowest < 2 * PATIENCE + 0.5
    assert here.hit("2/minute", "a")
    assert not here.hit("2/minute", "a")
    os.kill(redis_server._process.pid, signal.SIGCONT)
    until_shared(here, there)


@pytest.fixture
def pages(kit, app_settings, clock, redis_server):
    """Two applications with one database and one Redis, as two processes would be."""
    settings = {**app_settings, "vamv.realtime_bus": redis_server.url, "vamv.hosts": "localhost"}
    first = kit.build(settings, fresh=True)
    url = first.registry["vamv.engine"].url.render_as_string(hide_password=False)
    apps = (first, kit.build(settings, url=url))
    for app in apps:
        app.registry["vamv.clock"] = clock
    yield [TestApp(app, extra_environ={"REMOTE_ADDR": "192.0.2.7"}) for app in apps]
    for app in apps:
        app.registry["vamv.engine"].dispose()
        app.registry["vamv.bus"].close()
        app.registry["vamv.throttle"].close()


def test_two_applications_share_the_limit_of_a_page(pages, redis_server):
    here, there = pages
    count = parse_limit(LIMIT)[0]
    for number in range(count):
        pages[number % 2].get("/search?q=wohnung", status=200)
    for each in pages:
        assert int(each.get("/search?q=wohnung", status=429).headers["Retry-After"]) > 0
    # From somewhere else it goes on, and without Redis each still keeps what it has counted itself.
    there.get("/search?q=wohnung", extra_environ={"REMOTE_ADDR": "198.51.100.7"}, status=200)
    redis_server.kill()
    for _ in range(count - count // 2):
        here.get("/search?q=wohnung", status=200)
    here.get("/search?q=wohnung", status=429)
