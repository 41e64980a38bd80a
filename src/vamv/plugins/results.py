"""What hooks are given and what they answer: frozen, and checked when made.

A wrong type is refused where it is made, inside the plugin, rather than in the page that shows it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from types import MappingProxyType, UnionType
from typing import Any, get_origin

LEVELS = ("ok", "warning", "error")


class _Checked:
    """Refuses fields of the wrong type. The annotations of its children are classes, never text."""

    def __post_init__(self) -> None:
        for each in fields(self):  # type: ignore[arg-type]
            origin = get_origin(each.type)
            expected: Any = each.type if origin in (None, UnionType) else origin
            value = getattr(self, each.name)
            if not isinstance(value, expected):
                raise TypeError(
                    f"{type(self).__name__}.{each.name} is {type(value).__name__}, expected {each.type}"
                )
            if isinstance(value, dict):
                object.__setattr__(self, each.name, MappingProxyType(dict(value)))


@dataclass(frozen=True)
class Finding(_Checked):
    """One line of `vamv doctor`. `level`: ok, warning or error. `remedy`: what to do; empty when all is
    well.
    """

    level: str
    title: str
    remedy: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.level not in LEVELS:
            raise ValueError(f"Finding.level is one of {LEVELS}")


@dataclass(frozen=True)
class SearchQuery(_Checked):
    """What a person searches for. `text`: as typed, stripped, never empty."""

    text: str


@dataclass(frozen=True)
class SearchHit(_Checked):
    """One result, which the actor may read. `title`, `excerpt`: plain text. `route`, `route_args`: where it
        is.

    `at`: when it was written, for the order of the results of all plugins. `label`: what it is, in the
    reader's words. `permission`: what the page behind it asks for; without it the hit is not shown.
    """

    title: str
    excerpt: str
    route: str
    route_args: Mapping[str, Any]
    at: datetime | None = None
    label: str = ""
    permission: str | None = None


@dataclass(frozen=True)
class Screening(_Checked):
    """What a screener noticed. `flags`: names shown to moderation. `hold`: store the text, show it after a
    look only.
    """

    flags: tuple[str, ...] = ()
    hold: bool = False


@dataclass(frozen=True)
class ExportSection(_Checked):
    """A part of what a person gets when asking for all data about them.

    `name`: file name, the plugin's name first. `title`: its heading. `rows`: flat dictionaries of JSON
    values, oldest first. Title and keys are shown to people, so they are message ids with a default.
    """

    name: str
    title: str
    rows: list[dict[str, Any]]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not all(isinstance(row, dict) for row in self.rows):
            raise TypeError("ExportSection.rows holds something that is no dictionary")


@dataclass(frozen=True)
class Erasure(_Checked):
    """What was erased. `rows`: how many rows were deleted or lost their person."""

    rows: int = 0


@dataclass(frozen=True)
class SeedContext(_Checked):
    """What a seed needs of the core. `progress`: called with a sentence for the person who waits.

    `people`: ids of the demo persons by handle, such as `advice_seeker_1` or `moderator_1`.
    """

    progress: Callable[[str], Any] = field(default=print)
    people: Mapping[str, str] = field(default_factory=dict)
