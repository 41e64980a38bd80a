"""What the three forms for writing have in common: preview, double sending, what the page shows."""

from typing import Any

from markupsafe import Markup
from pyramid.httpexceptions import HTTPSeeOther

from vamv.api.drafts import discard_draft
from vamv.api.events import announce
from vamv.api.orm import new_id
from vamv.api.web import render_post
from vamv_forum import _, policy
from vamv_forum.events import PostWritten
from vamv_forum.models import Category, Discussion, Post
from vamv_forum.schemas import PostForm
from vamv_forum.services import writing
from vamv_forum.views.common import address_of, role_word

PAGE = "vamv_forum:templates/write.pt"
OFTEN = "20/minute"
CLOSED = _("closed", default="Hier kann niemand mehr schreiben. Ihr Text wurde nicht gespeichert.")
GONE = _("gone", default="Dieser Beitrag ist nicht mehr da. Ihre Änderung wurde nicht gespeichert.")


def reply_key(discussion: Discussion) -> str:
    """Return the name of the draft of an answer."""
    return f"forum.reply:{discussion.id}"


def to_be_stored(form: PostForm) -> bool:
    """Tell whether the form was sent to be stored, and not for a preview, and is right."""
    return form.validate() and "preview" not in form.request.POST


def written(form: PostForm) -> writing.NewText:
    """Return what the services want to know of a new post."""
    return writing.NewText(
        text=form.text.data or "",
        content_warning=form.content_warning.data or "",
        client_id=form.client_id.data or new_id(),
    )


def stored(request: Any, discussion: Discussion, post: Post, first_time: bool, key: str) -> HTTPSeeOther:
    """Tell the house of a new post, forget its draft, and lead to it; a form sent twice only leads there."""
    if first_time:
        happened = PostWritten(discussion, post, request.now)
        announce(request.registry, request.dbsession, happened)
        discard_draft(request, key)
        request.flash(_("post-done", default="Ihr Beitrag ist jetzt zu lesen."))
    return HTTPSeeOther(address_of(request, discussion.id, post.seq))


def refused(request: Any, why: Any, where: str) -> HTTPSeeOther:
    """Say why nothing was stored."""
    request.flash(why, "warn")
    return HTTPSeeOther(where)


def page(
    mode: str, form: PostForm, category: Category, cancel: str, key: str, title: str | None = None
) -> dict[str, Any]:
    """Return what the page of a form shows. `mode`: new, reply or edit; `title`: of the discussion."""
    request = form.request
    preview: Markup | None = None
    if "preview" in request.POST and not form.errors:
        preview = render_post(form.text.data or "")
    return {
        "mode": mode,
        "form": form,
        "category": category,
        "title": title,
        "cancel": cancel,
        "draft_key": key,
        "preview": preview,
        "name": request.identity.display_name,
        "role_word": role_word(request, policy.role_mark(request.identity.roles)),
    }
