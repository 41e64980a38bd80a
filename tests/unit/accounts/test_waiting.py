"""How long to wait after failures: simulated days of guessing, without a portal."""

from datetime import UTC, datetime, timedelta

import pytest

from vamv.accounts.policy import waiting
from vamv.accounts.proving import LoginMemory
from vamv.security.throttle import Throttle

INDEX = b"account"


class Gate:
    """What `vamv.accounts.proving` does with the rules, for one account whose every password is wrong."""

    def __init__(self):
        self.now = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)
        self.memory = LoginMemory()
        self.throttle = Throttle(lambda: self.now)
        self.account = None

    def wait(self, network):
        return waiting.wait(self.account, self.memory.network(INDEX, network, self.now), self.now)

    def guess(self, network):
        """Return whether the guess was looked at."""
        if self.wait(network) or not self.throttle.hit(waiting.NETWORK_LIMIT, network):
            return False
        seen = self.memory.network(INDEX, network, self.now)
        self.account = waiting.after_failure(self.account, seen, self.now)
        self.memory.failed(INDEX, network, self.now)
        return True


@pytest.fixture
def gate():
    return Gate()


def test_a_thousand_tries_of_one_network_keep_nobody_else_out(gate):
    """sec-A07"""
    for _ in range(1000):
        gate.guess("a")
        gate.now += timedelta(seconds=5)
    assert gate.wait("b") <= timedelta(seconds=60)


def test_one_network_guesses_at_most_eighty_times_an_hour(gate):
    """sec-A06"""
    looked_at = 0
    for _ in range(3600):
        looked_at += gate.guess("a")
        gate.now += timedelta(seconds=1)
    assert 0 < looked_at <= 80


@pytest.mark.parametrize("tries", [1, 2, 30])
def test_a_thousand_networks_guess_at_most_a_hundred_times_a_day(gate, tries):
    """sec-A06: whether each tries once or often, all at once or over the day."""
    looked_at = 0
    for number in range(1000):
        looked_at += sum(gate.guess(f"network {number}") for _ in range(tries))
        gate.now += timedelta(seconds=80)
    assert 0 < looked_at <= 100


def test_networks_that_take_turns_guess_no_more_than_that(gate):
    """sec-A06"""
    looked_at = 0
    for number in range(20_000):
        looked_at += gate.guess(f"network {number % 30}")
        gate.now += timedelta(seconds=4)
    assert 0 < looked_at <= 100


def test_a_restart_gives_a_network_no_fresh_day(gate):
    """sec-A08: who failed before counts as a stranger again, and strangers are counted where a restart forgets nothing."""
    looked_at = 0
    for _ in range(500):
        looked_at += gate.guess("a")
        gate.memory.forget()
        gate.throttle.reset()
        gate.now += timedelta(seconds=61)
    assert 0 < looked_at <= 100


def test_after_a_day_the_failures_are_forgotten(gate):
    for number in range(100):
        gate.guess(f"network {number}")
    assert gate.wait("new") > timedelta(hours=1)
    gate.now += timedelta(hours=24)
    assert not gate.wait("new")
    assert not gate.wait("network 1")


def test_a_known_network_is_let_through_until_it_fails_itself(gate):
    gate.memory.succeeded(INDEX, "home", gate.now)
    for number in range(100):
        gate.guess(f"network {number}")
    assert [gate.guess("home") for _ in range(6)] == [True] * 5 + [False]


def test_the_memory_stays_small(gate, monkeypatch):
    monkeypatch.setattr("vamv.accounts.proving.KEPT", 100)
    for number in range(1000):
        gate.memory.failed(INDEX, f"network {number}", gate.now)
        gate.memory.succeeded(b"other", f"network {number}", gate.now)
    assert len(gate.memory._seen) == len(gate.memory._known) == 100
