"""Saying thanks for a post, and keeping it: one button each, which does the opposite the next time."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv_forum import _, policy
from vamv_forum.services import favours
from vamv_forum.views.common import address_of

GONE = _("favour-gone", default="Dieser Beitrag ist nicht mehr zu lesen.")


@view_config(
    route_name="forum.thanks", permission="forum.post.thank", request_method="POST", rate_limit="60/minute"
)
def thanks(context: Any, request: Any) -> HTTPSeeOther:
    """Say thanks, or take it back (`on` is 0)."""
    try:
        if request.POST.get("on") == "0":
            favours.take_thanks_back(request.dbsession, context.post, actor=request.identity)
        else:
            favours.say_thanks(request.dbsession, context.post, actor=request.identity, now=request.now)
    except policy.Gone:
        request.flash(GONE, "info")
    return HTTPSeeOther(address_of(request, context.discussion.id, context.post.seq))


@view_config(
    route_name="forum.keep", permission="forum.follow", request_method="POST", rate_limit="60/minute"
)
def keep(context: Any, request: Any) -> HTTPSeeOther:
    """Keep a post, or keep it no longer (`on` is 0); then back to the list it was taken from."""
    try:
        if request.POST.get("on") == "0":
            favours.forget(request.dbsession, context.post, actor=request.identity)
            request.flash(_("keep-undone", default="Der Beitrag ist nicht mehr gemerkt."))
        else:
            favours.keep(request.dbsession, context.post, actor=request.identity, now=request.now)
            request.flash(
                _("keep-done", default="Gemerkt. Sie finden den Beitrag im Forum unter „Gemerkte Beiträge“.")
            )
    except policy.Gone:
        request.flash(GONE, "info")
    if request.POST.get("back") == "kept":
        return HTTPSeeOther(request.route_path("forum.kept"))
    return HTTPSeeOther(address_of(request, context.discussion.id, context.post.seq))
