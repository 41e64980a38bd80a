"""The few building blocks everything in the vault is made of, all from `cryptography` (sec-D06).

SHA-256 is FIPS 180-4, HMAC is RFC 2104, HKDF is RFC 5869.
"""

from __future__ import annotations

from cryptography.hazmat.primitives import constant_time, hashes, hmac
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


def to_bytes(value: str | bytes) -> bytes:
    """Return text as UTF-8, bytes as they are.

    Total and injective on every Python string: lone surrogates, which a hostile JSON body can hold, get
    bytes of their own instead of an exception.
    """
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value


def pack(*parts: str | bytes) -> bytes:
    """Join parts so that no two lists of parts give the same bytes: each follows its length (4 bytes)."""
    packed = bytearray()
    for part in map(to_bytes, parts):
        packed += len(part).to_bytes(4, "big") + part
    return bytes(packed)


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 of `data`; 32 bytes."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def hmac_sha256(key: bytes, data: bytes) -> bytes:
    """Return the HMAC-SHA256 of `data` under `key`; 32 bytes."""
    mac = hmac.HMAC(key, hashes.SHA256())
    mac.update(data)
    return mac.finalize()


def hkdf(secret: bytes, label: str) -> bytes:
    """Return a 32 byte key drawn from `secret` for the purpose `label`; keys for two labels are independent.

    `secret` must already be hard to guess (random, or stretched): HKDF adds no work for a guesser.
    """
    info = b"vamv/" + label.encode("ascii")
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret)


def same(left: bytes, right: bytes) -> bool:
    """Compare two secrets in a time that does not tell where they differ."""
    return constant_time.bytes_eq(left, right)
