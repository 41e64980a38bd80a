"""What each hook may answer, how long it may take, and what counts when it fails."""

from dataclasses import dataclass
from typing import Any

from vamv.plugins.results import Erasure, ExportSection, Finding, Screening, SearchHit
from vamv.settings import Setting

REQUEST_BUDGET = 0.2  # seconds
NONE: Any = type(None)
NOTHING: Any = object()


@dataclass(frozen=True)
class Answer:
    """The answer that a hook allows.

    `types`: what it may be; `item`: it is a list of these. `budget`: seconds, None for work outside requests.
    `instead`: what counts as the answer of an implementation that fails or is paused. `by_hand`: a person
    waits at a terminal, so Ctrl-C means stop.
    """

    types: tuple[type, ...]
    item: type[Any] = object
    budget: float | None = None
    instead: Any = NOTHING
    by_hand: bool = False

    def accepts(self, value: Any) -> bool:
        if not isinstance(value, self.types):
            return False
        return not isinstance(value, list) or all(isinstance(each, self.item) for each in value)


HELD = Screening(hold=True)

ANSWERS: dict[str, Answer] = {
    "vamv_declare_settings": Answer((list,), item=Setting),
    "vamv_add_commands": Answer((NONE,), by_hand=True),
    "vamv_seed": Answer((NONE,), by_hand=True),
    "vamv_check_health": Answer((list,), item=Finding, budget=REQUEST_BUDGET),
    "vamv_search": Answer((list,), item=SearchHit, budget=REQUEST_BUDGET),
    "vamv_screen_text": Answer((Screening, NONE), budget=REQUEST_BUDGET, instead=HELD),
    "vamv_may_contact": Answer((bool, NONE), budget=REQUEST_BUDGET, instead=False),
    "vamv_deliver": Answer((bool,), budget=REQUEST_BUDGET),
    "vamv_export_person": Answer((list,), item=ExportSection),
    "vamv_erase_person": Answer((Erasure,)),
    "vamv_apply_retention": Answer((int,)),
}
