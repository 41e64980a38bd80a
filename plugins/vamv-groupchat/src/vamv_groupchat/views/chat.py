"""The room: reading, writing, the hand, "ich schreibe noch"."""

from functools import partial
from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.view import view_config

from vamv.api.drafts import load_draft, save_draft
from vamv_groupchat import _, policy
from vamv_groupchat.models import Participant
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.permissions import TAKE_PART
from vamv_groupchat.queries import chat as find
from vamv_groupchat.queries import people
from vamv_groupchat.queries.chat import Reader
from vamv_groupchat.resources import MeetingResource
from vamv_groupchat.schemas import MessageForm
from vamv_groupchat.services import writing
from vamv_groupchat.services.telling import is_there
from vamv_groupchat.views.around import mine, state
from vamv_groupchat.views.common import OFTEN, pen, stay, words_for
from vamv_groupchat.views.saying import Outcome, draft_key, say
from vamv_groupchat.views.shown import batch, render_messages, shown

PAGE = 40
ROWS = 100
LISTENING = "40/minute"


@view_config(
    route_name="groupchat.chat",
    permission=TAKE_PART,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/chat.pt",
    rate_limit=OFTEN,
)
def chat(context: MeetingResource, request: Any) -> Any:
    """Read the latest of what was said unless the address says otherwise, and say something."""
    key = draft_key(context)
    if context.own is None or not is_in(context, request):
        if request.POST.get("text"):
            save_draft(request, key, {"text": request.POST["text"]})
            request.flash(_("text-kept", default="Ihr Text ist gesichert. Im Raum steht er wieder im Feld."))
        return HTTPSeeOther(request.route_path("groupchat.enter", session=context.chat.id))
    form: Any = MessageForm(request, **load_draft(request, key))
    if form.validate():
        try:
            return _said(context, request, say(context, request, form))
        except policy.Refused as refused:
            form.refuse("text", words_for(request, refused))
    return {**_page(context, request, context.own), "form": form, "draft_key": key}


@view_config(
    route_name="groupchat.rows",
    permission=TAKE_PART,
    request_method="GET",
    renderer="json",
    rate_limit=LISTENING,
)
def rows(context: MeetingResource, request: Any) -> dict[str, Any]:
    """What an open page has missed, where it cannot open a socket."""
    if context.own is None or not is_in(context, request):
        raise HTTPForbidden
    stay(request, context.chat)
    return batch(
        request, context.chat, reader_of(context, request, context.own), _number(request, "after"), ROWS
    ).as_dict()


def is_in(context: MeetingResource, request: Any) -> bool:
    """Tell whether the person asking is in the meeting now."""
    presence = presence_of(request.registry)
    own = context.own
    return own is not None and is_there(request.dbsession, context.chat, own, request.now, presence)


def reader_of(context: MeetingResource, request: Any, own: Participant) -> Reader:
    """Return as whom somebody reads the room."""
    return Reader(own, people.unseen_by(request.dbsession, request.muted, own.person_id, context.chat))


def _said(context: MeetingResource, request: Any, outcome: Outcome) -> HTTPSeeOther:
    anchor = "write"
    if outcome.message is None:
        request.flash(
            _(
                "held",
                default="Die Moderation liest diese Nachricht zuerst. Danach steht sie im Raum.",
            ),
            "info",
        )
    else:
        anchor = f"message-{outcome.message.seq}"
    crisis = {"crisis": 1} if outcome.crisis else None
    return HTTPSeeOther(
        request.route_path("groupchat.chat", session=context.chat.id, _query=crisis, _anchor=anchor)
    )


def _page(context: MeetingResource, request: Any, own: Participant) -> dict[str, Any]:
    session, meeting = request.dbsession, context.chat
    reader = reader_of(context, request, own)
    before, after = _number(request, "before"), _number(request, "after")
    if after:
        found = find.said_after(session, meeting, reader, after, PAGE + 1)
        more_before, more_after = after > own.from_seq, len(found) > PAGE
        found = found[:PAGE]
    else:
        found = find.said_before(session, meeting, reader, before or meeting.last_seq + 1, PAGE + 1)
        more_before, more_after = len(found) > PAGE, bool(before)
        found = found[-PAGE:]
    last = found[-1].seq if found else 0
    stay(request, meeting, read=last)
    said = shown(request, meeting, found, own)
    refused = writing.refused(pen(request, meeting), own)

    def page(**query: int) -> str:
        return str(request.route_path("groupchat.chat", session=meeting.id, _query=query))

    return {
        "room": context.room,
        "chat": meeting,
        "own": own,
        "messages": render_messages(request, meeting, said) if said else None,
        "first_new": next((each.seq for each in said if each.new), None),
        "previous": page(before=found[0].seq) if found and more_before else None,
        "next": page(after=last) if found and more_after else None,
        "live": not more_after,
        # Another address than this page's: else browsers would only jump to the place in it.
        "reload": page() if "again" in request.GET else page(again=1),
        "parts": {**state(request, meeting, reader), **mine(request, meeting, own)},
        "writable": refused is None or refused.code not in (*policy.ENDED, policy.LISTENING),
        "crisis": request.GET.get("crisis") == "1",
    }


def _number(request: Any, name: str) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@view_config(route_name="groupchat.hand", permission=TAKE_PART, request_method="POST", rate_limit=OFTEN)
def hand(context: MeetingResource, request: Any) -> HTTPSeeOther:
    """Raise a hand, or take it down."""
    return _do(context, request, partial(writing.raise_hand, up=request.POST.get("up") == "1"))


@view_config(route_name="groupchat.writing", permission=TAKE_PART, request_method="POST", rate_limit=OFTEN)
def still_writing(context: MeetingResource, request: Any) -> HTTPSeeOther:
    """Tell the others that a longer text is coming."""
    return _do(context, request, writing.still_writing)


def _do(context: MeetingResource, request: Any, what: Any) -> HTTPSeeOther:
    try:
        what(pen(request, context.chat))
    except policy.Refused as refused:
        request.flash(words_for(request, refused), "warn")
    return HTTPSeeOther(request.route_path("groupchat.chat", session=context.chat.id, _anchor="write"))
