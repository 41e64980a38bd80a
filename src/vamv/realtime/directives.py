"""`config.add_realtime_namespace`: a part answers over a socket."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vamv.realtime.namespace import Namespace

REGISTRY_KEY = "vamv.realtime_namespaces"


@dataclass(frozen=True)
class Declared:
    """A namespace (`/kite`), its class, and the permission needed to connect and at each event."""

    cls: "type[Namespace]"
    name: str
    permission: str


def add_realtime_namespace(config: Any, cls: "type[Namespace]", name: str, permission: str) -> None:
    """Let those who have `permission` talk to `cls` in the namespace `name`: a slash and the part's name."""
    declared = Declared(config.maybe_dotted(cls), name, permission)

    def register() -> None:
        config.registry.setdefault(REGISTRY_KEY, {})[name] = declared

    intr = config.introspectable("vamv realtime namespaces", name, name, "realtime namespace")
    intr.update(namespace=declared)
    config.action(("vamv realtime namespace", name), register, introspectables=(intr,))


def realtime_namespaces(registry: Any) -> dict[str, Declared]:
    """Return all declared namespaces by name."""
    found: dict[str, Declared] = registry.get(REGISTRY_KEY, {})
    return found
