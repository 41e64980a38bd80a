"""The pages of notifications."""

from typing import Any

from vamv.i18n.strings import _
from vamv.notifications.panels import badge, latest
from vamv.notifications.resources import OwnNotification


def includeme(config: Any) -> None:
    config.add_route("notifications.list", "/notifications")
    config.add_route("notifications.read", "/notifications/read")
    config.add_route("notifications.choices", "/notifications/choices")
    config.add_route("notifications.address", "/notifications/address")
    config.add_route("notifications.code", "/notifications/address/code")
    config.add_route("notifications.remove", "/notifications/address/remove")
    config.add_route("notifications.open", "/notifications/{id}", factory=OwnNotification)
    config.add_nav_item(
        "notifications",
        _("nav-notifications", default="Neuigkeiten"),
        route="notifications.list",
        menu="main",
        icon="bell",
        after="portal.start",
        permission="notifications.own",
        badge=badge,
    )
    config.add_panel(
        latest,
        "notifications.latest",
        outlet="start.news",
        renderer="vamv:templates/notifications/latest.pt",
        permission="notifications.own",
    )
    config.scan("vamv.notifications.views")
