"""Heads of the audit log in a file outside the database, so that a cut at its end shows."""

from pathlib import Path

from vamv.audit.services import Head


def append_head(path: Path, head: Head) -> None:
    """Add a head to the file, unless it is the last one there already."""
    known = read_heads(path)
    if known and known[-1] == head:
        return
    with path.open("a", encoding="ascii") as file:
        file.write(f"{head.number} {head.mac.hex()}\n")


def read_heads(path: Path) -> list[Head]:
    """Return the heads in the file, oldest first; none without a file. Raises ValueError for other text."""
    if not path.exists():
        return []
    pairs = (line.split() for line in path.read_text(encoding="ascii").splitlines())
    return [Head(int(number), bytes.fromhex(mac)) for number, mac in pairs]
