"""When rooms with opening hours are open. Pure: days and hours in the time of the house, moments in UTC."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from vamv.api.calendar import ZONE

DAY = 24 * 60
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Occurrence:
    """One opening: its day, and from when to when (aware, UTC)."""

    day: date
    starts_at: datetime
    ends_at: datetime


def moment(day: date, minute_of_day: int) -> datetime:
    """Return the moment at which the clock of the house shows this; the same hour in summer and winter."""
    clock = time(minute_of_day // 60, minute_of_day % 60)
    return datetime.combine(day, clock, ZONE).astimezone(UTC)


def occurrences(
    first_day: date, minute_of_day: int, minutes: int, every_weeks: int, *, since: datetime, until: datetime
) -> Iterator[Occurrence]:
    """Return the openings that end after `since` and begin before `until`."""
    step = WEEK * every_weeks
    today = since.astimezone(ZONE).date() - timedelta(days=1)
    day = first_day + step * max(0, (today - first_day) // step)
    while (starts_at := moment(day, minute_of_day)) < until:
        ends_at = starts_at + timedelta(minutes=minutes)
        if ends_at > since:
            yield Occurrence(day, starts_at, ends_at)
        day += step
