"""Opening a discussion, answering, editing."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.drafts import load_draft
from vamv.api.events import announce
from vamv_forum import _, policy
from vamv_forum.events import PostChanged
from vamv_forum.hold_policy import TooManyToday
from vamv_forum.queries.people import names_for
from vamv_forum.schemas import DiscussionForm, PostForm
from vamv_forum.services import writing
from vamv_forum.views import aliasing, composing, quoting, wishes
from vamv_forum.views.common import address_of, name_of, role_word


@view_config(
    route_name="forum.new",
    request_method=("GET", "POST"),
    permission="forum.post.write",
    renderer=composing.PAGE,
    rate_limit=composing.OFTEN,
)
def new_discussion(context: Any, request: Any) -> Any:
    """Open a discussion."""
    key = composing.new_key(context.category)
    form = DiscussionForm(request, **{"legal": context.category.legal, **load_draft(request, key)})
    aliasing.offer(form, None)
    cancel = request.route_path("forum.category", category=context.category.slug)
    new = composing.to_be_stored(form)
    if new is not None:
        try:
            held = composing.must_wait(request, context.category, None, new, form.title.data or "")
            if held is not None:
                return composing.waits(request, held, key)
            discussion, post, first_time = writing.open_discussion(
                request.dbsession,
                request.vault,
                context.category,
                new,
                actor=request.identity,
                title=form.title.data or "",
                now=request.now,
            )
        except policy.Closed:
            return composing.refused(request, composing.CLOSED, cancel)
        except TooManyToday as refusal:
            composing.too_many(form, key, refusal.at)
        else:
            wishes.heed(form, discussion)
            there = composing.stored(request, discussion, post, first_time, key)
            if "poll" in request.POST:
                return HTTPSeeOther(request.route_path("forum.poll", discussion=discussion.id))
            return there
    return composing.page("new", form, context.category, cancel, key)


@view_config(
    route_name="forum.reply",
    request_method=("GET", "POST"),
    permission="forum.post.write",
    renderer=composing.PAGE,
    rate_limit=composing.OFTEN,
)
def reply(context: Any, request: Any) -> Any:
    """Answer in a discussion; its page has the form, this one shows it again when it needs another look."""
    key = composing.reply_key(context.discussion)
    form = quoting.reply_form(request, context.discussion, key, **wishes.wanted_by(context))
    alias = aliasing.offer(form, context.discussion)
    there = address_of(request, context.discussion.id, context.discussion.last_seq)
    new = composing.to_be_stored(form, context.discussion)
    if new is not None:
        new = quoting.with_quote(new, form)
        try:
            held = composing.must_wait(request, context.category, context.discussion, new)
            if held is not None:
                wishes.heed(form, context.discussion)
                return composing.waits(request, held, key)
            post, first_time = writing.reply(
                request.dbsession,
                request.vault,
                context.category,
                context.discussion,
                new,
                actor=request.identity,
                now=request.now,
            )
        except policy.Closed:
            return composing.refused(request, composing.CLOSED, there)
        except policy.AliasTaken:
            form.refuse("alias_name", aliasing.NAME_TAKEN)
        except policy.AliasTooLate:
            form.refuse("alias_name", aliasing.TOO_LATE)
        except TooManyToday as refusal:
            composing.too_many(form, key, refusal.at)
        else:
            wishes.heed(form, context.discussion)
            return composing.stored(request, context.discussion, post, first_time, key)
    shown = composing.page("reply", form, context.category, there, key, context.discussion, alias)
    return {**shown, "quoted_name": quoting.quote_name(form)}


@view_config(
    route_name="forum.edit",
    request_method=("GET", "POST"),
    permission="forum.post.write",
    renderer=composing.PAGE,
    rate_limit=composing.OFTEN,
)
def edit(context: Any, request: Any) -> Any:
    """Change one's own post, and the discussion's title with its opening post."""
    post, discussion = context.post, context.discussion
    opening = post.seq == 1
    values = {"text": post.source, "content_warning": post.content_warning, "title": discussion.title}
    form = (DiscussionForm if opening else PostForm)(request, **values)
    del form.alias_name
    if opening:
        del form["legal"]
    there = address_of(request, discussion.id, post.seq)
    before = f"{discussion.title if opening else ''}\n{post.source}"
    new = composing.to_be_stored(form, discussion, before)
    if new is not None and not composing.change_must_wait(form, context.category):
        try:
            writing.edit(
                request.dbsession,
                discussion,
                post,
                text=new.text,
                content_warning=new.content_warning,
                title=form["title"].data if opening else None,
                now=request.now,
            )
        except policy.Gone:
            return composing.refused(request, composing.GONE, there)
        announce(request.registry, request.dbsession, PostChanged(discussion, post, request.now))
        request.flash(_("edit-done", default="Ihre Änderung ist gespeichert."))
        return HTTPSeeOther(there)
    alias = name_of(request, names_for(request.dbsession, request.vault, [post]), post) if post.masked else ""
    shown = composing.page("edit", form, context.category, there, f"forum.edit:{post.id}", discussion, alias)
    # The word stays the one of the moment in which the post was written.
    return {**shown, "role_word": role_word(request, post.role_mark)}
