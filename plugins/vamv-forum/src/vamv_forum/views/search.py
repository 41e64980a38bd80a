"""Searching the forum, a page of results at a time."""

from typing import Any

from pyramid.view import view_config

from vamv.api.web import plain_text
from vamv_forum.search import excerpt, find, terms
from vamv_forum.views.common import number_in, title_of

SIZE = 20
MOST_LETTERS = 200


@view_config(
    route_name="forum.search",
    permission="forum.read",
    request_method="GET",
    renderer="vamv_forum:templates/search.pt",
)
def search(context: Any, request: Any) -> dict[str, Any]:
    """Show what this person may read that holds all the words, the latest first."""
    query = " ".join(request.GET.get("q", "")[:MOST_LETTERS].split())
    before = number_in(request.GET.get("before")) or None
    found = find(request.dbsession, request.identity, query, limit=SIZE, before=before)
    more = {"q": query, "before": found.older} if found.older else None
    return {
        "query": query,
        "too_short": bool(query) and not terms(query),
        "next": request.route_path("forum.search", _query=more) if more else None,
        "previous": request.route_path("forum.search", _query={"q": query}) if before else None,
        "hits": [
            {
                "title": title_of(request, discussion),
                "href": request.route_path("forum.post", post=post.id),
                "excerpt": post.content_warning or excerpt(plain_text(post.html), query),
                "folded": bool(post.content_warning),
                "at": post.created_at,
            }
            for _number, post, discussion in found.rows
        ],
    }
