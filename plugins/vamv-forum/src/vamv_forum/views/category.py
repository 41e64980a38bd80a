"""A category: its discussions, the latest first."""

from typing import Any

from pyramid.view import view_config

from vamv.api.security import display_names
from vamv_forum import policy
from vamv_forum.queries.lists import ListKey, discussion_list
from vamv_forum.views.common import NO_LONGER_A_MEMBER, address_of, title_of


@view_config(
    route_name="forum.category",
    permission="forum.read",
    request_method="GET",
    renderer="vamv_forum:templates/category.pt",
)
def category(context: Any, request: Any) -> dict[str, Any]:
    """Show one page of a category."""
    page = discussion_list(
        request.dbsession,
        context.category,
        size=request.registry.settings["forum.discussions_per_page"],
        after=ListKey.read(request.GET.get("after")),
        before=ListKey.read(request.GET.get("before")),
    )
    names = display_names(request.dbsession, request.vault, [each.author_id for each in page.rows])
    new = {each.id: each for each in request.forum_news}

    def address(**key: str | None) -> str | None:
        if None in key.values():
            return None
        return str(request.route_path("forum.category", category=context.category.slug, _query=key))

    return {
        "category": context.category,
        "open": policy.is_open(context.category),
        "previous": address(before=page.before),
        "next": address(after=page.after),
        "rows": [
            {
                "discussion": each,
                "title": title_of(request, each),
                "author": names.get(each.author_id or "", NO_LONGER_A_MEMBER),
                "new": each.id in new,
                # Whoever has read some of it goes on where they were.
                "href": address_of(request, each.id, new[each.id].seen + 1)
                if each.id in new and new[each.id].seen
                else request.route_path("forum.discussion", discussion=each.id),
            }
            for each in page.rows
        ],
    }
