"""Who is connected to this process, with what limits, and until when they have last been asked."""

import asyncio
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

EVENTS = 10  # a second for all sockets of a session, as a mean over BURST seconds
BURST = 3
SOCKETS_OF_A_SESSION = 5
ROOMS_OF_A_SOCKET = 10
COUNTED = 10_000  # sessions whose events are counted


@dataclass(eq=False)
class Socket:
    """A connection to one namespace. For each conversation, `rooms`: the audience it belongs to there; `own`:
    what only this person sees there, in a word.
    """

    sid: str
    namespace: Any
    environ: dict[str, Any]
    person_id: str
    session_id: str
    checked_at: float
    rooms: dict[str, str] = field(default_factory=dict)
    own: dict[str, str] = field(default_factory=dict)


class Sockets:
    """The sockets of this process."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._by_sid: dict[str, Socket] = {}
        self._by_owner: dict[str, set[Socket]] = {}
        self._events: dict[str, deque[float]] = {}

    @property
    def full(self) -> bool:
        """Whether this process keeps as many sockets as it may."""
        return len(self) >= self.most

    def __len__(self) -> int:
        return len(self._by_sid)

    def __iter__(self) -> Iterator[Socket]:
        return iter(tuple(self._by_sid.values()))

    def get(self, sid: str) -> Socket | None:
        """Return a socket that is connected."""
        return self._by_sid.get(sid)

    def of(self, owner: str) -> tuple[Socket, ...]:
        """Return the sockets of a person or of a session."""
        return tuple(self._by_owner.get(owner, ()))

    def has_room(self, session_id: str) -> bool:
        """Tell whether one more socket of this session may connect."""
        return not self.full and len(self.of(session_id)) < SOCKETS_OF_A_SESSION

    def add(self, socket: Socket) -> None:
        """Take note of a socket."""
        self._by_sid[socket.sid] = socket
        for owner in (socket.person_id, socket.session_id):
            self._by_owner.setdefault(owner, set()).add(socket)

    def remove(self, socket: Socket) -> None:
        """Forget a socket."""
        self._by_sid.pop(socket.sid, None)
        for owner in (socket.person_id, socket.session_id):
            theirs = self._by_owner.get(owner, set())
            theirs.discard(socket)
            if not theirs:
                self._by_owner.pop(owner, None)

    def may_ask(self, session_id: str) -> bool:
        """Count an event; return False once a session sends more than people do."""
        now = asyncio.get_running_loop().time()
        events = self._events.pop(session_id, None) or deque(maxlen=EVENTS * BURST)
        # At the end again: whoever has been silent longest is forgotten first, and not by hanging up.
        self._events[session_id] = events
        if len(self._events) > COUNTED:
            del self._events[next(iter(self._events))]
        if len(events) == events.maxlen and now - events[0] < BURST:
            return False
        events.append(now)
        return True
