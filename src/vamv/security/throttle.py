"""Counters against guessing and flooding, without a stored address.

A network is known only as a keyed hash of its /24 (IPv4) or /56 (IPv6); the key lives in memory and changes
every day, the counters in memory for minutes. There is no store that could fail: what must hold across
restarts (guesses at one account) is counted in the database by those who need it. Several processes share
their counters through `vamv.security.shared_throttle`.
"""

import hashlib
import hmac
import ipaddress
import re
import secrets
import threading
from collections import deque
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from pyramid.httpexceptions import HTTPTooManyRequests

# So many different counters at once; beyond, the oldest go. An attacker who can fill this has more networks.
KEPT = 50_000
_LIMIT = re.compile(r"([0-9]{1,6})/([0-9]{0,4})(second|minute|hour|day)s?")


@lru_cache(maxsize=256)
def parse_limit(limit: str) -> tuple[int, timedelta]:
    """Return how many in what time: "20/minute" or "20/15minutes"; raise ValueError for anything else."""
    match = _LIMIT.fullmatch(limit)
    if match is None:
        raise ValueError(f"a limit looks like 20/minute or 20/15minutes, not {limit}")
    return int(match[1]), int(match[2] or 1) * timedelta(**{f"{match[3]}s": 1})


def _drawn(_day: date) -> bytes:
    return secrets.token_bytes(32)


class NetworkKey:
    """Turns an address into a name for its network that nobody can turn back tomorrow.

    `key_of`: gives the key of a day, drawn and soon forgotten unless processes have to agree on it.
    """

    def __init__(self, key_of: Callable[[date], bytes] = _drawn) -> None:
        self._key_of = key_of
        self._day: date | None = None
        self._key = b""

    def name(self, address: str, today: date) -> str:
        """Return the name of the network of `address` for today; a bad address has one name of its own."""
        if today != self._day:
            self._day, self._key = today, self._key_of(today)
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            network = "unknown"
        else:
            parsed = getattr(parsed, "ipv4_mapped", None) or parsed
            length = 24 if parsed.version == 4 else 56
            network = str(ipaddress.ip_network(f"{parsed}/{length}", strict=False))
        return hmac.new(self._key, network.encode(), hashlib.sha256).hexdigest()


class Throttle:
    """The counters of one process: the moments of the last events under each name. Safe in threads."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self.networks = NetworkKey()
        self._now = now
        self._events: dict[tuple[str, ...], deque[datetime]] = {}
        self._lock = threading.Lock()

    def hit(self, limit: str, *names: str) -> bool:
        """Count one event; return False, without counting it, once `limit` ("20/minute") is used up."""
        with self._lock:
            events = self._recent(limit, names)
            if len(events) >= parse_limit(limit)[0]:
                return False
            events.append(self._now())
            return True

    def free(self, limit: str, *names: str) -> bool:
        """Tell whether another event would be within `limit`, without counting one."""
        with self._lock:
            return len(self._recent(limit, names)) < parse_limit(limit)[0]

    def give_back(self, limit: str, *names: str) -> None:
        """Take back the last event counted: it was none of those the limit is for."""
        with self._lock:
            events = self._recent(limit, names)
            if events:
                events.pop()

    def wait(self, limit: str, *names: str) -> timedelta:
        """Return how long until `limit` lets another event pass; nothing if it does now."""
        with self._lock:
            events = self._recent(limit, names)
            count, period = parse_limit(limit)
            if len(events) < count:
                return timedelta()
            return events[-count] + period - self._now()

    def reset(self) -> None:
        """Forget everything counted in this process."""
        with self._lock:
            self._events.clear()

    def _recent(self, limit: str, names: tuple[str, ...]) -> deque[datetime]:
        key = (limit, *names)
        events = self._events.pop(key, None) or deque()
        # At the end again: those not asked for longest come first, and go first.
        self._events[key] = events
        while len(self._events) > KEPT:
            del self._events[next(iter(self._events))]
        since = self._now() - parse_limit(limit)[1]
        while events and events[0] <= since:
            events.popleft()
        return events


class RequestThrottle:
    """The counters as seen by one request: its network, and its person where there is one."""

    def __init__(self, request: Any) -> None:
        self._request = request
        self._throttle: Throttle = request.registry["vamv.throttle"]

    @property
    def network(self) -> str:
        """The name of the network this request comes from, for today."""
        request = self._request
        return self._throttle.networks.name(request.remote_addr or "", request.now.date())

    def hit(self, limit: str, *names: str) -> bool:
        """Count one event; return False, without counting it, once `limit` is used up."""
        return self._throttle.hit(limit, *names)

    def free(self, limit: str, *names: str) -> bool:
        """Tell whether another event would be within `limit`."""
        return self._throttle.free(limit, *names)

    def give_back(self, limit: str, *names: str) -> None:
        """Take back the last event counted."""
        self._throttle.give_back(limit, *names)

    def wait(self, limit: str, *names: str) -> timedelta:
        """Return how long until `limit` lets another event pass."""
        return self._throttle.wait(limit, *names)

    def require(self, limit: str, name: str) -> None:
        """Count one event for this person, or this network; raise HTTPTooManyRequests beyond `limit`."""
        names = (name, self._request.authenticated_userid or self.network)
        if not self.hit(limit, *names):
            seconds = max(1, round(self.wait(limit, *names).total_seconds()))
            raise HTTPTooManyRequests(headers={"Retry-After": str(seconds)})


def request_throttle(request: Any) -> RequestThrottle:
    """Return the counters for this request."""
    return RequestThrottle(request)
