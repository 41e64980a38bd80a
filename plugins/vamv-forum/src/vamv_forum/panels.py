"""The forum's pieces on the portal's start page, and the badge of its menu entry."""

from datetime import datetime
from typing import Any

from vamv_forum import _
from vamv_forum.models import Discussion
from vamv_forum.policy import is_member, new_since
from vamv_forum.queries.apart import as_seen, new_from_others
from vamv_forum.queries.news import NewHere, how_many_new, something_new
from vamv_forum.views.common import NO_TITLE, address_of

MOST_NEWS = 5
MOST_ON_BADGE = 9


def declare(config: Any) -> None:
    """Declare the menu entry, the pieces of the start page, and the forum's own style sheet."""
    config.add_request_method(forum_news, "forum_news", reify=True)
    config.add_page_asset("vamv_forum:static/forum.css", ("forum.*",))
    config.add_page_asset("vamv_forum:static/similar.js", ("forum.new",))
    config.add_nav_item(
        "forum",
        _("nav-forum", default="Forum"),
        route="forum.index",
        menu="main",
        icon="messages-square",
        permission="forum.read",
        badge=badge,
    )
    for panel, outlet in ((way, "ways"), (news, "news"), (place, "places")):
        template = f"vamv_forum:templates/panel_{outlet}.pt"
        config.add_panel(panel, f"forum.{outlet}", f"start.{outlet}", template, permission="forum.read")


def forum_news(request: Any) -> list[NewHere]:
    """Return what is new for the person asking, looked up once a request (`request.forum_news`)."""
    if not is_member(request.identity):
        return []
    return something_new(request.dbsession, request.identity, _since(request), request.muted)


def _since(request: Any) -> datetime:
    return new_since(request.now, request.registry.settings["forum.new_days"])


def badge(request: Any) -> str | None:
    """Return how many discussions hold something new: a figure, and from ten on only that it is more."""
    if not is_member(request.identity):
        return None
    # Most pages show the figure only; those that show more have looked already.
    found = request.__dict__.get("forum_news")
    if found is None:
        count = how_many_new(
            request.dbsession, request.identity, _since(request), request.muted, MOST_ON_BADGE + 1
        )
    else:
        count = len(found)
    if not count:
        return None
    return str(count) if count <= MOST_ON_BADGE else f"{MOST_ON_BADGE}+"


def way(context: Any, request: Any) -> dict[str, Any]:
    """Show the forum as one of the ways to begin."""
    return {}


def place(context: Any, request: Any) -> dict[str, Any]:
    """Show the forum among the places of a member."""
    return {"new": len(request.forum_news)}


def news(context: Any, request: Any) -> dict[str, Any] | None:
    """Show the latest discussions with something new; nothing when there is none."""
    if not request.forum_news:
        return None
    shown = request.forum_news[:MOST_NEWS]
    session, muted = request.dbsession, request.muted
    apart = shown if muted.keeps_apart else []
    seen = as_seen(session, [session.get_one(Discussion, each.id) for each in apart], muted)
    return {
        "more": len(request.forum_news) > MOST_NEWS,
        "rows": [
            {
                "title": each.title or request.localizer.translate(NO_TITLE),
                "count": each.last_seq - each.seen - new_from_others(session, each.id, each.seen, muted),
                "at": seen[each.id].at if seen else each.at,
                "href": address_of(request, each.id, each.seen + 1),
            }
            for each in shown
        ],
    }
