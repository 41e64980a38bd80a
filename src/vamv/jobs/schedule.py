"""When a job that comes again is due next."""

from datetime import UTC, datetime, time, timedelta
from typing import Literal

from vamv.calendar.dates import ZONE

Schedule = Literal["hourly", "daily"] | timedelta

# Hardly anybody is up, and the hour exists on the days the clocks change.
DAILY_AT = time(3, 30)


def next_run(schedule: Schedule, now: datetime) -> datetime:
    """Return the next moment after `now`: on the full hour, at half past three, or after a while."""
    if isinstance(schedule, timedelta):
        return now + schedule
    if schedule == "hourly":
        return now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    local = now.astimezone(ZONE)
    day = local.date() + timedelta(days=1 if local.time() >= DAILY_AT else 0)
    return datetime.combine(day, DAILY_AT, ZONE).astimezone(UTC)
