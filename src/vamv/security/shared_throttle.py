"""Counters shared by all processes, in Redis; each process goes on with its own while Redis is away.

The counters of `vamv.security.throttle` go on beside: whatever passes here has passed there. So a limit holds
within each process even if Redis is killed or emptied, and among all of them while it is there. Nobody is
refused because Redis is away, and nobody waits for it longer than `PATIENCE` allows.

Written here and not taken from the library `limits`: that one takes no event back, and knows no way on
without its store.
"""

import logging
import secrets
import threading
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from vamv.security.throttle import NetworkKey, Throttle, parse_limit
from vamv.vault.vault import Vault

log = logging.getLogger(__name__)

PREFIX = "vamv.throttle."
PATIENCE = 0.2  # seconds for connecting, and for an answer
AGAIN = 1.0  # seconds between two looks whether Redis is back
KIND = "throttle"
_MICROSECOND = timedelta(microseconds=1)

# Numbers are microseconds of the process's clock. An empty member only asks. Returns nothing when the event
# passes, or would; otherwise the moment of the event that has to be forgotten first.
_COUNT = """
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', ARGV[2])
if redis.call('ZCARD', KEYS[1]) >= tonumber(ARGV[3]) then
  return redis.call('ZRANGE', KEYS[1], '-' .. ARGV[3], '-' .. ARGV[3], 'WITHSCORES')[2]
end
if ARGV[5] ~= '' then
  redis.call('ZADD', KEYS[1], ARGV[1], ARGV[5])
  redis.call('PEXPIRE', KEYS[1], ARGV[4])
end
return false
"""


class SharedThrottle(Throttle):
    """The counters of all processes that name the same Redis and have the same server key. Safe in threads.

    `url`: redis://, rediss:// or unix://. Redis gets keyed hashes of the names, and moments.
    """

    def __init__(self, now: Callable[[], datetime], vault: Vault, url: str) -> None:
        super().__init__(now)
        # An extra of the distribution, that a portal of one process does without.
        import redis
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        self._vault = vault
        # All processes give a network the same name today.
        self.networks = NetworkKey(self._key_of)
        self._failures = (redis.RedisError, OSError)
        # Once more at once, on a fresh connection: Redis closes idle ones, or was started again.
        retry = Retry(NoBackoff(), 1, supported_errors=(redis.ConnectionError,))
        self._redis = redis.Redis.from_url(
            url, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE, retry=retry
        )
        self._count = self._redis.register_script(_COUNT)
        self._look = threading.Lock()
        self._away = False
        self._next_look = 0.0

    def hit(self, limit: str, *names: str) -> bool:
        """Count one event; return False, without counting it, once `limit` ("20/minute") is used up."""
        if not super().hit(limit, *names):
            return False
        if self._blocking(limit, names, count=True) is None:
            return True
        super().give_back(limit, *names)
        return False

    def free(self, limit: str, *names: str) -> bool:
        """Tell whether another event would be within `limit`, without counting one."""
        return super().free(limit, *names) and self._blocking(limit, names) is None

    def give_back(self, limit: str, *names: str) -> None:
        """Take back the last event counted: it was none of those the limit is for."""
        super().give_back(limit, *names)
        self._ask(lambda: self._redis.zpopmax(self._key(limit, names)))

    def wait(self, limit: str, *names: str) -> timedelta:
        """Return how long until `limit` lets another event pass; nothing if it does now."""
        here, blocking = super().wait(limit, *names), self._blocking(limit, names)
        if blocking is None:
            return here
        until = blocking * _MICROSECOND + parse_limit(limit)[1]
        return max(here, until - _microseconds(self._now()) * _MICROSECOND)

    def close(self) -> None:
        """Let go of Redis."""
        self._redis.close()

    def _blocking(self, limit: str, names: tuple[str, ...], *, count: bool = False) -> int | None:
        """Return the moment of the event that is in the way; None if there is none, or Redis is away."""
        most, period = parse_limit(limit)
        now = _microseconds(self._now())
        since = now - period // _MICROSECOND
        member = secrets.token_hex(8) if count else ""
        arguments: list[str | int] = [now, since, most, period // timedelta(milliseconds=1), member]
        found = self._ask(lambda: self._count(keys=[self._key(limit, names)], args=arguments))
        return None if found is None else int(found)

    def _ask(self, question: Callable[[], Any]) -> Any:
        """Return what Redis answers, None while it is away; then one request a second looks for it."""
        with self._look:
            if self._away:
                if time.monotonic() < self._next_look:
                    return None
                self._next_look = time.monotonic() + AGAIN
        try:
            answer = question()
        except self._failures as error:
            self._note(type(error).__name__)
            return None
        if self._away:
            self._note(None)
        return answer

    def _note(self, problem: str | None) -> None:
        with self._look:
            before, self._away = self._away, problem is not None
            self._next_look = time.monotonic() + AGAIN
        if problem is not None:
            self._redis.connection_pool.disconnect(inuse_connections=False)
        if problem is not None and not before:
            log.warning("the shared counters are away: %s", problem)
        elif before and problem is None:
            log.warning("the shared counters are back")

    def _key(self, limit: str, names: tuple[str, ...]) -> str:
        return PREFIX + self._vault.blind_index(KIND, "\0".join((limit, *names))).hex()[:32]

    def _key_of(self, day: date) -> bytes:
        return self._vault.blind_index(KIND, day.isoformat())


def _microseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1_000_000)
