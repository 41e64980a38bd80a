"""A category: its discussions, the latest first."""

from typing import Any

from pyramid.view import view_config

from vamv_forum import policy
from vamv_forum.queries.apart import as_seen
from vamv_forum.queries.following import is_watched
from vamv_forum.queries.lists import ListKey, discussion_list
from vamv_forum.queries.people import names_for, openers
from vamv_forum.views.common import address_of, name_of, rules_of, title_of

NEW = "new"
UNANSWERED = "unanswered"


@view_config(
    route_name="forum.category",
    permission="forum.read",
    request_method="GET",
    renderer="vamv_forum:templates/category.pt",
)
def category(context: Any, request: Any) -> dict[str, Any]:
    """Show one page of a category: everything, what is new, or what nobody has answered yet."""
    member = policy.is_member(request.identity)
    wanted = request.GET.get("show")
    show = wanted if wanted == UNANSWERED or (wanted == NEW and member) else None
    new = {each.id: each for each in request.forum_news if each.category_id == context.category.id}
    page = discussion_list(
        request.dbsession,
        context.category,
        size=request.registry.settings["forum.discussions_per_page"],
        after=ListKey.read(request.GET.get("after")),
        before=ListKey.read(request.GET.get("before")),
        only=list(new) if show == NEW else None,
        unanswered=show == UNANSWERED,
        muted=request.muted,
    )
    seen = as_seen(request.dbsession, page.rows, request.muted)
    opened = openers(request.dbsession, [each.id for each in page.rows])
    names = names_for(request.dbsession, request.vault, opened.values())

    def address(**key: str | None) -> str | None:
        if None in key.values():
            return None
        query = {**({"show": show} if show else {}), **key}
        return str(request.route_path("forum.category", category=context.category.slug, _query=query or None))

    return {
        "category": context.category,
        "rules": rules_of(context.category),
        "open": policy.is_open(context.category),
        "watched": is_watched(request.dbsession, context.category.id, request.identity.person_id)
        if policy.is_member(request.identity)
        else None,
        "show": show,
        "views": [
            (name, request.route_path("forum.category", category=context.category.slug, _query=query))
            for name, query in ((None, None), (NEW, {"show": NEW}), (UNANSWERED, {"show": UNANSWERED}))
            if member or name != NEW
        ],
        "previous": address(before=page.before),
        "next": address(after=page.after),
        "rows": [
            {
                "discussion": each,
                "title": title_of(request, each),
                "author": name_of(request, names, opened[each.id]) if each.id in opened else None,
                "new": each.id in new,
                "count": seen[each.id].posts,
                "at": seen[each.id].at,
                # Whoever has read some of it goes on where they were.
                "href": address_of(request, each.id, new[each.id].seen + 1)
                if each.id in new and new[each.id].seen
                else request.route_path("forum.discussion", discussion=each.id),
            }
            for each in page.rows
        ],
    }
