"""Ask every part and merge what they find."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.plugins.hooks import HookRunner
from vamv.plugins.results import SearchHit, SearchQuery
from vamv.vault.vault import Vault

HITS_PER_PLUGIN = 20
_NO_TIME = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Found:
    """What was found, the latest first. `incomplete`: a part did not answer."""

    hits: list[SearchHit]
    incomplete: bool


def search(session: Session, vault: Vault, hooks: HookRunner, *, actor: Any, text: str) -> Found:
    """Return what `actor` (None: a visitor) may read that matches; at most 20 hits of each part."""
    answers = hooks.call(
        "vamv_search",
        session=session,
        vault=vault,
        actor=actor,
        query=SearchQuery(text),
        limit=HITS_PER_PLUGIN,
    )
    hits = [hit for answer in answers for hit in answer.value[:HITS_PER_PLUGIN]]
    hits.sort(key=lambda hit: hit.title)
    hits.sort(key=lambda hit: hit.at or _NO_TIME, reverse=True)
    asked = set(hooks.implementers("vamv_search"))
    return Found(hits, incomplete=asked != {answer.plugin for answer in answers})
