"""The room: reading, writing, the hand, "ich schreibe noch"."""

from functools import partial
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.drafts import discard_draft, load_draft, save_draft
from vamv.api.events import announce
from vamv.api.moderation import in_crisis, screen
from vamv.api.orm import new_id
from vamv.api.security import display_names
from vamv_groupchat import _, policy
from vamv_groupchat.events import AsideSaid, MessageSaid
from vamv_groupchat.models import MESSAGE_KIND, Aside, Participant
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.permissions import TAKE_PART
from vamv_groupchat.queries import chat as find
from vamv_groupchat.queries import people, rooms
from vamv_groupchat.resources import MeetingResource
from vamv_groupchat.schemas import MessageForm
from vamv_groupchat.services import writing
from vamv_groupchat.views.common import OFTEN, SOMEBODY, name_in, pen, state_of, stay, when, words_for
from vamv_groupchat.views.shown import render_messages, shown

PAGE = 40


@view_config(
    route_name="groupchat.chat",
    permission=TAKE_PART,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/chat.pt",
    rate_limit=OFTEN,
)
def chat(context: MeetingResource, request: Any) -> Any:
    """Read the latest of what was said unless the address says otherwise, and say something."""
    key = f"groupchat.chat:{context.chat.id}"
    if context.own is None or not _is_in(context, request, context.own):
        if request.POST.get("text"):
            save_draft(request, key, {"text": request.POST["text"]})
            request.flash(_("text-kept", default="Ihr Text ist gesichert. Im Raum steht er wieder im Feld."))
        return HTTPSeeOther(request.route_path("groupchat.enter", session=context.chat.id))
    form: Any = MessageForm(request, **load_draft(request, key))
    if form.validate():
        text = form.text.data or ""
        try:
            said = writing.say(
                pen(request, context.chat), text, form.client_id.data or new_id(), hold=_held(request, text)
            )
        except policy.Refused as refused:
            form.refuse("text", words_for(request, refused))
        else:
            discard_draft(request, key)
            return _said(context, request, said, text)
    return {**_page(context, request, context.own), "form": form, "draft_key": key}


def _is_in(context: MeetingResource, request: Any, own: Participant) -> bool:
    """Tell whether somebody may go on: where places are few, one that was not used may be taken by now."""
    if own.left_at is not None:
        return False
    if own.moderating or context.room.places is None:
        return True
    idle = presence_of(request.registry).idle
    return policy.has_place(own, request.now, idle) or state_of(request, context.chat) in policy.ENDED


def _held(request: Any, text: str) -> bool:
    words = request.registry.settings["vamv.held_words"]
    found = screen(
        request.hooks, text=text, kind=MESSAGE_KIND, author_id=request.identity.person_id, words=words
    )
    return found.hold


def _said(context: MeetingResource, request: Any, said: Any, text: str) -> HTTPSeeOther:
    own = context.own
    assert own is not None
    anchor = "write"
    if isinstance(said.message, Aside):
        if said.first:
            announce(request.registry, request.dbsession, AsideSaid(context.chat, said.message, request.now))
        request.flash(
            _(
                "held",
                default="Die Moderation liest diese Nachricht zuerst. Danach steht sie im Raum.",
            ),
            "info",
        )
    else:
        anchor = f"message-{said.message.seq}"
        if said.first:
            announce(
                request.registry,
                request.dbsession,
                MessageSaid(context.chat, said.message, own, request.now),
            )
    crisis = {"crisis": 1} if in_crisis(text) else None
    return HTTPSeeOther(
        request.route_path("groupchat.chat", session=context.chat.id, _query=crisis, _anchor=anchor)
    )


def _page(context: MeetingResource, request: Any, own: Participant) -> dict[str, Any]:
    session, meeting = request.dbsession, context.chat
    unseen = people.unseen_by(session, request.muted, own.person_id, meeting)
    reader = find.Reader(own, unseen)
    before, after = _number(request, "before"), _number(request, "after")
    if after:
        rows = find.said_after(session, meeting, reader, after, PAGE + 1)
        more_before, more_after = after > own.from_seq, len(rows) > PAGE
        rows = rows[:PAGE]
    else:
        rows = find.said_before(session, meeting, reader, before or meeting.last_seq + 1, PAGE + 1)
        more_before, more_after = len(rows) > PAGE, bool(before)
        rows = rows[-PAGE:]
    last = rows[-1].seq if rows else 0
    stay(request, meeting, read=last)
    everybody = people.participants(session, meeting.id)
    # Nobody is told of those who must not exist for them; moderators see everybody.
    seen = [each for each in everybody if own.moderating or each.person_id not in unseen]
    names = people.names_of(session, request.vault, seen)
    said = shown(request, meeting, rows, seen, names, own)

    def page(**query: int) -> str:
        return str(request.route_path("groupchat.chat", session=meeting.id, _query=query))

    return {
        "room": context.room,
        "chat": meeting,
        "own": own,
        "messages": render_messages(request, said) if said else None,
        "first_new": next((each.seq for each in said if each.new), None),
        "previous": page(before=rows[0].seq) if rows and more_before else None,
        "next": page(after=last) if rows and more_after else None,
        "reload": page(),
        **_around(context, request, own, seen, names),
    }


def _around(
    context: MeetingResource, request: Any, own: Participant, seen: list[Participant], names: dict[str, str]
) -> dict[str, Any]:
    """Return what stands around the messages: who is there, who wants to speak, what goes and what not."""
    meeting, session, now = context.chat, request.dbsession, request.now
    here = people.present(seen, now, presence_of(request.registry).idle)
    hands = policy.speaking_order(here)
    refused = writing.refused(pen(request, meeting), own)
    writers = [
        each
        for each in here
        if each.writing_at is not None
        and now - each.writing_at < policy.WRITING
        and each.person_id != own.person_id
    ]

    def name(who: Participant) -> str:
        return name_in(request, names, who, who.person_id)

    return {
        "state": state_of(request, meeting),
        "ends": when(request, meeting.ends_at),
        "here": [{"name": name(each), "moderates": each.moderating} for each in here],
        "moderators": [name(each) for each in here if each.moderating],
        "on_duty": _on_duty(request, meeting.id),
        "hands": [{"name": name(each), "speaks": each.called_at is not None} for each in hands],
        "writers": [name(each) for each in writers],
        "refused": None if refused is None or refused.code == policy.SLOW else words_for(request, refused),
        "refused_code": refused.code if refused else None,
        "asides": find.new_asides(session, meeting.id, own),
        "crisis": request.GET.get("crisis") == "1",
    }


def _on_duty(request: Any, session_id: str) -> list[str]:
    ids = rooms.moderators_on_duty(request.dbsession, [session_id]).get(session_id, [])
    names = display_names(request.dbsession, request.vault, ids)
    return [names.get(each) or str(request.localizer.translate(SOMEBODY)) for each in ids]


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
