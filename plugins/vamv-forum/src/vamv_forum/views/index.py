"""The way in: all categories, and what is new in each."""

from collections import Counter
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv_forum import _
from vamv_forum.queries import places
from vamv_forum.services.reading import mark_all_read
from vamv_forum.views.common import title_of


@view_config(
    route_name="forum.index",
    permission="forum.read",
    request_method="GET",
    renderer="vamv_forum:templates/index.pt",
)
def index(context: Any, request: Any) -> dict[str, Any]:
    """Show the categories that this person may read."""
    categories = places.categories(request.dbsession, request.identity)
    latest = places.latest_discussions(request.dbsession, [category.id for category in categories])
    new = Counter(each.category_id for each in request.forum_news)
    return {
        "rows": [
            {
                "category": category,
                "new": new[category.id],
                "latest": (found := latest.get(category.id)),
                "latest_title": title_of(request, found) if found is not None else None,
            }
            for category in categories
        ],
        "new": sum(new.values()),
    }


@view_config(route_name="forum.all_read", permission="forum.follow", request_method="POST")
def all_read(context: Any, request: Any) -> HTTPSeeOther:
    """Let everything count as read."""
    mark_all_read(request.dbsession, actor=request.identity, now=request.now)
    request.flash(_("all-read-done", default="Alles ist als gelesen vermerkt."))
    return HTTPSeeOther(request.route_path("forum.index"))
