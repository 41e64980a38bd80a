"""One's own text that waits for the moderation."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.view import view_config

from vamv.api.drafts import save_draft
from vamv.api.moderation import AlreadyDecided
from vamv.api.web import stored_html
from vamv_forum import _
from vamv_forum.models import Post
from vamv_forum.services import held as services
from vamv_forum.views.common import title_of
from vamv_forum.views.composing import new_key, reply_key


@view_config(
    route_name="forum.held",
    permission="forum.post.write",
    request_method="GET",
    renderer="vamv_forum:templates/held.pt",
)
def held(context: Any, request: Any) -> Any:
    """Show one's own text that waits; once it can be read, lead to it."""
    if context.place is None:
        if request.dbsession.get(Post, request.matchdict["held"]) is None:
            raise HTTPNotFound
        return HTTPSeeOther(request.route_path("forum.post", post=request.matchdict["held"]))
    place = context.place
    return {
        "held": place.held,
        "html": stored_html(place.held.html),
        "category": place.category,
        "title": title_of(request, place.discussion) if place.discussion else place.held.title,
        "back": request.route_path("forum.discussion", discussion=place.discussion.id)
        if place.discussion
        else request.route_path("forum.category", category=place.category.slug),
    }


@view_config(route_name="forum.withdraw", permission="forum.post.write", request_method="POST")
def withdraw(context: Any, request: Any) -> HTTPSeeOther:
    """Take it back; the text is then in the form again."""
    address = request.route_path("forum.held", held=request.matchdict["held"])
    if context.place is None:
        request.flash(DECIDED, "info")
        return HTTPSeeOther(address)
    place = context.place
    try:
        row = services.withdraw(
            request.dbsession, place.held.id, actor_id=request.identity.person_id, now=request.now
        )
    except AlreadyDecided:
        request.flash(DECIDED, "info")
        return HTTPSeeOther(address)
    fields = {"text": row.source, "content_warning": row.content_warning, "title": row.title}
    key = reply_key(place.discussion) if place.discussion else new_key(place.category)
    save_draft(request, key, fields)
    request.flash(
        _("held-withdrawn", default="Ihr Text ist zurückgezogen. Sie können ihn hier ändern und neu senden.")
    )
    return HTTPSeeOther(
        request.route_path("forum.reply", discussion=place.discussion.id)
        if place.discussion
        else request.route_path("forum.new", category=place.category.slug)
    )


DECIDED = _("held-decided", default="Über diesen Text ist gerade entschieden worden.")
