"""Writing the portal's pages: overview, editor with preview, history."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther

from vamv.i18n.locales import language
from vamv.i18n.negotiation import offered
from vamv.i18n.strings import _
from vamv.portal import services
from vamv.portal.resources import PageResource, VersionResource, page_factory, version_factory
from vamv.portal.schemas import PageForm
from vamv.portal.texts import PAGES, gaps, initial_text
from vamv.security.people import display_names
from vamv.web.markdown import render_page

PERMISSION = "portal.pages.edit"


def overview(request: Any) -> dict[str, Any]:
    """List the pages and say which of them still need a text."""
    locales = offered(request.registry.settings)
    missing = services.unfinished(request.dbsession, PAGES, locales[0])
    rows = [
        {
            "slug": kind.slug,
            "title": request.localizer.translate(kind.title),
            "current": services.latest(request.dbsession, kind.slug, locales[0]),
            "missing": kind.sample and kind.slug in missing,
        }
        for kind in PAGES.values()
    ]
    return {"rows": rows, "locale": locales[0]}


def editor(context: PageResource, request: Any) -> Any:
    """Edit a page in one language; `preview` shows what it would become without keeping it."""
    slug, locale = context.kind.slug, context.locale
    row = services.latest(request.dbsession, slug, locale)
    form: Any = PageForm(request, data=_first_values(request, context, row))
    preview = None
    problem = False
    if form.validate():
        if "preview" in request.POST:
            preview = render_page(form.source.data)
        else:
            try:
                services.save(
                    request.dbsession,
                    slug=slug,
                    locale=locale,
                    title=form.title.data,
                    source=form.source.data,
                    actor_id=request.identity.person_id,
                    now=request.now,
                    based_on=_number(form.based_on.data),
                )
            except services.ChangedMeanwhileError:
                problem = True
                request.response.status_int = 409
            else:
                request.flash(_("page-saved", default="Die Seite ist gespeichert und für alle zu sehen."))
                return HTTPSeeOther(request.route_path("portal.page", slug=slug))
    if problem:
        # Sending again is a decision then: the other version is in the history and can be looked at.
        form.based_on.data = str(row.number if row is not None else 0)
    return {
        "form": form,
        "preview": preview,
        "changed_meanwhile": problem,
        "gaps": gaps(form.source.data or ""),
        **_about(request, context),
    }


def history(context: PageResource, request: Any) -> dict[str, Any]:
    """List the versions of a page."""
    rows = services.versions(request.dbsession, context.kind.slug, context.locale)
    names = display_names(request.dbsession, request.vault, (row.updated_by for row in rows))
    return {"rows": rows, "names": names, **_about(request, context)}


def version(context: VersionResource, request: Any) -> dict[str, Any]:
    """Show an older version, from which the editor can go on."""
    return {"row": context.row, "html": render_page(context.row.source), **_about(request, context)}


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else -1


def _first_values(request: Any, context: PageResource, row: Any) -> dict[str, Any]:
    """Return what the editor begins with: an older version that was asked for, the newest, or the sample."""
    based_on = row.number if row is not None else 0
    wanted = _number(request.GET.get("from"))
    older = (
        services.version(request.dbsession, context.kind.slug, context.locale, wanted) if wanted > 0 else None
    )
    source = older or row
    if source is not None:
        return {"title": source.title, "source": source.source, "based_on": str(based_on)}
    return {
        "title": request.localizer.translate(context.kind.title),
        "source": initial_text(context.kind.slug, context.locale) or "",
        "based_on": "0",
    }


def _about(request: Any, context: PageResource) -> dict[str, Any]:
    return {
        "slug": context.kind.slug,
        "page_title": request.localizer.translate(context.kind.title),
        "locale": context.locale,
        "choices": [
            (name, language(name).name, name == context.locale) for name in offered(request.registry.settings)
        ],
    }


def includeme(config: Any) -> None:
    routes = (
        ("portal.pages", "/pages", None, overview, ("GET",), "pages"),
        ("portal.page_edit", "/pages/{slug}/{locale}", page_factory, editor, ("GET", "POST"), "page_edit"),
        (
            "portal.page_history",
            "/pages/{slug}/{locale}/history",
            page_factory,
            history,
            ("GET",),
            "page_history",
        ),
        (
            "portal.page_version",
            "/pages/{slug}/{locale}/history/{number}",
            version_factory,
            version,
            ("GET",),
            "page_version",
        ),
    )
    for name, pattern, factory, view, methods, template in routes:
        config.add_route(name, pattern, factory=factory)
        config.add_view(
            view,
            route_name=name,
            request_method=methods,
            renderer=f"vamv:templates/{template}.pt",
            permission=PERMISSION,
        )
    config.add_nav_item(
        "portal.pages",
        _("nav-pages", default="Seiten"),
        "portal.pages",
        "staff",
        icon="scroll-text",
        permission=PERMISSION,
    )
