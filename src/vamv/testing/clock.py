"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta


class MovableClock:
    """A clock for tests; begins on a Wednesday evening, when most people write."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 25, 21, 40, tzinfo=UTC)

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        """Let time pass."""
        self._now += by
