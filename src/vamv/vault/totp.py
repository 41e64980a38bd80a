"""Six digits from a telephone or key ring: TOTP as in RFC 6238, 30 seconds, SHA-1.

SHA-1 because most authenticator programs know nothing else; as a keyed hash it is not broken here.
"""

from __future__ import annotations

import base64
import os
from datetime import datetime

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from vamv.vault.primitives import same

SEED_BYTES = 20
STEP_SECONDS = 30
DIGITS = 6
TOLERANCE = 1
"""Steps a clock may be early or late."""


def new_seed() -> bytes:
    """Draw the secret shared with the person's device: 160 bits, as RFC 4226 (section 4) recommends."""
    return os.urandom(SEED_BYTES)


def verify(seed: bytes, code: str, now: datetime, last_step: int | None) -> int | None:
    """Return the step a code belongs to, or None if it is wrong, too old, too early, or used before.

    Store the step as `last_step` in the same transaction: a step counts once, and so do all before it
    (sec-A10). `now` is aware.
    """
    digits = "".join(code.split())
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    current = int(now.timestamp()) // STEP_SECONDS
    # Newest first: should two steps share their digits, using them uses up both.
    for step in range(current + TOLERANCE, current - TOLERANCE - 1, -1):
        if (last_step is None or step > last_step) and same(_code(seed, step), digits.encode()):
            return step
    return None


def code_for(seed: bytes, now: datetime, last_step: int | None = None) -> str:
    """Return what the device shows at `now`; the next code while the step of this one is used up."""
    step = int(now.timestamp()) // STEP_SECONDS
    if last_step is not None and last_step >= step:
        step = last_step + 1
    return _code(seed, step).decode()


def seed_text(seed: bytes) -> str:
    """Return the seed for typing by hand: base32 in groups of four."""
    text = base64.b32encode(seed).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def otpauth_uri(seed: bytes, account: str, issuer: str) -> str:
    """Return the address inside the QR code. Both names stay on the device, so let them be neutral."""
    return _totp(seed).get_provisioning_uri(account, issuer)


def _code(seed: bytes, step: int) -> bytes:
    return _totp(seed).generate(step * STEP_SECONDS)


def _totp(seed: bytes) -> TOTP:
    return TOTP(seed, DIGITS, hashes.SHA1(), STEP_SECONDS)  # noqa: S303
