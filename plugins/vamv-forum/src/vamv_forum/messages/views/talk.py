"""One conversation: reading, writing, answering a request, leaving."""

from functools import partial
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.conversations import messages_after, messages_before
from vamv.api.drafts import discard_draft, load_draft
from vamv.api.moderation import BLOCK, TooMany, mute
from vamv.api.orm import new_id
from vamv.api.web import after_view, render_post
from vamv_forum import _
from vamv_forum.messages import policy, queries, services
from vamv_forum.messages.resources import WRITE, TalkResource
from vamv_forum.messages.schemas import LeaveForm, MessageForm
from vamv_forum.messages.views.common import NOT_TAKEN, OFTEN, contact, name_of, tell
from vamv_forum.models.talks import TalkMessage
from vamv_forum.views.common import number_in

PAGE = 20


@view_config(
    route_name="forum.talk",
    request_method=("GET", "POST"),
    permission=WRITE,
    renderer="vamv_forum:templates/talk.pt",
    rate_limit=OFTEN,
)
def talk(context: TalkResource, request: Any) -> Any:
    """Read a page of a conversation, from the end unless the address says otherwise, and write."""
    own_id, key = request.identity.person_id, f"forum.talk:{context.talk.id}"
    form: Any = MessageForm(request, **load_draft(request, key))
    if form.validate():
        try:
            sent = services.send(
                request.dbsession,
                request.vault,
                context.talk,
                sender_id=own_id,
                text=form.text.data or "",
                client_id=form.client_id.data or new_id(),
                may_write=contact(request),
                now=request.now,
            )
        except policy.NotTaken:
            form.refuse("text", NOT_TAKEN)
        else:
            if sent.first and context.own.other_id is not None:
                tell(request, context.talk, sent.message, context.own.other_id)
            discard_draft(request, key)
            there = request.route_path(
                "forum.talk", talk=context.talk.id, _anchor=f"message-{sent.message.seq}"
            )
            return HTTPSeeOther(there)
    return {**_page(context, request), "form": form, "draft_key": key}


def _page(context: TalkResource, request: Any) -> dict[str, Any]:
    own_id, row, session = request.identity.person_id, context.talk, request.dbsession
    before, after = number_in(request.GET.get("before")), number_in(request.GET.get("after"))
    if after:
        found = messages_after(session, TalkMessage, row.id, after, PAGE)
    else:
        found = messages_before(session, TalkMessage, row.id, before or row.last_seq + 1, PAGE)
    if found and found[-1].seq > context.own.own.read_seq:
        seen = partial(services.mark_read, talk_id=row.id, person_id=own_id, seq=found[-1].seq)
        after_view(request, seen)

    def page(**query: int) -> str:
        return str(request.route_path("forum.talk", talk=row.id, _query=query))

    other_id = context.own.other_id
    writable = (
        policy.may_send(row, context.own.other)
        and other_id is not None
        and contact(request)(own_id, other_id)
    )
    return {
        "talk": row,
        "name": name_of(request, other_id),
        "own_name": request.identity.display_name,
        "messages": [_shown(request, each, own_id, context.own.own.read_seq) for each in found],
        "previous": page(before=found[0].seq) if found and found[0].seq > 1 else None,
        "next": page(after=found[-1].seq) if found and found[-1].seq < row.last_seq else None,
        "asks": policy.is_request_to(row, own_id),
        "waits": policy.waits_for_answer(row, own_id),
        "writable": writable,
        "not_taken": NOT_TAKEN,
        "hidden": request.muted.hides(other_id),
    }


def _shown(request: Any, message: TalkMessage, own_id: str, seen: int) -> dict[str, Any]:
    readable = message.hidden_at is None and bool(message.body)
    return {
        "message": message,
        "own": message.sender_id == own_id,
        "new": message.seq > seen,
        "html": render_post(queries.text_of(request.vault, message)) if readable else None,
    }


@view_config(route_name="forum.talk_answer", request_method="POST", permission=WRITE, rate_limit=OFTEN)
def answer(context: TalkResource, request: Any) -> HTTPSeeOther:
    """Accept a request."""
    own_id = request.identity.person_id
    if services.accept(request.dbsession, context.talk, person_id=own_id, now=request.now):
        request.flash(_("request-accepted", default="Angenommen. Sie können jetzt beide schreiben."))
    return HTTPSeeOther(request.route_path("forum.talk", talk=context.talk.id))


@view_config(
    route_name="forum.talk_leave",
    request_method=("GET", "POST"),
    permission=WRITE,
    renderer="vamv_forum:templates/talk_leave.pt",
    rate_limit=OFTEN,
)
def leave(context: TalkResource, request: Any) -> Any:
    """Decline a request or leave a conversation; whoever wants to be left alone ticks one box more."""
    form: Any = LeaveForm(request)
    name = name_of(request, context.own.other_id)
    if form.validate():
        own_id = request.identity.person_id
        if form.block.data and context.own.other_id is not None:
            try:
                mute(
                    request.dbsession,
                    request.vault,
                    person_id=own_id,
                    other_id=context.own.other_id,
                    name=name,
                    kind=BLOCK,
                    now=request.now,
                )
            except TooMany:
                message = _("block-too-many", default="Sie haben schon zu viele Personen ausgeblendet.")
                form.refuse("block", message)
                return {"form": form, "name": name, **_question(context, request)}
        services.leave(request.dbsession, context.talk, person_id=own_id, now=request.now)
        request.flash(_("talk-left", default="Erledigt. Die andere Person erfährt davon nichts."))
        return HTTPSeeOther(request.route_path("forum.messages"))
    return {"form": form, "name": name, **_question(context, request)}


def _question(context: TalkResource, request: Any) -> dict[str, Any]:
    return {
        "talk": context.talk,
        "asks": policy.is_request_to(context.talk, request.identity.person_id),
        "back": request.route_path("forum.talk", talk=context.talk.id),
    }
