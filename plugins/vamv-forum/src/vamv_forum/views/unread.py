"""Putting a discussion back: from one post on it is unread again."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv_forum import _, policy
from vamv_forum.queries.own import may_be_new
from vamv_forum.services.reading import mark_unread


def may_put_back(context: Any, request: Any) -> bool:
    """Tell whether the post can be new to this person: by somebody else, and not of long ago."""
    return (
        policy.is_readable(context.post)
        and not policy.is_author(context.post, request.identity)
        and bool(request.has_permission("forum.follow"))
        and may_be_new(
            request.dbsession,
            context.discussion,
            request.identity,
            policy.new_since(request.now, request.registry.settings["forum.new_days"]),
        )
    )


@view_config(
    route_name="forum.unread", permission="forum.follow", request_method="POST", rate_limit="60/minute"
)
def put_back(context: Any, request: Any) -> HTTPSeeOther:
    """Let the discussion be unread from this post on, and lead to its category: its own page is read."""
    mark_unread(
        request.dbsession,
        person_id=request.identity.person_id,
        discussion_id=context.discussion.id,
        seq=context.post.seq,
    )
    request.flash(_("unread-done", default="Ab diesem Beitrag gilt die Diskussion wieder als ungelesen."))
    return HTTPSeeOther(request.route_path("forum.category", category=context.category.slug))
