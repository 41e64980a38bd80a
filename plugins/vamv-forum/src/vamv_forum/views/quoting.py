"""Answering with a quote: `?quote=` names the post, a field holds the passage, which can be shortened."""

from dataclasses import replace
from typing import Any

from vamv.api.drafts import load_draft
from vamv_forum.models import Discussion, Post
from vamv_forum.queries.people import names_for
from vamv_forum.schemas import PostForm, QuotingForm
from vamv_forum.services import quoting
from vamv_forum.services.writing import NewText
from vamv_forum.views.common import name_of


def reply_form(request: Any, discussion: Discussion, key: str, **values: Any) -> PostForm:
    """Return the form of an answer, with a field for the passage when it quotes a post.

    `values`: what its fields hold where there is no draft.
    """
    draft = {**values, **load_draft(request, key)}
    post = _quoted(request, discussion)
    if post is None:
        return PostForm(request, **draft)
    kept = quoting.passage(post, draft.get("passage", ""))
    return QuotingForm(request, post, **{**draft, "passage": kept or quoting.beginning(post)})


def with_quote(new: NewText, form: PostForm) -> NewText:
    """Return the text to be stored with what it quotes."""
    if not isinstance(form, QuotingForm):
        return new
    words = quoting.passage(form.quoted, form.passage.data or "")
    return replace(new, quoted_id=form.quoted.id, quoted_text=words or "")


def quote_name(form: PostForm) -> str | None:
    """Return the name above the post that an answer quotes, None when it quotes none."""
    if not isinstance(form, QuotingForm):
        return None
    request = form.request
    return name_of(request, names_for(request.dbsession, request.vault, [form.quoted]), form.quoted)


def _quoted(request: Any, discussion: Discussion) -> Post | None:
    post_id = request.GET.get("quote")
    return quoting.quotable(request.dbsession, discussion, post_id) if post_id else None
