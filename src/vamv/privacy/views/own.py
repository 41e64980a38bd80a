"""A person's own data: read it, take it along, delete the account."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.renderers import render
from pyramid.response import Response
from pyramid.view import view_config

from vamv.privacy import services
from vamv.privacy.export import Export, as_zip, export_person
from vamv.privacy.tables import dormant_plugins
from vamv.security.signing import private_key, sign_out

REMOVE = "remove"
KEEP = "keep"


@view_config(
    route_name="privacy.export",
    request_method="GET",
    permission="privacy.own",
    renderer="vamv:templates/privacy/export.pt",
    step_up=True,
)
def read(context: Any, request: Any) -> dict[str, Any]:
    """Everything at once, to be read here; a file on a shared device would be a trace."""
    return {"export": _export(request)}


@view_config(route_name="privacy.file", request_method="GET", permission="privacy.own", step_up=True)
def take_along(context: Any, request: Any) -> Response:
    """The same as a file, under a name that says nothing."""
    export = _export(request)
    page = render("vamv:templates/privacy/export_file.pt", {"export": export}, request=request)
    return Response(
        as_zip(export, page),
        content_type="application/zip",
        content_disposition='attachment; filename="daten.zip"',
    )


def _export(request: Any) -> Export:
    return export_person(
        request.dbsession,
        request.vault,
        request.hooks,
        person_id=request.identity.person_id,
        private_key=private_key(request),
        now=request.now,
        say=request.localizer.translate,
    )


@view_config(
    route_name="privacy.delete",
    request_method="GET",
    permission="privacy.own",
    renderer="vamv:templates/privacy/delete.pt",
    step_up=True,
)
def choose(context: Any, request: Any) -> dict[str, Any]:
    """What deleting means, and what shall become of the texts."""
    return {"last": _is_last(request)}


@view_config(
    route_name="privacy.confirm",
    request_method=("GET", "POST"),
    permission="privacy.own",
    renderer="vamv:templates/privacy/confirm.pt",
    step_up=True,
)
def confirm(context: Any, request: Any) -> Any:
    """Ask once more; the POST deletes the account and ends all its sessions."""
    texts = KEEP if request.params.get("texts") == KEEP else REMOVE
    dormant = dormant_plugins(request.dbsession, request.registry["vamv.plugins"].names)
    if _is_last(request):
        return HTTPSeeOther(request.route_path("privacy.delete"))
    if request.method != "POST":
        return {"texts": texts, "keep": texts == KEEP, "dormant": bool(dormant)}
    answer = HTTPSeeOther(request.route_path("privacy.gone"))
    services.erase_person(
        request.dbsession,
        request.vault,
        request.hooks,
        person_id=request.identity.person_id,
        keep_texts=texts == KEEP,
        dormant=dormant,
        now=request.now,
    )
    sign_out(request, answer)
    return answer


def _is_last(request: Any) -> bool:
    return services.is_last_administrator(request.dbsession, request.identity.person_id)


@view_config(
    route_name="privacy.gone",
    request_method="GET",
    permission="privacy.read",
    renderer="vamv:templates/privacy/gone.pt",
)
def gone(context: Any, request: Any) -> dict[str, Any]:
    """Goodbye."""
    return {}
