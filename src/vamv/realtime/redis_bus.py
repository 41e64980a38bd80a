"""Hints between processes, through Redis: a table's name, an id and a number, nothing else.

Redis may be away at any time: hints within the process go on, those to others are lost, and whoever has a
page open compares numbers every 30 seconds anyway. When Redis is back, listeners are asked to look at once.
"""

import logging
import re
import secrets
import threading
from collections.abc import Sequence

from vamv.db.hints import Hint
from vamv.realtime.bus import Bus, Listener

log = logging.getLogger(__name__)

CHANNEL = "vamv.hints"
WAIT = 1.0  # seconds in which the threads look whether they shall stop
AGAIN = (0.2, 5.0)  # seconds between two attempts to connect: first, at most
KEPT = 10_000  # hints that wait to be sent; beyond, the oldest go
_LINE = re.compile(r"([a-z0-9]{8}) ([a-z][a-z0-9_]{0,62}) ([a-z0-9]{1,40}) ([0-9]{1,18})")


class RedisBus(Bus):
    """A bus for all processes that name the same Redis. `url`: redis://, rediss:// or unix://."""

    def __init__(self, url: str) -> None:
        super().__init__()
        # An extra of the distribution, that a portal of one process does without.
        import redis

        self._failures = (redis.RedisError, OSError)
        # No read timeout for the listening connection: it would take silence for a failure, again and again.
        self._incoming = redis.Redis.from_url(url, socket_connect_timeout=2, health_check_interval=10)
        self._outgoing = redis.Redis.from_url(url, socket_connect_timeout=2, socket_timeout=2)
        self._channel = f"{CHANNEL}.{self._outgoing.connection_pool.connection_kwargs.get('db', 0)}"
        self._me = secrets.token_hex(4)
        self._waiting: dict[tuple[str, str], int] = {}
        self._something = threading.Condition()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    def publish(self, hints: Sequence[Hint]) -> None:
        """Give hints to this process at once, and to the others from a thread of their own."""
        self.hand_out(hints)
        with self._something:
            for hint in hints:
                key = (hint.topic, hint.key)
                self._waiting[key] = max(hint.seq, self._waiting.pop(key, 0))
            while len(self._waiting) > KEPT:
                del self._waiting[next(iter(self._waiting))]
            self._start("bus out", self._send)
            self._something.notify()

    def listen(self, listener: Listener) -> None:
        """Have `listener(hints)` called for hints from now on, those of other processes included."""
        super().listen(listener)
        with self._something:
            self._start("bus in", self._receive)

    def close(self) -> None:
        """Stop the threads and let go of Redis; what has not been sent is lost."""
        self._stop.set()
        with self._something:
            self._something.notify()
        for thread in self._threads:
            thread.join(2 * WAIT)
        self._incoming.close()
        self._outgoing.close()

    def _start(self, name: str, work: object) -> None:
        if all(thread.name != name for thread in self._threads):
            thread = threading.Thread(target=self._persist, args=(work,), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _persist(self, work: object) -> None:
        """Do `work` until told to stop; a failure of Redis only means to begin anew after a while."""
        wait, away = AGAIN[0], False
        while not self._stop.is_set():
            try:
                for _ in work(away):  # type: ignore[operator]
                    if away:
                        log.warning("the bus is back")
                    wait, away = AGAIN[0], False
            except self._failures as error:
                if not away:
                    log.warning("the bus is away: %s", type(error).__name__)
                away = True
                self._stop.wait(wait)
                wait = min(2 * wait, AGAIN[1])

    def _send(self, _away: bool) -> object:
        while not self._stop.is_set():
            with self._something:
                self._something.wait_for(lambda: self._waiting or self._stop.is_set(), WAIT)
                hints, self._waiting = self._waiting, {}
            if hints:
                pipe = self._outgoing.pipeline(transaction=False)
                for (topic, key), seq in hints.items():
                    pipe.publish(self._channel, f"{self._me} {topic} {key} {seq}")
                pipe.execute()
                yield

    def _receive(self, away: bool) -> object:
        with self._incoming.pubsub(ignore_subscribe_messages=True) as channel:
            channel.subscribe(self._channel)
            if away:
                self.hand_out(())
            while not self._stop.is_set():
                message = channel.get_message(timeout=WAIT)
                yield
                hint = self._read(message["data"]) if message is not None else None
                if hint is not None:
                    self.hand_out((hint,))

    def _read(self, data: bytes) -> Hint | None:
        match = _LINE.fullmatch(data.decode("ascii", "replace"))
        if match is None or match[1] == self._me:
            return None
        return Hint(match[2], match[3], int(match[4]))
