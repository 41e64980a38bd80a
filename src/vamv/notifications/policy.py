"""What counts as an e-mail address, and when mail goes to it. Whether somebody reads it shows in the code."""

import re
from datetime import UTC, datetime, time, timedelta

from vamv.calendar.dates import ZONE

# How often a person wants mail.
SOON, DAILY, WEEKLY, NEVER = "soon", "daily", "weekly", "never"
RHYTHMS = (SOON, DAILY, WEEKLY, NEVER)
# Early in the evening: most people have an hour for themselves soon, and nobody is woken.
DIGEST_AT = time(18)
MONDAY = 0

_LOCAL = re.compile(r"(?=.{1,64}\Z)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_DOMAIN = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
# Python translates these by an old rule (RFC 3490), which leads to another domain than the present one.
_AMBIGUOUS = re.compile("[ßς\u200c\u200d]")


def mail_address(text: str) -> str | None:
    """Return the address as mail servers take it, umlauts in its domain translated; None if it is none."""
    local, _at, domain = text.rpartition("@")
    if _AMBIGUOUS.search(domain):
        return None
    try:
        domain = domain.lower().encode("idna").decode("ascii")
    except UnicodeError:
        return None
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        return None
    return f"{local}@{domain}"


def mail_time(rhythm: str, since: datetime) -> datetime:
    """Return when a mail may tell of what happened at `since`: at once, this evening, or on Monday evening.

    In the time of the house, so that it is the same hour in summer and in winter.
    """
    if rhythm == SOON:
        return since
    local = since.astimezone(ZONE)
    day = local.date() + timedelta(days=1 if local.time() >= DIGEST_AT else 0)
    if rhythm == WEEKLY:
        day += timedelta(days=(MONDAY - day.weekday()) % 7)
    return datetime.combine(day, DIGEST_AT, ZONE).astimezone(UTC)
