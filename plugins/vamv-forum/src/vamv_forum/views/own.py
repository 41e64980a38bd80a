"""What somebody has written, and what they keep."""

from typing import Any

from pyramid.view import view_config

from vamv.api.web import Page, PageKey, plain_text
from vamv_forum.queries.held import waiting_of
from vamv_forum.queries.own import OwnRow, kept_posts, own_posts
from vamv_forum.queries.people import names_for
from vamv_forum.search import beginning
from vamv_forum.views.common import name_of, title_of
from vamv_forum.views.words import post_words

SIZE = 20
EXCERPT = 200  # characters
MOST_WAITING = 50


@view_config(
    route_name="forum.kept",
    permission="forum.follow",
    request_method="GET",
    renderer="vamv_forum:templates/kept.pt",
)
def kept(context: Any, request: Any) -> dict[str, Any]:
    """Show the posts that this person keeps."""
    page = kept_posts(request.dbsession, request.identity, muted=request.muted, size=SIZE, **_wanted(request))
    names = names_for(request.dbsession, request.vault, [row.post for row in page.rows])
    rows = [{**_row(request, each), "name": name_of(request, names, each.post)} for each in page.rows]
    return {"rows": rows, **_neighbours(request, page)}


@view_config(
    route_name="forum.mine",
    permission="forum.follow",
    request_method="GET",
    renderer="vamv_forum:templates/mine.pt",
)
def mine(context: Any, request: Any) -> dict[str, Any]:
    """Show what this person has written, first of all what others cannot read yet."""
    wanted = _wanted(request)
    page = own_posts(request.dbsession, request.identity, size=SIZE, **wanted)
    waiting = waiting_of(request.dbsession, request.identity.person_id, None, MOST_WAITING)
    words = post_words(request.localizer)
    return {
        "rows": [
            {**_row(request, each), "thanks": words.thanks(each.post.thanks) if each.post.thanks else ""}
            for each in page.rows
        ],
        "waiting": [
            {
                "title": each.title,
                "excerpt": beginning(plain_text(each.html), EXCERPT),
                "at": each.created_at,
                "refused": each.refused_at is not None,
                "href": request.route_path("forum.held", held=each.id),
            }
            for each in waiting
        ]
        if not any(wanted.values())
        else [],
        **_neighbours(request, page),
    }


def _wanted(request: Any) -> dict[str, PageKey | None]:
    return {each: PageKey.read(request.GET.get(each)) for each in ("after", "before")}


def _neighbours(request: Any, page: Page[OwnRow]) -> dict[str, str | None]:
    def address(**key: str | None) -> str | None:
        return None if None in key.values() else request.current_route_path(_query=key)

    return {"previous": address(before=page.before), "next": address(after=page.after)}


def _row(request: Any, row: OwnRow) -> dict[str, Any]:
    post = row.post
    return {
        "post": post,
        "title": title_of(request, row.discussion),
        "excerpt": post.content_warning or beginning(plain_text(post.html), EXCERPT),
        "folded": bool(post.content_warning),
        "hidden": post.hidden_at is not None,
        "href": request.route_path("forum.post", post=post.id),
        "at": row.at,
    }
