"""The start page: for visitors what this is and how to begin, for members what is new and open."""

from datetime import datetime, timedelta
from typing import Any

from pyramid.renderers import render, render_to_response
from pyramid.response import Response
from pyramid.security import NO_PERMISSION_REQUIRED

from vamv.calendar.dates import ZONE
from vamv.i18n.strings import _
from vamv.portal.views.public import public
from vamv.security.identity import FULL

VISITOR = "vamv:templates/start_visitor.pt"
MEMBER = "vamv:templates/start_member.pt"
VISITOR_PAGES = "vamv.visitor_pages"


def greeting(now: datetime) -> Any:
    """Return the greeting that fits the hour in the house; at night there is one too."""
    hour = now.astimezone(ZONE).hour
    if 5 <= hour < 11:
        return _("start-good-morning", default="Guten Morgen")
    if 11 <= hour < 18:
        return _("start-good-day", default="Guten Tag")
    return _("start-good-evening", default="Guten Abend")


class VisitorPages:
    """The start page as visitors see it, by language; each is rendered anew after a few seconds.

    It is the page asked for most often, and the same for everybody who is not signed in.
    """

    KEEP = timedelta(seconds=10)

    def __init__(self) -> None:
        self._pages: dict[str, tuple[datetime, bytes]] = {}

    def get(self, locale: str, now: datetime) -> bytes | None:
        """Return the page in a language, None when there is none fresh enough."""
        made_at, page = self._pages.get(locale, (now, None))
        return page if abs(now - made_at) < self.KEEP else None

    def keep(self, locale: str, now: datetime, page: bytes) -> None:
        """Keep a page that was just rendered."""
        self._pages[locale] = (now, page)

    def clear(self) -> None:
        """Forget all pages."""
        self._pages.clear()


def start(request: Any) -> Any:
    """Show the page for members to whoever has signed in, the one for visitors to all others."""
    if request.identity is not None and request.identity.stage == FULL:
        words = request.localizer.translate(greeting(request.now))
        return render_to_response(MEMBER, {"greeting": words}, request=request)
    public(request)
    if request.identity is not None:
        return render_to_response(VISITOR, {}, request=request)
    pages = request.registry[VISITOR_PAGES]
    page = pages.get(request.locale_name, request.now)
    if page is None:
        page = render(VISITOR, {}, request=request).encode()
        pages.keep(request.locale_name, request.now, page)
    return Response(page, content_type="text/html", charset="utf-8")


def includeme(config: Any) -> None:
    config.registry[VISITOR_PAGES] = VisitorPages()
    config.add_route("portal.start", "/")
    config.add_nav_item("portal.start", _("nav-start", default="Start"), "portal.start", "main", icon="house")
    config.add_view(start, route_name="portal.start", request_method="GET", permission=NO_PERMISSION_REQUIRED)
