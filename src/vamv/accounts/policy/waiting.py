"""How long to wait after failures, so that nobody guesses a password and nobody locks out a stranger.

What counts is where the failures came from. A network that has failed at an account waits longer and longer;
one that has not is let through at once, so the owner gets in while somebody else is guessing. Only when too
many networks have tried one account in a day is it closed to new ones, and its recovery code still opens it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

# Failures of one network at one account before it has to wait.
FREE = 5
LONGEST_WAIT = timedelta(seconds=60)
# In a day an account bears this many wrong guesses in all, and this many from networks never seen before.
# Together they bound what any number of networks can try: a hundred a day.
GUESSES = 60
STRANGERS = 40
DAY = timedelta(hours=24)
# Failures of one network at all accounts, and of all networks together.
NETWORK_LIMIT = "20/15minutes"
ALARM_LIMIT = "300/5minutes"
# While the alarm is on, a network from which nobody has signed in today.
ALARM_PACE = "2/minute"


@dataclass(frozen=True)
class Account:
    """Failures at one account since `began_at`, which is forgotten after a day."""

    guesses: int
    strangers: int
    began_at: datetime


@dataclass(frozen=True)
class Network:
    """Failures of one network at one account since its last success there; `known`: it had one today."""

    failures: int = 0
    last_failed_at: datetime | None = None
    known: bool = False


def current(account: Account | None, now: datetime) -> Account:
    """Return the account's counters as they stand now."""
    if account is None or now >= account.began_at + DAY:
        return Account(0, 0, now)
    return account


def wait(account: Account | None, network: Network, now: datetime) -> timedelta:
    """Return how long this network has to wait before it may try this account; nothing if it may now."""
    counted = current(account, now)
    rest_of_day = counted.began_at + DAY - now
    if network.known and network.failures < FREE:
        return timedelta()
    if network.last_failed_at is None:
        return rest_of_day if counted.strangers >= STRANGERS else timedelta()
    if counted.guesses >= GUESSES:
        return rest_of_day
    if network.failures < FREE:
        return timedelta()
    pause = min(LONGEST_WAIT, timedelta(seconds=2 ** min(network.failures - FREE, 10)))
    return max(timedelta(), network.last_failed_at + pause - now)


def after_failure(account: Account | None, network: Network, now: datetime) -> Account:
    """Return the account's counters with one more failure from this network."""
    counted = current(account, now)
    stranger = network.last_failed_at is None and not network.known
    return Account(counted.guesses + 1, counted.strangers + stranger, counted.began_at)
