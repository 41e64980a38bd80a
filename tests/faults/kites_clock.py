"""The clock of a server that is started a day later."""

from vamv.clock import SystemClock


class LaterClock(SystemClock):
    """The clock of the machine, `later` ahead."""

    def __init__(self, later):
        self._later = later

    def now(self):
        return super().now() + self._later
