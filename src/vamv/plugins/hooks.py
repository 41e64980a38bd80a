"""Asking hooks so that no plugin can take down another, or the core.
 pluggy alone stops all implementations at the first that raises. Here each is asked on its own. Two things
put one out of use for a pause of ten minutes: three failures within a minute, or three answers over the
budget within an hour. Hooks without a budget belong to commands and the worker; they are never paused,
because their callers try again and an erasure must not be skipped.
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pluggy

from vamv.plugins.errors import place_of
from vamv.plugins.results import Erasure, ExportSection, Finding, Screening, SearchHit
from vamv.settings import Setting

log = logging.getLogger(__name__)

STRIKES = 3
FAILURE_WINDOW = 60.0  # seconds
OVERRUN_WINDOW = 3600.0
PAUSE = 600.0
REQUEST_BUDGET = 0.2
NOTHING: Any = object()


@dataclass(frozen=True)
class Contract:
    """What a hook may answer. `item`: the answer is a list of these. `budget`: seconds, None for work
        outside requests.
     `instead`: what counts as the answer of an implementation that fails or is paused. `by_hand`: a person
    waits at a terminal, so Ctrl-C means stop.
    """

    answer: type | tuple[type, ...]
    item: type | None = None
    budget: float | None = None
    instead: Any = NOTHING
    by_hand: bool = False

    def accepts(self, value: Any) -> bool:
        if not isinstance(value, self.answer):
            return False
        return self.item is None or all(isinstance(each, self.item) for each in value)


CONTRACTS: dict[str, Contract] = {
    "vamv_declare_settings": Contract(list, item=Setting),
    "vamv_add_commands": Contract(type(None), by_hand=True),
    "vamv_seed": Contract(type(None), by_hand=True),
    "vamv_check_health": Contract(list, item=Finding, budget=REQUEST_BUDGET),
    "vamv_search": Contract(list, item=SearchHit, budget=REQUEST_BUDGET),
    "vamv_screen_text": Contract(
        (Screening, type(None)), budget=REQUEST_BUDGET, instead=Screening(hold=True)
    ),
    "vamv_may_contact": Contract((bool, type(None)), budget=REQUEST_BUDGET, instead=False),
    "vamv_deliver": Contract(bool, budget=REQUEST_BUDGET),
    "vamv_export_person": Contract(list, item=ExportSection),
    "vamv_erase_person": Contract(Erasure),
    "vamv_apply_retention": Contract(int),
}


@dataclass(frozen=True)
class HookResult:
    """One plugin's answer."""

    plugin: str
    value: Any


@dataclass(frozen=True)
class HookTrouble:
    """What went wrong with one hook of one plugin since the start. `reason`: type and place of the last
    failure.
    """

    plugin: str
    hook: str
    failures: int
    overruns: int
    slowest_ms: int
    reason: str
    paused: bool


@dataclass
class _Record:
    failures: int = 0
    overruns: int = 0
    slowest: float = 0.0
    reason: str = ""
    paused_until: float = float("-inf")
    recent_failures: deque[float] = field(default_factory=lambda: deque(maxlen=STRIKES))
    recent_overruns: deque[float] = field(default_factory=lambda: deque(maxlen=STRIKES))


class RubbishError(TypeError):
    """An implementation answered with a type its hook does not know."""


class TransactionEndedError(RuntimeError):
    """An implementation ended the transaction of its caller, who must not go on as if its changes were
    still there.
    """


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
         Returns the answers that are of the right type. A plugin that failed is absent, unless the hook has an
        answer for that case (`vamv_may_contact`: False, `vamv_screen_text`: hold). Raises TypeError when the caller
        misses an argument, and TransactionEndedError when an implementation commits or rolls back `session`.
        """
        caller = getattr(self._manager.hook, name)
        if set(arguments) != set(caller.spec.argnames):
            raise TypeError(f"{name} is asked with {sorted(caller.spec.argnames)}, not {sorted(arguments)}")
        contract = CONTRACTS[name]
        results = []
        for implementation in caller.get_hookimpls():
            value = self._ask(contract, name, implementation, arguments)
            if value is not NOTHING:
                results.append(HookResult(implementation.plugin_name, value))
        return results

    def implementers(self, name: str) -> list[str]:
        """Return the plugins that implement the hook: those missing in the answer to `call` have failed."""
        return [
            implementation.plugin_name for implementation in getattr(self._manager.hook, name).get_hookimpls()
        ]

    def report(self) -> list[HookTrouble]:
        """Return what went wrong since the start, by plugin and hook."""
        with self._lock:
            now = self._clock()
            return [
                HookTrouble(
                    plugin,
                    hook,
                    it.failures,
                    it.overruns,
                    round(it.slowest * 1000),
                    it.reason,
                    now < it.paused_until,
                )
                for (plugin, hook), it in sorted(self._records.items())
            ]

    def _ask(self, contract: Contract, name: str, implementation: Any, arguments: dict[str, Any]) -> Any:
        key = (implementation.plugin_name, name)
        started = self._clock()
        if self._is_paused(key, started):
            return contract.instead
        session = arguments.get("session")
        # Flushes what the caller has pending; should that fail, it is the caller's failure and not the
        # plugin's.
        savepoint = session.begin_nested() if session is not None else None
        try:
            if savepoint is None:
                value = _answer(contract, implementation, arguments)
            else:
                with savepoint:
                    value = _answer(contract, implementation, arguments)
                    if not savepoint.is_active:
                        raise TransactionEndedError(f"{key[0]} ended the transaction in {name}")
        except (GeneratorExit, TransactionEndedError):
            raise
        except BaseException as error:
            if contract.by_hand and isinstance(error, KeyboardInterrupt):
                raise
            self._note_failure(key, error, contract)
            value = contract.instead
        self._note_time(key, self._clock() - started, contract)
        return value

    def _is_paused(self, key: tuple[str, str], now: float) -> bool:
        with self._lock:
            record = self._records.get(key)
            return record is not None and now < record.paused_until

    def _note_failure(self, key: tuple[str, str], error: BaseException, contract: Contract) -> None:
        # Only type and place: the text of an exception may quote what a person wrote.
        reason = f"{type(error).__name__} at {place_of(error.__traceback__)}"
        log.error("plugin %s: hook %s failed: %s", *key, reason)
        with self._lock:
            record = self._records.setdefault(key, _Record())
            record.failures += 1
            record.reason = reason
            self._strike(key, record, record.recent_failures, FAILURE_WINDOW, contract)

    def _note_time(self, key: tuple[str, str], seconds: float, contract: Contract) -> None:
        if contract.budget is None or seconds <= contract.budget:
            return
        log.warning("plugin %s: hook %s took %d ms", *key, seconds * 1000)
        with self._lock:
            record = self._records.setdefault(key, _Record())
            record.overruns += 1
            record.slowest = max(record.slowest, seconds)
            self._strike(key, record, record.recent_overruns, OVERRUN_WINDOW, contract)

    def _strike(
        self, key: tuple[str, str], record: _Record, recent: deque[float], window: float, contract: Contract
    ) -> None:
        now = self._clock()
        recent.append(now)
        if contract.budget is not None and len(recent) == STRIKES and now - recent[0] <= window:
            record.paused_until = now + PAUSE
            record.recent_failures.clear()
            record.recent_overruns.clear()
            log.error("plugin %s: hook %s is not asked for %d minutes", *key, PAUSE // 60)


def _answer(contract: Contract, implementation: Any, arguments: dict[str, Any]) -> Any:
    value = implementation.function(*(arguments[name] for name in implementation.argnames))
    if not contract.accepts(value):
        raise RubbishError(type(value).__name__)
    return value
