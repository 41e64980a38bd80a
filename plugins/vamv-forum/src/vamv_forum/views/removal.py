"""Removing one's own post, and taking that back."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv_forum import _, policy
from vamv_forum.services import visibility
from vamv_forum.views.common import address_of


@view_config(
    route_name="forum.remove",
    permission="forum.post.write",
    request_method="GET",
    renderer="vamv_forum:templates/remove.pt",
)
def confirm(context: Any, request: Any) -> dict[str, Any]:
    """Ask before removing; afterwards say that it is done, with the way back."""
    minutes = request.registry.settings["forum.undo_minutes"]
    return {
        "removed": context.post.removed_at is not None,
        "undo": policy.may_undo_removal(context.post, request.now, minutes),
        "minutes": minutes,
        "alone": context.discussion.last_seq == 1,
        "back": address_of(request, context.discussion.id, context.post.seq)
        if policy.is_listed(context.discussion)
        else request.route_path("forum.category", category=context.category.slug),
        "post": context.post,
    }


@view_config(route_name="forum.remove", permission="forum.post.write", request_method="POST")
def remove(context: Any, request: Any) -> HTTPSeeOther:
    """Remove a post."""
    try:
        visibility.remove(request.dbsession, context.discussion, context.post, now=request.now)
    except policy.Gone:
        request.flash(
            _(
                "remove-hidden",
                default="Die Moderation hat diesen Beitrag ausgeblendet; er ist nicht mehr zu lesen.",
            ),
            "info",
        )
        return HTTPSeeOther(address_of(request, context.discussion.id, context.post.seq))
    return HTTPSeeOther(request.route_path("forum.remove", post=context.post.id))


@view_config(route_name="forum.undo", permission="forum.post.write", request_method="POST")
def undo(context: Any, request: Any) -> HTTPSeeOther:
    """Take a removal back."""
    try:
        visibility.undo_removal(
            request.dbsession,
            context.discussion,
            context.post,
            minutes=request.registry.settings["forum.undo_minutes"],
            now=request.now,
        )
    except (policy.TooLate, policy.Gone):
        request.flash(
            _("undo-too-late", default="Dafür ist es zu spät: Der Text ist schon gelöscht."), "warn"
        )
        return HTTPSeeOther(request.route_path("forum.remove", post=context.post.id))
    request.flash(_("undo-done", default="Ihr Beitrag ist wieder da."))
    return HTTPSeeOther(address_of(request, context.discussion.id, context.post.seq))
