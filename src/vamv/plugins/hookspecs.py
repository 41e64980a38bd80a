"""The questions the core asks of every plugin.

A hook exists only where Pyramid's Configurator and the core's directives cannot do it: the question is
asked outside the Configurator, or of all plugins at run time. An implementation is a function of the same
name in `plugin.py`, marked `@hookimpl`; it may leave out arguments it does not need. Arguments come by
name, results are the frozen types of `vamv.plugins.results`.

For every hook: implementations are asked one by one, in the order of the plugins, behind a savepoint when
they get a session. One that raises or answers with another type counts as not having answered, its changes
are undone, the others are asked all the same, and the log says which plugin, which exception and where.
`vamv.plugins.hooks` has the figures.
"""

# A specification has no body.
# mypy: disable-error-code="empty-body"

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pluggy

from vamv.plugins.results import (
    Erasure,
    ExportSection,
    Finding,
    Screening,
    SearchHit,
    SearchQuery,
    SeedContext,
)
from vamv.settings import Setting

if TYPE_CHECKING:
    import click
    from sqlalchemy.orm import Session

hookspec = pluggy.HookspecMarker("vamv")
hookimpl = pluggy.HookimplMarker("vamv")


@hookspec
def vamv_declare_settings() -> list[Setting]:
    """Which settings does the plugin have?

    Asked once at the start, before the Configurator exists. Every name begins with the plugin's own;
    `<name>.prefix` exists without being declared. An empty list: none but that. If it raises, the start
    stops and says so.
    """


@hookspec
def vamv_add_commands(group: click.Group) -> None:
    """Which commands does the plugin have?

    Asked when the command `vamv` starts. `group`: the plugin's own group, `vamv <name> …`; an empty one is
    not shown. Nothing is returned. If it raises, the plugin has no commands and `vamv` says so.
    """


@hookspec
def vamv_seed(session: Session, vault: Any, now: datetime, seed: SeedContext) -> None:
    """Fill an empty portal with believable German data.

    Asked by `vamv seed`, required plugins first. `vault`: seals what must be sealed. `now`: end of the
    story told. `seed`: demo persons and a way to report progress. Nothing is returned. If it raises, that
    plugin has no demo data.
    """


@hookspec
def vamv_check_health(session: Session, settings: Mapping[str, Any], now: datetime) -> list[Finding]:
    """Is everything the plugin needs in order?

    Asked by `vamv doctor` and the page on the state of the portal. `settings`: of the portal, by name, typed.
    An empty list: nothing to report. If it raises, that is itself reported as an error of the plugin.
    """


@hookspec
def vamv_search(session: Session, vault: Any, actor: Any, query: SearchQuery, limit: int) -> list[SearchHit]:
    """What may this person read that matches?

    Asked by the search page. `actor`: the identity that searches, None for a visitor. `limit`: how many
    hits at most. Only what the actor may read, nothing encrypted per case. An empty list: nothing found. If
    it raises, the page shows the other results and says that some are missing.
    """


@hookspec
def vamv_screen_text(text: str, kind: str, author_id: str | None) -> Screening | None:
    """Does a person have to look at this text before others see it?

    Asked before a text is stored. `kind`: content kind. `author_id`: None for a guest. None: nothing
    noticed. A screener never refuses. If it raises, the text is stored and held for moderation: a failing
    screener silences nobody and lets nothing pass.
    """


@hookspec
def vamv_may_contact(session: Session, sender_id: str, recipient_id: str) -> bool | None:
    """May the sender write to the recipient?

    Asked before a direct message or an invitation. None: no opinion; one False is enough to refuse, True
    only says that the plugin knows the pair. If it raises, the answer is False.
    """


@hookspec
def vamv_deliver(session: Session, notification: Any) -> bool:
    """Bring a notification to its person by a channel of the plugin's own.

    Asked for each notification beside portal and e-mail. `notification`: frozen, without content. True:
    delivered; False: not by this plugin. If it raises, it counts as False, and the notification still waits
    in the portal.
    """


@hookspec
def vamv_export_person(session: Session, vault: Any, person_id: str) -> list[ExportSection]:
    """Everything the plugin stores about this person, readable.

    Asked when a person wants their data. Other people appear only as what this person can see of them. An
    empty list: nothing is stored. If it raises, the export is not finished and tried again.
    """


@hookspec
def vamv_erase_person(session: Session, person_id: str, keep_texts: bool, now: datetime) -> Erasure:
    """Erase this person from the plugin's tables.

    Asked when an account is deleted, and by the worker while it is pending. `keep_texts`: published texts
    stay, without name; otherwise they go too. Doing it twice is harmless; `Erasure(0)`: nothing was there. If
    it raises, the erasure stays pending and is tried again.
    """


@hookspec
def vamv_apply_retention(session: Session, now: datetime) -> int:
    """Delete what is older than the plugin's retention periods and belongs to no retention rule.

    Asked daily by the worker. Returns the number of rows deleted. If it raises, it is asked again the next
    day.
    """
