"""Counters without stored addresses."""

from datetime import UTC, date, datetime, timedelta

import pytest

from vamv.security import throttle as module
from vamv.security.throttle import NetworkKey, Throttle, parse_limit


class Now:
    def __init__(self):
        self.moment = datetime(2026, 11, 25, 21, 40, tzinfo=UTC)

    def __call__(self):
        return self.moment


@pytest.fixture
def now():
    return Now()


@pytest.fixture
def throttle(now):
    return Throttle(now)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("20/minute", (20, timedelta(minutes=1))),
        ("20/15minutes", (20, timedelta(minutes=15))),
        ("1/second", (1, timedelta(seconds=1))),
        ("300/5minutes", (300, timedelta(minutes=5))),
        ("3/2days", (3, timedelta(days=2))),
    ],
)
def test_limits_are_read(text, limit):
    assert parse_limit(text) == limit


@pytest.mark.parametrize("text", ["", "20", "20/", "x/minute", "20/fortnight", "-1/minute", "20 / minute"])
def test_what_is_no_limit_is_refused(text):
    with pytest.raises(ValueError, match="a limit looks like"):
        parse_limit(text)


def test_the_window_moves_with_the_clock(throttle, now):
    assert [throttle.hit("2/minute", "a") for _ in range(3)] == [True, True, False]
    now.moment += timedelta(seconds=59)
    assert not throttle.hit("2/minute", "a")
    now.moment += timedelta(seconds=1)
    assert throttle.hit("2/minute", "a")


def test_names_count_apart(throttle):
    assert throttle.hit("1/minute", "a", "x")
    assert throttle.hit("1/minute", "a", "y")
    assert not throttle.hit("1/minute", "a", "x")


def test_asking_counts_nothing(throttle):
    assert [throttle.free("1/minute", "a") for _ in range(5)] == [True] * 5


def test_an_event_can_be_taken_back(throttle):
    throttle.hit("1/minute", "a")
    throttle.give_back("1/minute", "a")
    assert throttle.hit("1/minute", "a")
    throttle.give_back("1/minute", "unheard of")


def test_the_wait_is_known(throttle, now):
    throttle.hit("1/minute", "a")
    now.moment += timedelta(seconds=20)
    assert throttle.wait("1/minute", "a") == timedelta(seconds=40)
    assert throttle.wait("1/minute", "b") == timedelta()


def test_counters_do_not_pile_up(throttle, monkeypatch):
    monkeypatch.setattr(module, "KEPT", 10)
    for number in range(100):
        throttle.hit("1/minute", str(number))
    assert len(throttle._events) == 10


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("203.0.113.7", "203.0.113.200", True),
        ("203.0.113.7", "203.0.114.7", False),
        ("2001:db8:1:2::1", "2001:db8:1:ff::9", True),
        ("2001:db8:1:2::1", "2001:db8:2:2::1", False),
        ("::ffff:203.0.113.7", "203.0.113.9", True),
        ("rubbish", "", True),
    ],
)
def test_a_network_is_a_24_or_a_56(one, other, same):
    keys, day = NetworkKey(), date(2026, 11, 25)
    assert (keys.name(one, day) == keys.name(other, day)) is same


def test_the_name_of_a_network_is_another_one_tomorrow():
    keys = NetworkKey()
    today = keys.name("203.0.113.7", date(2026, 11, 25))
    assert keys.name("203.0.113.7", date(2026, 11, 26)) != today
    assert keys.name("203.0.113.7", date(2026, 11, 25)) != today
