"""Random tokens: of a session (in the cookie only), of an invitation, the administrator's first code.

256 random bits (sec-B01). The database holds the hash, so a stolen dump holds no session; what hangs on a
session is drawn from its token and cannot be made without the cookie.
"""

from __future__ import annotations

import base64
import os

from vamv.vault.primitives import hkdf, hmac_sha256, sha256, to_bytes

TOKEN_BYTES = 32


def new_token() -> str:
    """Draw a token: 32 random bytes as 43 signs that are safe in an address and a cookie."""
    return _text(os.urandom(TOKEN_BYTES))


def token_hash(token: str) -> bytes:
    """Return what the database holds of a token: its SHA-256. Takes any text, so also a forged cookie's."""
    return sha256(to_bytes(token))


def csrf_token(token: str) -> str:
    """Return the value in the forms of a session: a keyed hash of its token, which it does not give away."""
    return _text(hmac_sha256(to_bytes(token), b"vamv/csrf"))


def lock_key(token: str) -> bytes:
    """Return the 32 byte key, for `Vault.lock`, that keeps the private key open while the session lives."""
    return hkdf(to_bytes(token), "session/lock")


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()
