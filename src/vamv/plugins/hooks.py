"""Asking hooks so that no plugin can take down another, or the core.

pluggy alone stops all implementations at the first that raises. Here each is asked on its own. Two things put
one out of use for a pause of ten minutes: three failures within a minute, or three answers over the budget
within an hour. Hooks without a budget belong to commands and the worker; they are never paused, because their
callers try again and an erasure must not be skipped.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pluggy

from vamv.plugins.answers import ANSWERS, NOTHING, Answer
from vamv.plugins.errors import place_of

log = logging.getLogger(__name__)

STRIKES = 3
FAILURE_WINDOW = 60.0  # seconds
OVERRUN_WINDOW = 3600.0
PAUSE = 600.0


@dataclass(frozen=True)
class HookResult:
    """One plugin's answer."""

    plugin: str
    value: Any


@dataclass(frozen=True)
class HookTrouble:
    """What went wrong with one hook of one plugin since the start of this process.

    `reason`: type and place of the last failure, never its text. `paused`: the hook is not asked just now.
    """

    plugin: str
    hook: str
    failures: int
    overruns: int
    slowest_ms: int
    reason: str
    paused: bool


class RubbishError(TypeError):
    """An implementation answered with a type its hook does not know."""


class TransactionEndedError(RuntimeError):
    """An implementation ended its caller's transaction; going on would acknowledge what may be lost."""


def _last_three() -> deque[float]:
    return deque(maxlen=STRIKES)


@dataclass
class _Record:
    failures: int = 0
    overruns: int = 0
    slowest: float = 0.0
    reason: str = ""
    paused_until: float = float("-inf")
    recent_failures: deque[float] = field(default_factory=_last_three)
    recent_overruns: deque[float] = field(default_factory=_last_three)


class HookRunner:
    """Asks hooks; one for each application, used by all its threads.

    `clock`: seconds that never go backwards.
    """

    def __init__(self, manager: pluggy.PluginManager, clock: Callable[[], float] = time.monotonic) -> None:
        self._manager = manager
        self._clock = clock
        self._records: dict[tuple[str, str], _Record] = {}
        self._lock = threading.Lock()

    def call(self, name: str, **arguments: Any) -> list[HookResult]:
        """Ask every plugin that implements the hook; exactly the arguments of its specification.

        Returns the answers that are of the right type, in the order of the plugins. A plugin that failed is
        absent, unless the hook has an answer for that case (`vamv_may_contact`: False, `vamv_screen_text`:
        hold). Raises TypeError when the caller gives other arguments, and TransactionEndedError when an
        implementation commits or rolls back `session`.
        """
        return self._call(name, None, arguments)

    def call_one(self, plugin: str, name: str, **arguments: Any) -> list[HookResult]:
        """Ask one plugin only; as `call` otherwise. The list has one answer, or none."""
        return self._call(name, plugin, arguments)

    def _call(self, name: str, plugin: str | None, arguments: dict[str, Any]) -> list[HookResult]:
        caller = getattr(self._manager.hook, name)
        if set(arguments) != set(caller.spec.argnames):
            raise TypeError(f"{name} is asked with {sorted(caller.spec.argnames)}, not {sorted(arguments)}")
        results = []
        for implementation in caller.get_hookimpls():
            if plugin is not None and implementation.plugin_name != plugin:
                continue
            value = self._ask(name, implementation, arguments)
            if value is not NOTHING:
                results.append(HookResult(implementation.plugin_name, value))
        return results

    def implementers(self, name: str) -> list[str]:
        """Return the plugins that implement the hook: those missing in the answer to `call` have failed."""
        return [each.plugin_name for each in getattr(self._manager.hook, name).get_hookimpls()]

    def report(self) -> list[HookTrouble]:
        """Return what went wrong since the start, by plugin and hook."""
        with self._lock:
            now = self._clock()
            return [
                HookTrouble(
                    plugin=plugin,
                    hook=hook,
                    failures=record.failures,
                    overruns=record.overruns,
                    slowest_ms=round(record.slowest * 1000),
                    reason=record.reason,
                    paused=now < record.paused_until,
                )
                for (plugin, hook), record in sorted(self._records.items())
            ]

    def _ask(self, name: str, implementation: Any, arguments: dict[str, Any]) -> Any:
        key = (implementation.plugin_name, name)
        answer = ANSWERS[name]
        if self._is_paused(key):
            return answer.instead
        session = arguments.get("session")
        # Flushes what the caller has pending; should that fail, it is the caller's failure, not the plugin's.
        savepoint = session.begin_nested() if session is not None else None
        started = self._clock()
        try:
            if savepoint is None:
                value = _value(answer, implementation, arguments)
            else:
                with savepoint:
                    value = _value(answer, implementation, arguments)
        except GeneratorExit:
            raise
        # SystemExit and KeyboardInterrupt too: no plugin ends the process.
        except BaseException as error:
            if answer.by_hand and isinstance(error, KeyboardInterrupt):
                raise
            self._note_failure(key, error, answer)
            value = answer.instead
        if session is not None and not session.in_transaction():
            raise TransactionEndedError(f"plugin {key[0]} ended the transaction in {name}")
        self._note_time(key, self._clock() - started, answer)
        return value

    def _is_paused(self, key: tuple[str, str]) -> bool:
        with self._lock:
            record = self._records.get(key)
            return record is not None and self._clock() < record.paused_until

    def _note_failure(self, key: tuple[str, str], error: BaseException, answer: Answer) -> None:
        # Only type and place: the text of an exception may quote what a person wrote.
        reason = f"{type(error).__name__} at {place_of(error.__traceback__)}"
        log.error("plugin %s: hook %s failed: %s", *key, reason)
        with self._lock:
            record = self._records.setdefault(key, _Record())
            record.failures += 1
            record.reason = reason
            self._strike(key, record, record.recent_failures, FAILURE_WINDOW, answer)

    def _note_time(self, key: tuple[str, str], seconds: float, answer: Answer) -> None:
        if answer.budget is None or seconds <= answer.budget:
            return
        log.warning("plugin %s: hook %s took %d ms", *key, seconds * 1000)
        with self._lock:
            record = self._records.setdefault(key, _Record())
            record.overruns += 1
            record.slowest = max(record.slowest, seconds)
            self._strike(key, record, record.recent_overruns, OVERRUN_WINDOW, answer)

    def _strike(
        self, key: tuple[str, str], record: _Record, recent: deque[float], window: float, answer: Answer
    ) -> None:
        """Remember a failure or an overrun; after three in the window the hook is paused."""
        now = self._clock()
        recent.append(now)
        if answer.budget is not None and len(recent) == STRIKES and now - recent[0] <= window:
            record.paused_until = now + PAUSE
            record.recent_failures.clear()
            record.recent_overruns.clear()
            log.error("plugin %s: hook %s is not asked for %d minutes", *key, PAUSE // 60)


def _value(answer: Answer, implementation: Any, arguments: dict[str, Any]) -> Any:
    value = implementation.function(*(arguments[name] for name in implementation.argnames))
    if not answer.accepts(value):
        raise RubbishError(type(value).__name__)
    return value
