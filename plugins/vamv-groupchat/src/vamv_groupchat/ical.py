"""A meeting as a calendar file (RFC 5545): when, and nothing about what or where."""

from datetime import UTC, datetime

FORMAT = "%Y%m%dT%H%M%SZ"


def calendar_file(uid: str, summary: str, starts_at: datetime, ends_at: datetime, now: datetime) -> str:
    """Return a calendar with one entry.

    Other people may see the calendar of a phone: `summary` is neutral, and there is no address, no place and
    no description. Times are in UTC, which every calendar shows in its own.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//calendar//DE",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_moment(now)}",
        f"DTSTART:{_moment(starts_at)}",
        f"DTEND:{_moment(ends_at)}",
        f"SUMMARY:{_escape(summary)}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime(FORMAT)


def _escape(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", "\\n")
