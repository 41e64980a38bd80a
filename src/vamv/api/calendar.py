"""Moments in the words of people, and the time of the house."""

from vamv.calendar.dates import ZONE, clock_time, day, day_and_time, local_day

__all__ = ["ZONE", "clock_time", "day", "day_and_time", "local_day"]
