"""Polls: asking above a discussion, voting, closing, removing."""

from datetime import timedelta
from typing import Any

from markupsafe import Markup
from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.renderers import render
from pyramid.view import view_config

from vamv_forum import _, policy
from vamv_forum.queries.polls import options_of, shown_poll
from vamv_forum.schemas_polls import PollForm
from vamv_forum.services import polls
from vamv_forum.views.common import title_of

HAS_VOTES = _("poll-has-votes", default="Es hat schon jemand abgestimmt. Die Umfrage bleibt, wie sie ist.")


def may_ask(context: Any, request: Any) -> bool:
    """Tell whether this person may put a poll above the discussion: its author, while it is open."""
    discussion, identity = context.discussion, request.identity
    return (
        policy.is_member(identity)
        and discussion.author_id == identity.person_id
        and policy.is_listed(discussion)
        and policy.is_open(context.category, discussion)
    )


def poll_above(context: Any, request: Any, rows: Any) -> Markup:
    """Return what stands between the title of a discussion and its posts: the poll, or the way to add one."""
    opening = rows[0] if rows and rows[0].seq == 1 and policy.is_readable(rows[0]) else None
    writes = bool(request.has_permission("forum.post.write"))
    asks = opening is not None and writes and may_ask(context, request)
    if opening is None or (context.poll is None and not asks):
        return Markup()
    poll = None
    if context.poll is not None:
        person_id = request.identity.person_id if policy.is_member(request.identity) else None
        poll = shown_poll(request.dbsession, context.poll, person_id, request.now)
    open_ = policy.is_open(context.category, context.discussion)
    values = {
        "discussion": context.discussion,
        "poll": poll,
        "may_vote": poll is not None and poll.open and open_ and writes,
        "may_ask": asks,
        "moderates": bool(request.has_permission("forum.post.moderate")),
    }
    return Markup(render("vamv_forum:templates/poll_above.pt", values, request=request))  # noqa: S704 - rendered


@view_config(
    route_name="forum.poll",
    request_method=("GET", "POST"),
    permission="forum.post.write",
    renderer="vamv_forum:templates/poll.pt",
)
def ask(context: Any, request: Any) -> Any:
    """Put a poll above one's own discussion, or change it before anybody has voted."""
    if not may_ask(context, request):
        raise HTTPNotFound
    there = _there(context, request)
    known = context.poll
    if known is not None and known.voters:
        request.flash(HAS_VOTES, "warn")
        return HTTPSeeOther(there)
    values: dict[str, Any] = {}
    if known is not None:
        words = options_of(request.dbsession, known.discussion_id)
        values = {f"option_{place}": each for place, each in enumerate(words, 1)}
        values |= {"question": known.question, "multiple": known.multiple}
    form = PollForm(request, **values)
    if form.validate():
        try:
            polls.ask(
                request.dbsession,
                context.discussion,
                question=form["question"].data,
                options=form.options(),
                multiple=form["multiple"].data,
                closes_at=request.now + timedelta(days=form["days"].data),
                now=request.now,
            )
        except polls.Voted:
            request.flash(HAS_VOTES, "warn")
        else:
            request.flash(_("poll-done", default="Ihre Umfrage steht jetzt über der Diskussion."))
        return HTTPSeeOther(there)
    return {"form": form, "title": title_of(request, context.discussion), "cancel": there, "known": known}


@view_config(
    route_name="forum.vote", request_method="POST", permission="forum.post.write", rate_limit="20/minute"
)
def vote(context: Any, request: Any) -> HTTPSeeOther:
    """Vote, or vote otherwise."""
    if not policy.is_open(context.category, context.discussion) or not policy.is_listed(context.discussion):
        raise HTTPNotFound
    try:
        polls.vote(
            request.dbsession,
            context.discussion.id,
            person_id=request.identity.person_id,
            option_ids=request.POST.getall("option"),
            now=request.now,
        )
    except polls.Over:
        request.flash(_("poll-over", default="Diese Umfrage ist schon zu Ende."), "warn")
    except polls.NoChoice:
        request.flash(_("poll-no-choice", default="Bitte wählen Sie eine Antwort aus."), "warn")
    else:
        request.flash(_("poll-voted", default="Danke, Ihre Stimme ist gezählt."))
    return HTTPSeeOther(_there(context, request))


@view_config(route_name="forum.poll_close", request_method="POST", permission="forum.post.moderate")
def close(context: Any, request: Any) -> HTTPSeeOther:
    """End a poll before its time."""
    polls.close(request.dbsession, context.discussion.id, now=request.now)
    request.flash(_("poll-closed", default="Die Umfrage ist beendet."))
    return HTTPSeeOther(_there(context, request))


@view_config(
    route_name="forum.poll_remove",
    request_method=("GET", "POST"),
    permission="forum.read",
    renderer="vamv_forum:templates/poll_remove.pt",
)
def remove(context: Any, request: Any) -> Any:
    """Ask, then take a poll away: the moderation any, its author one without votes."""
    moderates = bool(request.has_permission("forum.post.moderate"))
    if context.poll is None or not (moderates or may_ask(context, request)):
        raise HTTPNotFound
    there = _there(context, request)
    if request.method == "POST":
        try:
            polls.remove(request.dbsession, context.discussion.id, even_with_votes=moderates)
        except polls.Voted:
            request.flash(HAS_VOTES, "warn")
        else:
            request.flash(_("poll-removed", default="Die Umfrage ist entfernt."))
        return HTTPSeeOther(there)
    return {"poll": context.poll, "cancel": there}


def _there(context: Any, request: Any) -> str:
    return str(request.route_path("forum.discussion", discussion=context.discussion.id))
