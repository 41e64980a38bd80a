"""`config.add_content_kind`: something people write, which can be reported, hidden and restored."""

from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from vamv.moderation.content import REGISTRY_KEY, Content, ContentActions, ContentKind
from vamv.vault.vault import Vault


def add_content_kind(
    config: Any,
    name: str,
    label: Any,
    load: Callable[[Session, Vault, str], Content | None],
    actions: ContentActions,
) -> None:
    """Declare a content kind. `name`: the part's name first (`kite.letter`); `label`: one of it, for readers.

    Link to `path('moderation.report', kind=name, id=…)` wherever one is shown.
    """
    kind = ContentKind(name, label, load, actions)

    def register() -> None:
        config.registry.setdefault(REGISTRY_KEY, {})[name] = kind

    intr = config.introspectable("vamv content kinds", name, name, "content kind")
    intr.update(kind=kind)
    config.action(("vamv content kind", name), register, introspectables=(intr,))
