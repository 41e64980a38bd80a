"""The rules of moderation: reasons, actions, time limits. Codes only; `words` says them to people."""

from collections.abc import Iterable
from datetime import datetime, timedelta

HIDE = "hide"
KEEP = "keep"
RESTORE = "restore"

# In the order in which they are offered. Somebody's life comes first.
REASONS = (
    "life",
    "child",
    "violence",
    "hate",
    "insult",
    "privacy",
    "sexual",
    "advertising",
    "illegal",
    "other",
)
URGENT_REASONS = frozenset({"life", "child", "violence"})

URGENT = timedelta(hours=4)
NORMAL = timedelta(hours=24)

# Whoever fills in the form faster has not read it (a program); older than a day, it is drawn anew.
FASTEST = timedelta(seconds=3)
TICKET_LIFE = timedelta(hours=24)


class NotYours(Exception):
    """Nobody decides about a text of their own."""


class AlreadyDecided(Exception):
    """Somebody else was faster; their decision stands."""


class NotPossible(Exception):
    """The text is gone, or the part it belongs to is switched off, so it cannot be hidden or restored."""


def due(reasons: Iterable[str], since: datetime) -> datetime:
    """Return until when a report has to be decided."""
    return since + (URGENT if URGENT_REASONS.intersection(reasons) else NORMAL)


def may_decide(actor_id: str, author_id: str | None) -> bool:
    """Tell whether this person may decide about a text of that author."""
    return actor_id != author_id


def reference(case_id: str) -> str:
    """Return the short number of a case that people quote in a letter: `K3QD-7XNA`."""
    return f"{case_id[:4]}-{case_id[4:8]}".upper()


def reference_start(text: str) -> str | None:
    """Return the first characters of the id that `reference` came from, None if it is no such number."""
    start = text.replace("-", "").replace(" ", "").lower()
    return start if len(start) == 8 and start.isascii() and start.isalnum() else None
