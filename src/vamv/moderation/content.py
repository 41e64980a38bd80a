"""What people write, as moderation sees it, whichever part it belongs to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from vamv.security.identity import Identity
from vamv.vault.vault import Vault

REGISTRY_KEY = "vamv.content_kinds"


@dataclass(frozen=True)
class Alias:
    """Another name somebody wrote a text under. `scope`: an id that says where the name is known.

    Whatever readers do about its author, they do about this name, so that it never leads to the account.
    """

    name: str
    scope: str


@dataclass(frozen=True)
class Content:
    """One text that can be reported.

    `html`: as its readers see it, None where moderation may not read it. `excerpt`: its first words, plain.
    `route`, `route_args`: the page it stands on, which asks for its own permission. `author_id`: None for a
    guest, and for somebody who has left. `alias`: where readers see another name than the account's.
    """

    kind: str
    id: str
    author_id: str | None
    html: Markup | None
    excerpt: str
    route: str
    route_args: Mapping[str, Any]
    created_at: datetime
    hidden: bool
    alias: Alias | None = None


@dataclass(frozen=True)
class ContentActions:
    """What moderation can do with a content kind; both leave the author's text as it is.

    `hide(session, id, *, now, reason)`: take it from its readers; `reason` is a code of
    `vamv.moderation.policy`. `restore(session, id, *, now)`: show it again. Doing either twice is harmless.
    """

    hide: Callable[..., None]
    restore: Callable[..., None]


@dataclass(frozen=True)
class ContentKind:
    """Something people write. `load(session, vault, id)` returns the Content, None when it is gone.

    `may_read(session, actor, id)`: tells who may report it, or hide its author for themselves; None: whoever
    has its address. `note`: what somebody should know before reporting it.
    """

    name: str
    label: Any
    load: Callable[[Session, Vault, str], Content | None]
    actions: ContentActions
    may_read: Callable[[Session, Identity | None, str], bool] | None = None
    note: Any = None


def content_kinds(registry: Any) -> dict[str, ContentKind]:
    """Return all declared content kinds by name."""
    found: dict[str, ContentKind] = registry.get(REGISTRY_KEY, {})
    return found
