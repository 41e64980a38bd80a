"""The list of what is new, and the way from there to the thing itself."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.i18n.strings import _
from vamv.notifications import queries, services
from vamv.notifications.resources import OwnNotification
from vamv.notifications.words import lines, target
from vamv.web.pagination import PageKey

PAGE = 25


@view_config(
    route_name="notifications.list",
    permission="notifications.own",
    renderer="vamv:templates/notifications/list.pt",
    request_method="GET",
)
def news(context: Any, request: Any) -> dict[str, Any]:
    """What is new, newest first."""
    person_id = request.identity.person_id
    after = PageKey.read(request.params.get("after", ""))
    found = queries.newest(request.dbsession, person_id, after=after, limit=PAGE + 1)
    rows = found[:PAGE]
    more = PageKey(rows[-1].created_at, rows[-1].id) if len(found) > PAGE else None
    return {
        "lines": lines(request, rows),
        "unread": queries.unread_count(request.dbsession, person_id),
        "first": request.route_path("notifications.list") if after is not None else None,
        "next": request.route_path("notifications.list", _query={"after": str(more)}) if more else None,
    }


@view_config(route_name="notifications.read", permission="notifications.own", request_method="POST")
def read_all(context: Any, request: Any) -> Any:
    """Mark everything as read."""
    services.mark_read(request.dbsession, request.identity.person_id, request.now)
    request.flash(_("notifications-all-read", default="Alles ist als gelesen markiert."))
    return HTTPSeeOther(request.route_path("notifications.list"))


# A form and no link: reading changes something, and a page that is only fetched ahead must not.
@view_config(route_name="notifications.open", permission="notifications.own", request_method="POST")
def open_one(context: OwnNotification, request: Any) -> Any:
    """Mark one notification as read and go where it leads."""
    row = context.notification
    services.mark_read(request.dbsession, row.person_id, request.now, row.id)
    return HTTPSeeOther(target(request, row) or request.route_path("notifications.list"))
