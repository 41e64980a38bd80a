"""Counters against guessing and flooding, without a stored address.

A network is known only as a keyed hash of its /24 (IPv4) or /56 (IPv6); the key lives in memory and changes
every day, the counters in memory for minutes.
"""

import hashlib
import hmac
import ipaddress
import secrets
from datetime import date
from typing import Any

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from pyramid.httpexceptions import HTTPTooManyRequests


class NetworkKey:
    """Turns an address into a name for its network that nobody can turn back tomorrow."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._key = b""

    def name(self, address: str, today: date) -> str:
        """Return the name of the network of `address` for today; a bad address has one name of its own."""
        if today != self._day:
            self._day, self._key = today, secrets.token_bytes(32)
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            network = "unknown"
        else:
            length = 24 if parsed.version == 4 else 56
            network = str(ipaddress.ip_network(f"{parsed}/{length}", strict=False))
        return hmac.new(self._key, network.encode(), hashlib.sha256).hexdigest()


class Throttle:
    """The counters of one process."""

    def __init__(self) -> None:
        self.networks = NetworkKey()
        self._storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)

    def hit(self, limit: str, *names: str) -> bool:
        """Count one event; return False once `limit` ("20/minute") is used up."""
        return self._limiter.hit(parse(limit), *names)

    def free(self, limit: str, *names: str) -> bool:
        """Tell whether another event would be within `limit`, without counting one."""
        return self._limiter.test(parse(limit), *names)

    def reset(self) -> None:
        """Forget everything counted."""
        self._storage.reset()


class RequestThrottle:
    """The counters as seen by one request: its network, and its person where there is one."""

    def __init__(self, request: Any) -> None:
        self._request = request
        self._throttle: Throttle = request.registry["vamv.throttle"]

    @property
    def network(self) -> str:
        request = self._request
        return self._throttle.networks.name(request.remote_addr or "", request.now.date())

    def hit(self, limit: str, *names: str) -> bool:
        return self._throttle.hit(limit, *names)

    def free(self, limit: str, *names: str) -> bool:
        return self._throttle.free(limit, *names)

    def require(self, limit: str, name: str) -> None:
        """Count one event for this person, or this network; raise HTTPTooManyRequests beyond `limit`."""
        who = self._request.authenticated_userid or self.network
        if not self.hit(limit, name, who):
            raise HTTPTooManyRequests(headers={"Retry-After": "60"})


def request_throttle(request: Any) -> RequestThrottle:
    """Return the counters for this request."""
    return RequestThrottle(request)
