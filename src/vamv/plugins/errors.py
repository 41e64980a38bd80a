"""What can be wrong with plugins, each with what to do about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType


@dataclass(frozen=True)
class PluginProblem:
    """One thing that is wrong. `plugin`: the name in the ini. `problem`, `remedy`: a sentence each, for the
    operator.
    """

    plugin: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.plugin}: {self.problem}\n    {self.remedy}"


class PluginRefusedError(Exception):
    """One plugin cannot be used; the loader goes on to the next, to find all problems."""

    def __init__(self, plugin: str, problem: str, remedy: str) -> None:
        self.problem = PluginProblem(plugin, problem, remedy)
        super().__init__(str(self.problem))


class PluginsError(Exception):
    """The start stops: a help service that silently lacks a part is the worst outcome. Holds all problems,
    not the first.
    """

    def __init__(self, problems: Sequence[PluginProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("Plugins cannot be used:\n" + "\n".join(f"  - {problem}" for problem in problems))


def place_of(trace: TracebackType | None) -> str:
    """Return `file:line` where an exception was raised, leaving out the import system; empty when unknown.

    The place is what a developer needs, and unlike the exception's own text it never holds what a person
    wrote.
    """
    place = ""
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if not name.startswith("<frozen ") and "importlib" not in name:
            place = f"{name}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
