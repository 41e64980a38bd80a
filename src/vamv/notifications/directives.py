"""`config.add_notification_type`: something a person can be told, and switch off."""

from dataclasses import dataclass
from typing import Any

from pyramid.exceptions import ConfigurationError

from vamv.notifications.services import MAIL, PORTAL

REGISTRY_KEY = "vamv.notification_types"
CHANNELS = (PORTAL, MAIL)


@dataclass(frozen=True)
class NotificationType:
    """A type. `label`: what it says in the list ("Jemand hat Ihnen geantwortet").

    `channels`: by which it may go. `mail`: whether it goes by mail, once there is an address, unless the
    person says otherwise. `stop`: the route to which one click in the list is sent, with the arguments of the
    notification's own route, so that there is no more of this; None for what has nothing to stop.
    """

    name: str
    label: Any
    channels: tuple[str, ...]
    mail: bool
    stop: str | None = None


def add_notification_type(
    config: Any,
    name: str,
    label: Any,
    channels: tuple[str, ...] = CHANNELS,
    mail: bool = True,
    stop: str | None = None,
) -> None:
    """Declare a type for `vamv.notifications.services.notify`. Other channels stop the start."""
    if not channels or set(channels) - set(CHANNELS):
        raise ConfigurationError(f"notification type {name}: channels are some of {', '.join(CHANNELS)}")
    kind = NotificationType(name, label, tuple(channels), mail and MAIL in channels, stop)

    def register() -> None:
        config.registry.setdefault(REGISTRY_KEY, {})[name] = kind

    intr = config.introspectable("vamv notification types", name, name, "notification type")
    intr.update(type=kind)
    config.action(("vamv notification type", name), register, introspectables=(intr,))


def notification_types(registry: Any) -> dict[str, NotificationType]:
    """Return all declared types by name."""
    found: dict[str, NotificationType] = registry.get(REGISTRY_KEY, {})
    return found
