"""Following discussions and categories."""

from typing import Any

from pyramid.httpexceptions import HTTPBadRequest, HTTPSeeOther
from pyramid.view import view_config

from vamv.api.notifications import seen
from vamv.api.web import PageKey
from vamv_forum import _
from vamv_forum.models import MUTE, NORMAL, WATCH
from vamv_forum.queries.apart import as_seen
from vamv_forum.queries.following import followed, watched_categories
from vamv_forum.services import following
from vamv_forum.services.reading import about
from vamv_forum.views.common import address_of, title_of

SAYS = {
    WATCH: _("follow-done", default="Sie bekommen Bescheid, wenn hier jemand schreibt."),
    MUTE: _("mute-done", default="Diese Diskussion ist für Sie stumm. Lesen können Sie sie weiter."),
    NORMAL: _("unfollow-done", default="Sie bekommen keinen Bescheid mehr."),
}
WATCHED = _("watch-done", default="Sie bekommen Bescheid, wenn hier jemand eine Diskussion beginnt.")


@view_config(route_name="forum.follow", permission="forum.follow", request_method="POST")
def follow(context: Any, request: Any) -> HTTPSeeOther:
    """Follow a discussion, mute it, or neither."""
    level = request.POST.get("level", "")
    if level not in SAYS:
        raise HTTPBadRequest
    _choose(context, request, level)
    if request.POST.get("back") == "list":
        return HTTPSeeOther(request.route_path("forum.followed"))
    return HTTPSeeOther(request.route_path("forum.discussion", discussion=context.discussion.id))


@view_config(route_name="forum.unfollow", permission="forum.follow", request_method="POST")
def unfollow(context: Any, request: Any) -> HTTPSeeOther:
    """Stop following from the list of notifications, and count what it said of this discussion as read."""
    _choose(context, request, NORMAL)
    seen(request.dbsession, request.identity.person_id, about(context.discussion.id), request.now)
    return HTTPSeeOther(request.route_path("notifications.list"))


@view_config(route_name="forum.watch", permission="forum.follow", request_method="POST")
def watch(context: Any, request: Any) -> HTTPSeeOther:
    """Be told of new discussions in a category, or no longer."""
    _watch(context, request, on=request.POST.get("on") == "1")
    return HTTPSeeOther(request.route_path("forum.category", category=context.category.slug))


@view_config(route_name="forum.unwatch", permission="forum.follow", request_method="POST")
def unwatch(context: Any, request: Any) -> HTTPSeeOther:
    """Stop being told of new discussions in a category, from the list of notifications."""
    _watch(context, request, on=False)
    return HTTPSeeOther(request.route_path("notifications.list"))


@view_config(
    route_name="forum.followed",
    permission="forum.follow",
    request_method="GET",
    renderer="vamv_forum:templates/followed.pt",
)
def followed_list(context: Any, request: Any) -> dict[str, Any]:
    """Show what this person follows and has muted."""
    after = PageKey.read(request.GET.get("after"))
    before = PageKey.read(request.GET.get("before"))
    page = followed(
        request.dbsession,
        request.identity,
        muted=request.muted,
        size=request.registry.settings["forum.discussions_per_page"],
        after=after,
        before=before,
    )
    new = {each.id: each for each in request.forum_news}
    discussions = [discussion for _choice, discussion, _category in page.rows]
    as_read = as_seen(request.dbsession, discussions, request.muted)

    def address(**key: str | None) -> str | None:
        return None if None in key.values() else str(request.route_path("forum.followed", _query=key))

    return {
        "categories": watched_categories(request.dbsession, request.identity),
        "previous": address(before=page.before),
        "next": address(after=page.after),
        "rows": [
            {
                "discussion": discussion,
                "category": category,
                "muted": choice.level == MUTE,
                "title": title_of(request, discussion),
                "new": discussion.id in new,
                "at": as_read[discussion.id].at,
                "href": address_of(
                    request, discussion.id, new[discussion.id].seen + 1 if discussion.id in new else 1
                ),
            }
            for choice, discussion, category in page.rows
        ],
    }


def _choose(context: Any, request: Any, level: str) -> None:
    following.choose(
        request.dbsession,
        person_id=request.identity.person_id,
        discussion_id=context.discussion.id,
        level=level,
        now=request.now,
    )
    request.flash(SAYS[level])


def _watch(context: Any, request: Any, *, on: bool) -> None:
    following.watch_category(
        request.dbsession,
        person_id=request.identity.person_id,
        category_id=context.category.id,
        on=on,
        now=request.now,
    )
    request.flash(WATCHED if on else SAYS[NORMAL])
