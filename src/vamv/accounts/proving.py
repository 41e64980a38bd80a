"""Prove by a password who somebody is: throttled, stretched apart from any transaction, counted.

Used wherever a password is asked for: signing in, step-up, changing the password.
"""

import math
import threading
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from vamv.accounts.hashing import Hasher
from vamv.accounts.policy import waiting
from vamv.accounts.services import credentials, guard
from vamv.db.session import reading, takes_part
from vamv.vault.passwords import Busy

MEMORY = "vamv.login_memory"
# So many pairs of account and network are remembered; the oldest go first.
KEPT = 20_000


class MustWait(Exception):
    """Too many failures: nothing is looked at for `seconds`."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("must wait")
        self.seconds = max(1, math.ceil(wait.total_seconds()))


@dataclass(frozen=True)
class Proved:
    """The right password was given; the private key is open."""

    person_id: str
    private_key: bytes = field(repr=False)
    disabled: bool


class LoginMemory:
    """What this process remembers of today's log-ins: which network failed at which account, which got in.

    Networks are names that nobody can turn back (`vamv.security.throttle`). Safe in threads.
    """

    def __init__(self) -> None:
        self._seen: OrderedDict[tuple[bytes, str], tuple[waiting.Network, datetime]] = OrderedDict()
        self._known: OrderedDict[str, datetime] = OrderedDict()
        self._lock = threading.Lock()

    def network(self, index: bytes, network: str, now: datetime) -> waiting.Network:
        """Return what is remembered of a network at an account."""
        with self._lock:
            seen, at = self._seen.get((index, network), (waiting.Network(), now))
            return seen if now < at + waiting.DAY else waiting.Network()

    def is_known(self, network: str, now: datetime) -> bool:
        """Tell whether anybody has signed in from this network today."""
        with self._lock:
            at = self._known.get(network)
            return at is not None and now < at + waiting.DAY

    def failed(self, index: bytes, network: str, now: datetime) -> None:
        """Remember a failure."""
        before = self.network(index, network, now)
        self._keep(index, network, replace(before, failures=before.failures + 1, last_failed_at=now), now)

    def succeeded(self, index: bytes, network: str, now: datetime) -> None:
        """Remember that this network has signed in at this account."""
        self._keep(index, network, waiting.Network(known=True), now)
        with self._lock:
            self._known[network] = now
            self._known.move_to_end(network)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)

    def forget(self) -> None:
        """Forget everything, as a restart does."""
        with self._lock:
            self._seen.clear()
            self._known.clear()

    def _keep(self, index: bytes, network: str, seen: waiting.Network, now: datetime) -> None:
        with self._lock:
            self._seen[index, network] = (seen, now)
            self._seen.move_to_end((index, network))
            while len(self._seen) > KEPT:
                self._seen.popitem(last=False)


def hasher(request: Any) -> Hasher:
    """Return what stretches passwords; raise RuntimeError inside a transaction, where it holds up others."""
    if takes_part(request):
        raise RuntimeError("passwords are stretched before the request's own transaction begins")
    registry = request.registry
    return Hasher(registry["vamv.hashing"], registry["vamv.hashing_gate"])


def prove(
    request: Any, password: str, *, name: str | None = None, person_id: str | None = None
) -> Proved | None:
    """Return who has proved to be the person of a log-in name, or to be `person_id`; None for a failure.

    Raises MustWait, and Busy when too many passwords are checked at the moment.
    """
    vault, now = request.vault, request.now
    with reading(request) as session:
        index = None if name is None else credentials.login_index(vault, name)
        stored = credentials.find(session, vault, index=index, person_id=person_id)
        index = index or (stored.login_index if stored else b"")
        _wait_for_account(request, session, index)
    admit_network(request)
    try:
        proof = credentials.check(hasher(request), stored, password)
    except Busy:
        forgive_network(request)
        raise
    session, network, memory = request.dbsession, request.throttle.network, request.registry[MEMORY]
    # Others may have guessed meanwhile: what is revealed stays within the limits.
    _wait_for_account(request, session, index)
    private_key = None if proof is None else credentials.open_key(session, vault, proof)
    if proof is None or private_key is None:
        guard.count_failure(session, index, memory.network(index, network, now), now)
        if stored is not None:
            credentials.count_failure(session, stored.person_id)
        memory.failed(index, network, now)
        return None
    memory.succeeded(index, network, now)
    forgive_network(request)
    return Proved(proof.person_id, private_key, stored is not None and stored.disabled)


def admit_network(request: Any) -> None:
    """Count one try of this network; raise MustWait when it has failed too often, or everybody has."""
    throttle = request.throttle
    network = throttle.network
    known = request.registry[MEMORY].is_known(network, request.now)
    alarm = not throttle.free(waiting.ALARM_LIMIT, "login")
    if alarm and not known and not throttle.hit(waiting.ALARM_PACE, "login", network):
        raise MustWait(throttle.wait(waiting.ALARM_PACE, "login", network))
    if not throttle.hit(waiting.NETWORK_LIMIT, "login", network):
        raise MustWait(throttle.wait(waiting.NETWORK_LIMIT, "login", network))
    throttle.hit(waiting.ALARM_LIMIT, "login")


def forgive_network(request: Any) -> None:
    """Take back a try that was none of those the limits are for."""
    request.throttle.give_back(waiting.NETWORK_LIMIT, "login", request.throttle.network)
    request.throttle.give_back(waiting.ALARM_LIMIT, "login")


def _wait_for_account(request: Any, session: Session, index: bytes) -> None:
    network = request.registry[MEMORY].network(index, request.throttle.network, request.now)
    wait = waiting.wait(guard.counted(session, index), network, request.now)
    if wait:
        raise MustWait(wait)
