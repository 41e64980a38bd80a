"""`config.add_content_kind`: something people write, which can be reported, hidden and restored."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from vamv.moderation.content import REGISTRY_KEY, Content, ContentActions, ContentKind
from vamv.security.identity import Identity
from vamv.vault.vault import Vault


def add_content_kind(
    config: Any,
    name: str,
    label: Any,
    load: Callable[[Session, Vault, str], Content | None],
    actions: ContentActions,
    may_read: Callable[[Session, Identity | None, str], bool] | None = None,
    note: Any = None,
) -> None:
    """Declare a content kind. `name`: the part's name first (`kite.letter`); `label`: one of it, for readers.

    `may_read(session, actor, id)`: needed where not everybody who has the address may read the text. `note`:
    a sentence on the page that reports it, where reporting has a consequence that readers should know.

    Link to `path('moderation.report', kind=name, id=…)` wherever one is shown.
    """
    kind = ContentKind(name, label, load, actions, may_read, note)

    def register() -> None:
        config.registry.setdefault(REGISTRY_KEY, {})[name] = kind

    intr = config.introspectable("vamv content kinds", name, name, "content kind")
    intr.update(kind=kind)
    config.action(("vamv content kind", name), register, introspectables=(intr,))
