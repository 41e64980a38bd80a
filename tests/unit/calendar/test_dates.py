"""Dates in the words of people."""

from datetime import UTC, date, datetime, timedelta

import pytest

from vamv.calendar.dates import ago, clock_time, day, day_and_time, exact

NOW = datetime(2026, 11, 25, 20, 30, tzinfo=UTC)  # a Wednesday, 21:30 in Berlin


@pytest.mark.parametrize(
    ("days", "german", "english"),
    [
        (0, "heute, 21:30 Uhr", "today, 21:30"),
        (-1, "gestern, 21:30 Uhr", "yesterday, 21:30"),
        (1, "morgen, 21:30 Uhr", "tomorrow, 21:30"),
        (-2, "Montag, 23. November, 21:30 Uhr", "Monday, 23 November, 21:30"),
        (50, "Donnerstag, 14. Januar 2027, 21:30 Uhr", "Thursday, 14 January 2027, 21:30"),
    ],
)
def test_a_moment_is_told_as_people_say_it(days, german, english):
    moment = NOW + timedelta(days=days)
    assert day_and_time(moment, NOW, "de") == german
    assert day_and_time(moment, NOW, "de_du") == german
    assert day_and_time(moment, NOW, "de_simple") == german
    assert day_and_time(moment, NOW, "en") == english


def test_the_day_changes_at_midnight_in_germany():
    late = datetime(2026, 11, 25, 23, 30, tzinfo=UTC)  # 00:30 on Thursday in Berlin
    assert day(NOW, late, "de") == "gestern"
    assert clock_time(late, "de") == "00:30 Uhr"


def test_summer_time_is_kept():
    assert clock_time(datetime(2026, 7, 1, 19, 30, tzinfo=UTC), "de") == "21:30 Uhr"


def test_a_calendar_day_needs_no_time():
    assert day(date(2026, 12, 24), NOW, "de") == "Donnerstag, 24. Dezember"


@pytest.mark.parametrize(
    ("passed", "german", "english"),
    [
        (timedelta(seconds=20), "gerade eben", "just now"),
        (timedelta(seconds=-20), "gerade eben", "just now"),
        (timedelta(minutes=5), "vor 5 Minuten", "5 minutes ago"),
        (timedelta(minutes=59, seconds=40), "vor 59 Minuten", "59 minutes ago"),
        (timedelta(hours=3), "vor 3 Stunden", "3 hours ago"),
        (timedelta(hours=24), "gestern, 21:30 Uhr", "yesterday, 21:30"),
        (timedelta(hours=-2), "heute, 23:30 Uhr", "today, 23:30"),
    ],
)
def test_how_long_ago(passed, german, english):
    assert ago(NOW - passed, NOW, "de") == german
    assert ago(NOW - passed, NOW, "en") == english


def test_the_exact_time_names_day_and_year():
    assert "Mittwoch, 25. November 2026" in exact(NOW, "de")


def test_a_language_without_own_words_still_gets_a_date():
    assert "٢٠٢٦" in day(NOW, NOW, "ar") or "2026" in day(NOW, NOW, "ar")
