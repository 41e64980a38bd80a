"""Marking a discussion as one about the law, and confirming what a post says about it."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv_forum import _, policy
from vamv_forum.services import legal
from vamv_forum.views.common import address_of

SIGNED = _("legal-signed", default="Der Beitrag ist jetzt als fachlich bestätigt gekennzeichnet.")
TAKEN_BACK = _("legal-unsigned", default="Der Beitrag steht jetzt ohne Bestätigung.")
NOTHING = _("legal-nothing", default="Hier gibt es nichts zu bestätigen.")
MARKED = _("legal-marked", default="Die Diskussion ist jetzt als Rechtsfrage gekennzeichnet.")
UNMARKED = _("legal-unmarked", default="Die Diskussion ist nicht mehr als Rechtsfrage gekennzeichnet.")


@view_config(route_name="forum.set_legal", permission="forum.post.moderate", request_method="POST")
def set_legal(context: Any, request: Any) -> HTTPSeeOther:
    """Mark a discussion as one about the law, or take the mark away (`to`: on, off)."""
    on = request.POST.get("to") == "on"
    legal.set_legal(request.dbsession, context.discussion, legal=on)
    request.flash(MARKED if on else UNMARKED)
    return HTTPSeeOther(request.route_path("forum.discussion", discussion=context.discussion.id))


@view_config(route_name="forum.sign", permission="forum.legal.sign", request_method="POST")
def sign(context: Any, request: Any) -> HTTPSeeOther:
    """Confirm what a post says about the law, or take that back (`on`: 1, 0)."""
    post, discussion = context.post, context.discussion
    there = HTTPSeeOther(address_of(request, discussion.id, post.seq))
    if request.POST.get("on") != "1":
        legal.take_back(request.dbsession, discussion, post)
        request.flash(TAKEN_BACK)
        return there
    try:
        legal.sign(
            request.dbsession, context.category, discussion, post, actor=request.identity, now=request.now
        )
    except policy.Refused:
        request.flash(NOTHING, "warn")
    else:
        request.flash(SIGNED)
    return there
