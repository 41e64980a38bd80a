"""Passwords: stretched once, split into two halves, compared in constant time (docs/operators/security.md).

Argon2id is RFC 9106. One half proves who somebody is, the other opens the private key; neither tells
anything about the other (HKDF, RFC 5869), so the server can check a log-in without holding the second.
"""

from __future__ import annotations

import os
import re
import threading
from dataclasses import dataclass, field
from types import TracebackType

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from vamv.vault.primitives import KEY_BYTES, hkdf, same, sha256, to_bytes

SALT_BYTES = 16
_NOBODY_SALT = b"salt of nobody.."
_NOBODY_VERIFIER = bytes(KEY_BYTES)
_ENCODED = re.compile(r"argon2id:t=([0-9]{1,3}),m=([0-9]{1,8}),p=([0-9]{1,3})", re.ASCII)


@dataclass(frozen=True)
class HashParameters:
    """The price of one guess: passes over the memory, memory in KiB, lanes.

    Stored with each person, so that they can be raised at the next log-in. The default is 64 MiB, three
    passes, four lanes: 136 to 213 ms on two cores. Raises ValueError outside of what Argon2 can do.
    """

    rounds: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4

    def __post_init__(self) -> None:
        if not (1 <= self.rounds <= 100 and 1 <= self.lanes <= 64):
            raise ValueError("Argon2 takes 1 to 100 rounds and 1 to 64 lanes")
        if not 8 * self.lanes <= self.memory_kib <= 4 * 1024 * 1024:
            raise ValueError("Argon2 takes at least 8 KiB of memory for each lane, at most 4 GiB")

    def encode(self) -> str:
        """Return the short text stored with a person."""
        return f"argon2id:t={self.rounds},m={self.memory_kib},p={self.lanes}"

    @classmethod
    def decode(cls, text: str) -> HashParameters:
        """Read what `encode` wrote. Raises ValueError."""
        match = _ENCODED.fullmatch(text)
        if match is None:
            raise ValueError("these are no Argon2 parameters")
        rounds, memory_kib, lanes = map(int, match.groups())
        return cls(rounds, memory_kib, lanes)


@dataclass(frozen=True)
class Stretched:
    """The two halves of a stretched password, 32 bytes each."""

    login: bytes = field(repr=False)
    """Proves the password; only its `verifier` is stored, sealed."""
    unwrap: bytes = field(repr=False)
    """Opens the private key; never stored."""


def new_salt() -> bytes:
    """Draw the salt of one person's password; a new one at each change."""
    return os.urandom(SALT_BYTES)


def stretch(password: str, salt: bytes, parameters: HashParameters) -> Stretched:
    """Turn a password into its two halves; slow and hungry for memory by purpose, so enter the gate before.

    The password counts exactly as typed: not trimmed, not cut, not normalised (sec-A02).
    """
    argon2 = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=parameters.rounds,
        lanes=parameters.lanes,
        memory_cost=parameters.memory_kib,
    )
    stretched = argon2.derive(to_bytes(password))
    return Stretched(hkdf(stretched, "password/login"), hkdf(stretched, "password/unwrap"))


def verifier(login: bytes) -> bytes:
    """Return what is stored (sealed) of the log-in half: its SHA-256."""
    return sha256(login)


def is_login(login: bytes, stored_verifier: bytes) -> bool:
    """Tell whether a log-in half belongs to the stored verifier, in constant time."""
    return same(verifier(login), stored_verifier)


def stretch_for_nobody(password: str, parameters: HashParameters) -> None:
    """Do the work of a log-in for a name that does not exist, so that the time does not tell (sec-A05)."""
    is_login(stretch(password, _NOBODY_SALT, parameters).login, _NOBODY_VERIFIER)


class Busy(Exception):
    """Too many log-ins wait already: answer 503 with Retry-After `retry_after` (seconds)."""

    retry_after = 10


class HashingGate:
    """Lets few passwords be stretched at the same time, a bounded number wait, and sends away the rest.

    Two at a time on two cores hold 128 MiB and do six log-ins a second; more would only cost memory.
    Use it as a context manager, outside of any database transaction. Raises Busy when the line is full.
    """

    def __init__(self, concurrent: int = 2, waiting: int = 50) -> None:
        self._admitted = threading.Semaphore(concurrent + waiting)
        self._working = threading.Semaphore(concurrent)

    def __enter__(self) -> None:
        if not self._admitted.acquire(blocking=False):
            raise Busy
        self._working.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._working.release()
        self._admitted.release()
