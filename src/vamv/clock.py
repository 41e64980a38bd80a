"""The one place that reads the clock. Everything else takes `now` as an argument."""

from datetime import UTC, datetime
from typing import Any, Protocol


class Clock(Protocol):
    """Whatever tells the time: the system's clock, or a clock that a test moves."""

    def now(self) -> datetime:
        """Return the present moment, aware and in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def includeme(config: Any) -> None:
    """Give requests `request.now`, the same moment for the whole request."""
    config.registry["vamv.clock"] = SystemClock()
    config.add_request_method(lambda request: request.registry["vamv.clock"].now(), "now", reify=True)
