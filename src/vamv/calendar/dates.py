"""Moments in the words of people: "heute, 21:30 Uhr", "Mittwoch, 25. November".

Pure functions: the caller hands in the present and the locale. Every moment is shown in the time of the
house, not of the browser, because "heute" must mean the same to both sides of a conversation.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_time, format_timedelta

from vamv.i18n.locales import language

ZONE = ZoneInfo("Europe/Berlin")

# Babel has no words for the days around today.
_NEAR = {
    "de": {-1: "gestern", 0: "heute", 1: "morgen"},
    "en": {-1: "yesterday", 0: "today", 1: "tomorrow"},
}
_CLOCK = {"de": "HH:mm 'Uhr'", "en": "HH:mm"}
_DAY = {"de": "EEEE, d. MMMM", "en": "EEEE, d MMMM"}
_JUST_NOW = {"de": "gerade eben", "en": "just now"}
_OTHER_LANGUAGE = "en"
_MINUTE = timedelta(minutes=1)
# A page names dozens of moments, and the next reader gets the same ones; formatting is slow, memory is not.
KEPT = 4096
_HOUR = timedelta(hours=1)
_DAY_LENGTH = timedelta(hours=24)


def local_day(moment: datetime) -> date:
    """Return the calendar day of an aware moment in the time of the house."""
    return moment.astimezone(ZONE).date()


def day(when: date | datetime, now: datetime, locale: str) -> str:
    """Return "heute", "gestern", "morgen" or "Mittwoch, 25. November", with the year if it is another one.

    `when`: a calendar day or an aware moment.
    """
    the_day = local_day(when) if isinstance(when, datetime) else when
    return _day(the_day, local_day(now), locale)


@lru_cache(KEPT)
def _day(the_day: date, today: date, locale: str) -> str:
    near = _NEAR.get(_tongue(locale), {}).get((the_day - today).days)
    if near is not None:
        return near
    pattern = _DAY.get(_tongue(locale), "full")
    if the_day.year != today.year and pattern != "full":
        pattern += " y"
    return format_date(the_day, pattern, locale=language(locale).babel)


@lru_cache(KEPT)
def clock_time(moment: datetime, locale: str) -> str:
    """Return the time of day: "21:30 Uhr"."""
    pattern = _CLOCK.get(_tongue(locale), "short")
    return format_time(moment, pattern, tzinfo=ZONE, locale=language(locale).babel)


def day_and_time(moment: datetime, now: datetime, locale: str) -> str:
    """Return both: "heute, 21:30 Uhr"."""
    return _day_and_time(moment, local_day(now), locale)


@lru_cache(KEPT)
def _day_and_time(moment: datetime, today: date, locale: str) -> str:
    return f"{_day(local_day(moment), today, locale)}, {clock_time(moment, locale)}"


@lru_cache(KEPT)
def exact(moment: datetime, locale: str) -> str:
    """Return the full date and time, for those who ask for it."""
    return format_datetime(moment, "full", tzinfo=ZONE, locale=language(locale).babel)


def ago(moment: datetime, now: datetime, locale: str) -> str:
    """Return how long ago: "gerade eben", "vor 5 Minuten"; from a day on, and for the future, the date.

    A clock that is a little behind must not tell people about the future: within a minute is now.
    """
    passed = now - moment
    if abs(passed) < _MINUTE:
        return _JUST_NOW.get(_tongue(locale), _JUST_NOW[_OTHER_LANGUAGE])
    if timedelta(0) < passed < _DAY_LENGTH:
        # Babel rounds; people count what has fully passed.
        unit = _HOUR if passed >= _HOUR else _MINUTE
        return _passed(passed // unit * unit, locale)
    return day_and_time(moment, now, locale)


@lru_cache(KEPT)
def _passed(whole: timedelta, locale: str) -> str:
    return format_timedelta(-whole, add_direction=True, threshold=1, locale=language(locale).babel)


def _tongue(locale: str) -> str:
    return language(locale).babel.language
