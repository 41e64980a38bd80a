"""The server key K: 32 random bytes with a number, in a file of its own (sec-D07).

It never lies in the database or in the database's backup, so that whoever gets only those opens nothing.

The file is one line of text: format, number, base64 of the key. To change the key, rename `server.key` to
`server.key.<its number>` and create a new `server.key` with the next number: old blobs name the key that
opens them, so both are read, and only the new one writes. When everything is locked anew, destroy the old.

systemd's LoadCredential is a good way to hand the file over: on disk it then belongs to root alone.
"""

from __future__ import annotations

import base64
import binascii
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from vamv.vault.primitives import KEY_BYTES, hkdf

FORMAT = "vamv-server-key-1"
NUMBER_LIMIT = 0xFFFF
CREDENTIALS = Path("/run/credentials")
"""Where systemd puts credentials: folders which only the service they are for can enter."""
SAMPLE_SECRET = bytes(KEY_BYTES)
"""The key printed in the documentation: everybody knows it, so no installation may use it."""


class ServerKeyError(Exception):
    """The server key cannot be made or used. The text says what is wrong and what to do about it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True)
class ServerKey:
    """One server key. `number` (1 to 65535) is written into each blob, `secret` is 32 bytes."""

    number: int
    secret: bytes = field(repr=False)

    def derive(self, label: str) -> bytes:
        """Return the 32 byte sub-key for one purpose; the server key itself encrypts nothing."""
        return hkdf(self.secret, f"server/{label}")


class KeyRing:
    """The key that writes (`current`) and those that still open what was written before."""

    def __init__(self, current: ServerKey, others: tuple[ServerKey, ...] = ()) -> None:
        self.current = current
        self.keys = {key.number: key for key in (current, *others)}
        if len(self.keys) != 1 + len(others):
            raise ServerKeyError(
                "Two server keys have the same number.",
                "Leave only the right one beside the current key, or restore the files from the sealed copy.",
            )


def create(path: str | Path, number: int = 1) -> ServerKey:
    """Draw a server key and write it to a new file which only its owner can read (mode 0600).

    An existing file is never overwritten: with its key everything sealed would be lost.

    Raises ServerKeyError if the file is there already or cannot be written.
    """
    key = ServerKey(number, os.urandom(KEY_BYTES))
    line = f"{FORMAT} {number} {base64.b64encode(key.secret).decode()}\n"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise ServerKeyError(
            f"There is a server key at {path} already.",
            "Keep it: what it sealed cannot be opened without it.",
        ) from None
    except OSError as error:
        raise ServerKeyError(
            f"The server key cannot be written to {path}: {error.strerror}.",
            "Make the folder and let the service's user write to it.",
        ) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())
    return key


def load(path: str | Path) -> ServerKey:
    """Read one server key.

    Raises ServerKeyError if the file is missing, open to group or others, not a key, or the sample key.
    """
    try:
        with open(path, "rb") as file:
            mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
            content = file.read(1000)
    except OSError as error:
        raise ServerKeyError(
            f"The server key at {path} cannot be read: {error.strerror}.",
            "Name the right file in vamv.server_key, or make a key with: vamv init",
        ) from None
    # systemd lets the service in by an access list, which `stat` shows as readable by the group, whoever
    # that is (https://github.com/systemd/systemd/issues/29435).
    handed_over = Path(path).resolve().is_relative_to(CREDENTIALS)
    if mode & (0o037 if handed_over else 0o077):
        raise ServerKeyError(
            f"The server key at {path} is open to other users (mode {mode:04o}).",
            f"Close it with: chmod 600 {path}",
        )
    key = _parse(content, path)
    if key.secret == SAMPLE_SECRET:
        raise ServerKeyError(
            f"The server key at {path} is the sample from the documentation, which everybody knows.",
            "Remove the file and make a key with: vamv init",
        )
    return key


def load_ring(path: str | Path) -> KeyRing:
    """Read the current key at `path` and the old ones beside it, `<path>.<number>`.

    Raises ServerKeyError as `load` does, and if two keys have the same number.
    """
    path = Path(path)
    current = load(path)
    beside = sorted(path.parent.glob(f"{path.name}.*"))
    old = tuple(load(file) for file in beside if file.suffix[1:].isdecimal())
    return KeyRing(current, old)


def _parse(content: bytes, path: str | Path) -> ServerKey:
    """Read the one line of a key file."""
    damaged = ServerKeyError(
        f"The file {path} does not hold a server key.",
        "Restore it from the sealed copy; a new key would not open what the old one sealed.",
    )
    try:
        name, number_text, encoded = content.decode("ascii").split()
        number, secret = int(number_text), base64.b64decode(encoded, validate=True)
    except (ValueError, binascii.Error):
        raise damaged from None
    if name != FORMAT or not 1 <= number <= NUMBER_LIMIT or len(secret) != KEY_BYTES:
        raise damaged
    return ServerKey(number, secret)
