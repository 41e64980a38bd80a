"""Impressum, privacy and the other pages that every portal has, as people read them."""

from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED

from vamv.i18n.locales import DEFAULT, lang
from vamv.portal import services
from vamv.portal.resources import PageResource, page_factory
from vamv.portal.views.public import public


def reading_order(locale: str) -> list[str]:
    """Return the languages in which a page may be shown: as asked for, its plain variant, German."""
    return list(dict.fromkeys((locale, locale.partition("_")[0], DEFAULT)))


def show(context: PageResource, request: Any) -> dict[str, Any]:
    """Show a page; where it is not translated, in German and marked so."""
    public(request)
    page = services.shown(request.dbsession, context.kind.slug, reading_order(request.locale_name))
    own = lang(request.locale_name).partition("-")[0]
    shown_in = lang(page.locale)
    return {
        "title": page.title or request.localizer.translate(context.kind.title),
        "page": page,
        "other_lang": shown_in if shown_in.partition("-")[0] != own else None,
        "may_edit": request.has_permission("portal.pages.edit", context),
        "slug": context.kind.slug,
        "edit_locale": page.locale,
    }


def includeme(config: Any) -> None:
    config.add_route("portal.page", "/page/{slug}", factory=page_factory)
    config.add_view(
        show,
        route_name="portal.page",
        request_method="GET",
        renderer="vamv:templates/page.pt",
        permission=NO_PERMISSION_REQUIRED,
    )
