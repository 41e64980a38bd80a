"""The bus: hints from whoever commits to whoever shows, within this process.

`vamv.realtime.redis_bus` carries them to other processes too. Listeners are called in the thread that gives
the hint, so they only take note of it.
"""

from collections.abc import Callable, Sequence

from vamv.db.hints import Hint

Listener = Callable[[Sequence[Hint]], None]


class Bus:
    """Hints for the listeners of this process. No hint at all means: some may be lost, look yourself."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def publish(self, hints: Sequence[Hint]) -> None:
        """Give hints to everybody who listens; never fails and never waits."""
        self.hand_out(hints)

    def listen(self, listener: Listener) -> None:
        """Have `listener(hints)` called for hints from now on."""
        self._listeners.append(listener)

    def leave(self, listener: Listener) -> None:
        """Stop calling a listener."""
        self._listeners.remove(listener)

    def hand_out(self, hints: Sequence[Hint]) -> None:
        """Call the listeners of this process."""
        for listener in tuple(self._listeners):
            listener(hints)

    def close(self) -> None:
        """Let go of what the bus holds."""
