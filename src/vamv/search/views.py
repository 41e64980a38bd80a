"""The search page."""

import logging
from typing import Any

from pyramid.view import view_config

from vamv.plugins.results import SearchHit
from vamv.search.services import search
from vamv.security.resources import Root
from vamv.web.forms import strip

log = logging.getLogger(__name__)

# Longer than anybody searches for.
TEXT_LIMIT = 100
LIMIT = "30/minute"


@view_config(
    route_name="search",
    request_method="GET",
    permission="search.use",
    renderer="vamv:templates/search/search.pt",
)
def page(context: Any, request: Any) -> dict[str, Any]:
    """The field, and below it what was found. A long text is cut, and the page says so by showing it."""
    text = (strip(request.GET.get("q", "")[: TEXT_LIMIT * 2]) or "")[:TEXT_LIMIT]
    if not text:
        return {"text": "", "rows": None, "incomplete": False}
    request.throttle.require(LIMIT, "search")
    actor = request.identity
    if actor is not None and actor.stage != "full":
        actor = None
    found = search(request.dbsession, request.vault, request.hooks, actor=actor, text=text)
    hits = [hit for hit in found.hits if _may_follow(request, hit)]
    rows = [(hit, href) for hit in hits if (href := _address(request, hit)) is not None]
    return {"text": text, "rows": rows, "incomplete": found.incomplete or len(rows) < len(hits)}


def _may_follow(request: Any, hit: SearchHit) -> bool:
    # A chapter may give a permission to fewer people than the plugin that answers knows of.
    return hit.permission is None or bool(request.has_permission(hit.permission, Root(request)))


def _address(request: Any, hit: SearchHit) -> str | None:
    # A hit that leads nowhere is left out; it must not take the page down.
    try:
        return str(request.route_path(hit.route, **hit.route_args))
    except KeyError:
        log.error("a search hit names the route %s, which leads nowhere", hit.route)
        return None
