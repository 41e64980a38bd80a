"""Which texts somebody reads first, and how many a day: no database, no request, no clock."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from vamv_forum.policy import Refused

NOBODY = "none"
NEWCOMERS = "newcomers"
EVERYBODY = "all"
PREMODERATE = (NOBODY, NEWCOMERS, EVERYBODY)

# Why a text waits, the most telling reason first.
SCREENED = "screened"
LINKS = "links"
REPEATED = "repeated"
CATEGORY = "category"
ALL = "all"
NEWCOMER = "newcomer"
HOLD_REASONS = (SCREENED, LINKS, REPEATED, CATEGORY, ALL, NEWCOMER)

# With these, a change of a text that is already there would pass by the moderation.
EDIT_REASONS = frozenset({SCREENED, LINKS, CATEGORY, ALL})

DAY = timedelta(days=1)
DUE = timedelta(hours=24)
URGENT = timedelta(hours=4)
# Shorter texts, such as thanks, may be the same twice a day.
REPEAT_FROM = 40  # characters

_LINK = re.compile(
    r"(?:https?://|www\.)\S+|\b[\w-]+\.(?:de|com|net|org|info|eu|io|shop|ru|xyz)\b(?:/\S*)?", re.IGNORECASE
)


class TooManyToday(Refused):
    """The person has written as much as they may within a day. `at`: when they can go on."""

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self.at = at


@dataclass(frozen=True)
class Limits:
    """What a chapter allows.

    `premoderate`: whose texts are read first. Whoever has fewer than `newcomer_posts` posts that others can
    read is a newcomer, whose texts may hold `newcomer_links` links unread. `newcomer_a_day`, `a_day`: texts
    within 24 hours; 0: as many as they like.
    """

    premoderate: str
    newcomer_posts: int
    newcomer_links: int
    newcomer_a_day: int
    a_day: int

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> "Limits":
        return cls(
            settings["forum.premoderate"],
            settings["forum.newcomer_posts"],
            settings["forum.newcomer_links"],
            settings["forum.newcomer_posts_a_day"],
            settings["forum.posts_a_day"],
        )


def count_links(text: str) -> int:
    """Return how many addresses of web pages a text holds, written out or not."""
    return len(_LINK.findall(text))


def is_repeat(text: str, before: bool) -> bool:
    """Tell whether a text that its author has sent `before` today looks like one that is sent everywhere."""
    return before and len(text) >= REPEAT_FROM


def hold_reason(
    limits: Limits,
    *,
    staff: bool,
    newcomer: bool,
    premoderated: bool,
    screened: bool,
    links: int,
    repeated: bool,
) -> str | None:
    """Return why a text waits for the moderation, None when others may read it at once.

    `premoderated`: its category is. `screened`: a screener or a word of the chapter wants it read.
    """
    if staff:
        return None
    if screened:
        return SCREENED
    if newcomer and links > limits.newcomer_links:
        return LINKS
    if repeated:
        return REPEATED
    if premoderated:
        return CATEGORY
    if limits.premoderate == EVERYBODY:
        return ALL
    return NEWCOMER if newcomer and limits.premoderate == NEWCOMERS else None


def due(since: datetime, *, urgent: bool) -> datetime:
    """Return until when somebody has to have read a text that waits."""
    return since + (URGENT if urgent else DUE)


def may_go_on_at(sent: Sequence[datetime], limit: int, now: datetime) -> datetime | None:
    """Return when somebody may write again, None for now. `sent`: when they wrote, the latest first."""
    if limit == 0 or len(sent) < limit:
        return None
    at = sent[limit - 1] + DAY
    return at if at > now else None
