"""Notifications as people read them."""

from dataclasses import dataclass
from typing import Any

from pyramid.interfaces import IRoutesMapper

from vamv.i18n.strings import _
from vamv.notifications.directives import notification_types
from vamv.notifications.models import Notification

GONE = _("notification-gone", default="Etwas Neues in einem Bereich, der gerade ausgeschaltet ist")
AUDIENCES = {
    "team": _("notification-team", default="für Ihr Team"),
    "substitute": _("notification-substitute", default="als Vertretung"),
}


@dataclass(frozen=True)
class Line:
    """One line of the list. `label`: what happened; `whom`: empty when it concerns the reader.

    `target`, `stop`: addresses of the thing itself, and of the button after which there is no more of it.
    """

    row: Notification
    label: Any
    whom: Any
    target: str | None
    stop: str | None


def lines(request: Any, rows: list[Notification]) -> list[Line]:
    """Return what to show for these notifications."""
    types = notification_types(request.registry)
    return [
        Line(
            row,
            types[row.type].label if row.type in types else GONE,
            AUDIENCES.get(row.audience, ""),
            target(request, row),
            _address(request, types[row.type].stop, row) if row.type in types else None,
        )
        for row in rows
    ]


def target(request: Any, row: Notification) -> str | None:
    """Return the address a notification leads to; None when its part is switched off."""
    return _address(request, row.route, row)


def _address(request: Any, route: str | None, row: Notification) -> str | None:
    mapper = request.registry.queryUtility(IRoutesMapper)
    if route is None or mapper.get_route(route) is None:
        return None
    try:
        return str(request.route_path(route, **row.route_args))
    except KeyError:
        # Written by another version of the part, whose addresses were made of other pieces.
        return None
