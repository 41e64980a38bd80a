"""The start page: for visitors what this is and how to begin, for members what is new and open."""

from datetime import datetime
from typing import Any

from pyramid.renderers import render_to_response
from pyramid.security import NO_PERMISSION_REQUIRED

from vamv.calendar.dates import ZONE
from vamv.i18n.strings import _
from vamv.portal.views.public import public
from vamv.security.identity import FULL

VISITOR = "vamv:templates/start_visitor.pt"
MEMBER = "vamv:templates/start_member.pt"


def greeting(now: datetime) -> Any:
    """Return the greeting that fits the hour in the house; at night there is one too."""
    hour = now.astimezone(ZONE).hour
    if 5 <= hour < 11:
        return _("start-good-morning", default="Guten Morgen")
    if 11 <= hour < 18:
        return _("start-good-day", default="Guten Tag")
    return _("start-good-evening", default="Guten Abend")


def start(request: Any) -> Any:
    """Show the page for members to whoever has signed in, the one for visitors to all others."""
    if request.identity is not None and request.identity.stage == FULL:
        words = request.localizer.translate(greeting(request.now))
        return render_to_response(MEMBER, {"greeting": words}, request=request)
    public(request)
    return render_to_response(VISITOR, {}, request=request)


def includeme(config: Any) -> None:
    config.add_route("portal.start", "/")
    config.add_nav_item("portal.start", _("nav-start", default="Start"), "portal.start", "main", icon="house")
    config.add_view(start, route_name="portal.start", request_method="GET", permission=NO_PERMISSION_REQUIRED)
