"""Codes people write down: the recovery code and the spare codes of the second factor.

128 random bits as 26 signs of Crockford's base32, which leaves out I, L, O and U because hands and eyes
confuse them. So much chance needs no stretching: nobody guesses it, with or without the database.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field

from vamv.vault.primitives import hkdf, sha256

CODE_BYTES = 16
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUES = {sign: value for value, sign in enumerate(_SIGNS)} | {"O": 0, "I": 1, "L": 1, "U": 27}
_GROUPS = (4, 5, 4, 4, 5, 4)
_LENGTH = sum(_GROUPS)
_SPARE_BITS = 5 * _LENGTH - 8 * CODE_BYTES
# White space, and everything that looks like a hyphen.
_BETWEEN = re.compile(r"[\s\-\u00ad\u2010-\u2015\u2212_.]+")


class CodeMalformed(ValueError):
    """What was typed cannot be a code: wrong length, a sign that does not occur, a slip in the last one."""


@dataclass(frozen=True)
class CodeHalves:
    """The two halves of a recovery code, 32 bytes each; neither tells anything about the other."""

    index: bytes = field(repr=False)
    """Finds the account, through `Vault.blind_index`; keep it sealed to make that index anew."""
    unlock: bytes = field(repr=False)
    """Opens the private key, through `Vault.unlock`; never stored."""


def new_code() -> bytes:
    """Draw a code, 16 bytes; show it with `print_code`, once."""
    return os.urandom(CODE_BYTES)


def new_spare_codes(count: int = 10) -> list[bytes]:
    """Draw the spare codes of a second factor; store the `spare_code_hash` of each (sec-A12)."""
    return [new_code() for _ in range(count)]


def print_code(code: bytes) -> str:
    """Return a code for paper: 26 signs in six groups with hyphens."""
    number = int.from_bytes(code, "big") << _SPARE_BITS
    signs = "".join(_SIGNS[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
    groups, start = [], 0
    for size in _GROUPS:
        groups.append(signs[start : start + size])
        start += size
    return "-".join(groups)


def parse_code(text: str) -> bytes:
    """Read a code as somebody typed it: any case, spaces, hyphens, O for 0, I or L for 1, U for V.

    Raises CodeMalformed.
    """
    signs = _BETWEEN.sub("", text).upper()
    if len(signs) != _LENGTH:
        raise CodeMalformed
    number = 0
    for sign in signs:
        if sign not in _VALUES:
            raise CodeMalformed
        number = number << 5 | _VALUES[sign]
    code, spare = divmod(number, 1 << _SPARE_BITS)
    if spare:
        raise CodeMalformed
    return code.to_bytes(CODE_BYTES, "big")


def split_code(code: bytes) -> CodeHalves:
    """Return the halves of a recovery code (HKDF, RFC 5869)."""
    return CodeHalves(hkdf(code, "recovery/index"), hkdf(code, "recovery/unlock"))


def spare_code_hash(code: bytes) -> bytes:
    """Return what is stored of a spare code: its SHA-256."""
    return sha256(code)
