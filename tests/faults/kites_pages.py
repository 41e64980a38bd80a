"""The pages of the small chat, for people without scripts and for pages without a socket."""

from kites import Kites, Line, Room, rendered
from markupsafe import Markup
from pyramid.csrf import get_csrf_token
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.response import Response

from vamv.conversations.queries import rows_after
from vamv.db.types import new_id

PAGE = 100
FORM = Markup(
    '<form method="post"><input type="hidden" name="csrf_token" value="{}">'
    '<input type="hidden" name="client_id" value="{}"><textarea name="text"></textarea></form>'
)


def page(request):
    """Show what was said behind `after`, and a form."""
    rows = rows_after(request.dbsession, Line, _room(request), _after(request), PAGE)
    lines = Markup("").join(Markup(rendered(row)) for row in rows)
    return Response(FORM.format(get_csrf_token(request), new_id()) + Markup("<ol>") + lines + Markup("</ol>"))


def send(request):
    """Take what the form sends, and lead on to the page where it stands."""
    found = Kites.on_send(None, request, {**request.POST, "conversation": _room(request)})
    return HTTPSeeOther(f"{request.path}?after={found['seq'] - 1}")


def rows(request):
    """Answer a page that has no socket."""
    return Kites.rows(Kites, request, _room(request), _after(request), PAGE).as_dict()


def _room(request):
    if request.dbsession.get(Room, request.matchdict["room"]) is None:
        raise HTTPNotFound
    return request.matchdict["room"]


def _after(request):
    return int(request.GET.get("after", 0))


def includeme(config):
    """Give them their addresses."""
    config.add_route("kites.page", "/kites/{room}")
    config.add_route("kites.rows", "/kites/{room}/rows")
    config.add_view(page, route_name="kites.page", request_method="GET", permission="accounts.own")
    config.add_view(send, route_name="kites.page", request_method="POST", permission="accounts.own")
    config.add_view(
        rows, route_name="kites.rows", request_method="GET", permission="accounts.own", renderer="json"
    )
