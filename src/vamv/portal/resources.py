"""From the address of a page to the page."""

from typing import Any

from pyramid.authorization import DENY_ALL
from pyramid.httpexceptions import HTTPNotFound

from vamv.i18n.negotiation import offered
from vamv.portal import services
from vamv.portal.models import PortalPage
from vamv.portal.texts import PAGES, PageKind
from vamv.security.resources import Resource, role_rules


class PageResource(Resource):
    """One of the portal's pages; `locale` is the language in which it is edited."""

    def __init__(self, request: Any, kind: PageKind, locale: str) -> None:
        super().__init__(request)
        self.kind = kind
        self.locale = locale

    @property
    def __acl__(self) -> list[Any]:
        return [*role_rules(self.request, "portal.pages.edit"), DENY_ALL]


class VersionResource(PageResource):
    """One version of a page."""

    def __init__(self, request: Any, kind: PageKind, row: PortalPage) -> None:
        super().__init__(request, kind, row.locale)
        self.row = row


def page_factory(request: Any) -> PageResource:
    """Find the page by `slug`, and the language by `locale` where the address has one."""
    kind = PAGES.get(request.matchdict["slug"])
    locales = offered(request.registry.settings)
    locale = request.matchdict.get("locale", locales[0])
    if kind is None or locale not in locales:
        raise HTTPNotFound()
    return PageResource(request, kind, locale)


def version_factory(request: Any) -> VersionResource:
    """Find one version of a page by `number`."""
    page = page_factory(request)
    number = request.matchdict["number"]
    if not (number.isascii() and number.isdigit() and len(number) < 7):
        raise HTTPNotFound()
    row = services.version(request.dbsession, page.kind.slug, page.locale, int(number))
    if row is None:
        raise HTTPNotFound()
    return VersionResource(request, page.kind, row)
