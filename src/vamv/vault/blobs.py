"""How sealed bytes look at rest: version, algorithm, number of the server key, nonce, ciphertext.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits, which is good for 2^32 blobs under one sub-key.
The associated data are the header and the place a blob belongs to, so a blob that was changed, cut, given
another header, or moved to another row does not open (sec-D04). A version byte leaves room
for a later format, the algorithm byte for another key exchange.
"""

from __future__ import annotations

import enum
import os
import struct
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from vamv.vault.primitives import KEY_BYTES, pack

VERSION = 1
NONCE_BYTES = 12
TAG_BYTES = 16
_HEADER = struct.Struct(">BBH")
_LENGTH = struct.Struct(">I")


class SealBroken(Exception):
    """A blob does not open: changed, cut, moved to another row, or the key is not the right one.

    It never says which, and holds no content. A page shows a placeholder and goes on.
    """


class Algorithm(enum.IntEnum):
    """What is inside a blob. Each has a sub-key of its own, so one never opens as the other."""

    SEALED = 1
    """AES-256-GCM under the server key."""
    LOCKED = 2
    """AES-256-GCM under somebody's key, again under the server key."""
    GRANTED = 3
    """HPKE to somebody's X25519 key, again under the server key."""


@dataclass(frozen=True)
class Place:
    """Where a blob belongs: what it is, of which object, whose, in which epoch of its key."""

    kind: str
    object_id: str
    owner: str = ""
    epoch: int = 0

    def encode(self) -> bytes:
        """Return bytes that no other place has."""
        return pack(self.kind, self.object_id, self.owner, str(self.epoch))


@dataclass(frozen=True)
class Header:
    """The readable front of a blob."""

    algorithm: Algorithm
    number: int

    def encode(self) -> bytes:
        """Return the four bytes at the front of the blob."""
        return _HEADER.pack(VERSION, self.algorithm, self.number)


def read_header(blob: bytes) -> Header:
    """Return the header; nothing in it is proven before the blob is opened. Raises SealBroken."""
    try:
        version, algorithm, number = _HEADER.unpack_from(blob)
        if version != VERSION:
            raise SealBroken
        return Header(Algorithm(algorithm), number)
    except (struct.error, ValueError):
        raise SealBroken from None


def encrypt(key: bytes, plaintext: bytes, associated: bytes) -> bytes:
    """Return nonce and ciphertext. Raises ValueError if `key` is not 32 bytes."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + _cipher(key).encrypt(nonce, plaintext, associated)


def decrypt(key: bytes, body: bytes, associated: bytes) -> bytes:
    """Open what `encrypt` made.

    Raises SealBroken whatever is wrong with `body`, ValueError if `key` is not 32 bytes.
    """
    cipher = _cipher(key)
    if len(body) < NONCE_BYTES + TAG_BYTES:
        raise SealBroken
    try:
        return cipher.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], associated)
    except InvalidTag:
        raise SealBroken from None


def write(header: Header, key: bytes, place: Place, plaintext: bytes) -> bytes:
    """Return a whole blob."""
    front = header.encode()
    return front + encrypt(key, plaintext, front + place.encode())


def read(header: Header, key: bytes, place: Place, blob: bytes) -> bytes:
    """Open a whole blob. Raises SealBroken."""
    front = header.encode()
    return decrypt(key, blob[len(front) :], front + place.encode())


def pad(text: bytes) -> bytes:
    """Fill a text up to one of few sizes, so that a stolen dump shows size classes instead of lengths.

    Steps of 32 bytes, from 512 on steps of at most an eighth of the size.
    """
    length = _LENGTH.size + len(text)
    step = max(32, 1 << max(0, length.bit_length() - 4))
    return _LENGTH.pack(len(text)) + text + bytes(-length % step)


def unpad(padded: bytes) -> bytes:
    """Return the text that `pad` filled up; only ever called on bytes whose seal held."""
    (length,) = _LENGTH.unpack_from(padded)
    return padded[_LENGTH.size : _LENGTH.size + length]


def _cipher(key: bytes) -> AESGCM:
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes, not {len(key)}")
    return AESGCM(key)
