"""Beside the room: whispering to the moderators, and the moderators among themselves."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from markupsafe import Markup
from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.renderers import render
from pyramid.view import view_config

from vamv.api.drafts import discard_draft, load_draft
from vamv.api.events import announce
from vamv.api.orm import new_id
from vamv.api.web import plain_text, render_post
from vamv_groupchat import _, policy
from vamv_groupchat.events import AsideSaid, MessageSaid
from vamv_groupchat.models import HELD, TEAM, WHISPER, Aside, Participant
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.permissions import MODERATE, TAKE_PART
from vamv_groupchat.queries import chat as find
from vamv_groupchat.queries import people
from vamv_groupchat.resources import AsideResource, MeetingResource
from vamv_groupchat.schemas import TeamForm, WhisperForm
from vamv_groupchat.services import writing
from vamv_groupchat.services.keys import open_text
from vamv_groupchat.services.telling import is_there
from vamv_groupchat.views.common import OFTEN, name_in, pen, stay, words_for

PAGE = 40
KINDS = {
    TEAM: _("aside-team", default="an die Moderation"),
    WHISPER: _("aside-whisper", default="geflüstert"),
    HELD: _("aside-held", default="wartet auf die Moderation"),
}
SETTLED = _("aside-settled", default="gelesen und entschieden")


@view_config(
    route_name="groupchat.whisper",
    permission=TAKE_PART,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/asides.pt",
    rate_limit=OFTEN,
)
def whisper(context: MeetingResource, request: Any) -> Any:
    """What this participant and the moderators say to one another; nobody else in the room can read it."""
    own = _own(context, request)
    if isinstance(own, HTTPSeeOther):
        return own
    if own.moderating:
        return HTTPSeeOther(request.route_path("groupchat.team", session=context.chat.id))
    key = f"groupchat.whisper:{context.chat.id}"
    form: Any = WhisperForm(request, **load_draft(request, key))
    if form.validate() and _say(context, request, form, writing.whisper):
        discard_draft(request, key)
        return HTTPSeeOther(request.route_path("groupchat.whisper", session=context.chat.id, _anchor="write"))
    return {**_page(context, request, own, own.person_id), "form": form, "draft_key": key, "team": False}


@view_config(
    route_name="groupchat.team",
    permission=MODERATE,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/asides.pt",
    rate_limit=OFTEN,
)
def team(context: MeetingResource, request: Any) -> Any:
    """The moderators' own channel, with everything that was whispered to them."""
    own = _own(context, request)
    if isinstance(own, HTTPSeeOther):
        return own
    about = people.by_ref(request.dbsession, context.chat.id, request.GET.get("to", ""))
    form: Any = WhisperForm(request) if about is not None else TeamForm(request)
    say = partial(writing.whisper, about=about.person_id) if about is not None else writing.tell_team
    if form.validate() and _say(context, request, form, say):
        return HTTPSeeOther(request.route_path("groupchat.team", session=context.chat.id, _anchor="write"))
    page = _page(context, request, own, None)
    to = None
    if about is not None:
        to = name_in(
            request, people.names_of(request.dbsession, request.vault, [about]), about, about.person_id
        )
    return {**page, "form": form, "draft_key": None, "team": True, "to": to}


def _own(context: MeetingResource, request: Any) -> Participant | HTTPSeeOther:
    session, presence = request.dbsession, presence_of(request.registry)
    own = context.own
    if own is None or not is_there(session, context.chat, own, request.now, presence):
        return HTTPSeeOther(request.route_path("groupchat.enter", session=context.chat.id))
    return own


def _say(context: MeetingResource, request: Any, form: Any, say: Any) -> bool:
    try:
        said = say(pen(request, context.chat), form.text.data or "", form.client_id.data or new_id())
    except policy.Refused as refused:
        form.refuse("text", words_for(request, refused))
        return False
    if said.first:
        announce(request.registry, request.dbsession, AsideSaid(context.chat, said.message, request.now))
    return True


def _page(context: MeetingResource, request: Any, own: Participant, about: str | None) -> dict[str, Any]:
    session, meeting = request.dbsession, context.chat
    # By its id, not its number: that would tell how much others have whispered.
    found = find.aside_in(session, meeting.id, request.GET.get("before", ""))
    before = found.seq if found is not None else None
    rows = find.asides(session, meeting.id, about=about, before=before, limit=PAGE + 1)
    more, rows = len(rows) > PAGE, rows[-PAGE:]
    stay(request, meeting, aside=rows[-1].seq if rows else 0)
    previous = {"before": rows[0].id} if rows and more else None
    return {
        "room": context.room,
        "chat": meeting,
        "own": own,
        "asides": _fragment(request, context, rows, own),
        "live": before is None,
        "previous": request.route_path(request.matched_route.name, session=meeting.id, _query=previous)
        if previous
        else None,
        "next": None,
        "to": None,
    }


def aside_fragment(context: MeetingResource, request: Any, own: Participant) -> Markup:
    """Return the latest of what somebody may read beside the room."""
    about = None if own.moderating else own.person_id
    rows = find.asides(request.dbsession, context.chat.id, about=about, before=None, limit=PAGE)
    return _fragment(request, context, rows, own)


def _fragment(request: Any, context: MeetingResource, rows: Sequence[Aside], own: Participant) -> Markup:
    asides = _shown(request, context, rows, own)
    latest = asides[-1] if asides and asides[-1]["new"] and asides[-1]["html"] is not None else None
    values = {
        "chat": context.chat,
        "team": own.moderating,
        "asides": asides,
        "news": f"{latest['name']}: {plain_text(latest['html'])}" if latest else None,
    }
    return Markup(render("vamv_groupchat:templates/beside.pt", values, request=request).strip())  # noqa: S704


def _shown(
    request: Any,
    context: MeetingResource,
    rows: Sequence[Aside],
    own: Participant,
) -> list[dict[str, Any]]:
    ids = {each for row in rows for each in (row.sender_id, row.about_id) if each}
    by_person = people.participants_by(request.dbsession, context.chat.id, ids)
    names = people.names_of(request.dbsession, request.vault, list(by_person.values()))
    result = []
    for row in rows:
        who, about = by_person.get(row.sender_id or ""), by_person.get(row.about_id or "")
        body = open_text(request.vault, context.chat, row)
        waits = row.kind == HELD and row.settled_at is None
        result.append(
            {
                "aside": row,
                "name": name_in(request, names, who, row.sender_id),
                "own": row.sender_id == own.person_id,
                "kind": request.localizer.translate(
                    SETTLED if row.kind == HELD and not waits else KINDS[row.kind]
                ),
                "to": name_in(request, names, about, row.about_id)
                if about is not None and row.about_id != row.sender_id
                else None,
                "html": render_post(body) if body is not None else None,
                "waits": waits,
                "answer": about.ref if about is not None and row.kind == WHISPER else None,
                "new": row.seq > own.aside_seq and row.sender_id != own.person_id,
            }
        )
    return result


@view_config(route_name="groupchat.settle", permission=MODERATE, request_method="POST", rate_limit=OFTEN)
def settle(context: AsideResource, request: Any) -> HTTPSeeOther:
    """Put a text that waits into the room, or not."""
    if context.own is None or not context.own.moderating:
        raise HTTPForbidden
    back = HTTPSeeOther(request.route_path("groupchat.team", session=context.chat.id))
    try:
        if request.POST.get("do") == "release":
            said = writing.release(pen(request, context.chat), context.aside)
            by = people.participant(request.dbsession, context.chat.id, context.aside.sender_id or "")
            if said is not None and by is not None:
                event = MessageSaid(context.chat, said.message, by, request.now)
                announce(request.registry, request.dbsession, event)
                request.flash(_("released", default="Die Nachricht steht jetzt im Raum."))
        else:
            writing.refuse(pen(request, context.chat), context.aside)
            request.flash(_("not-released", default="Die Nachricht erscheint nicht im Raum."))
    except policy.Refused as refused:
        request.flash(words_for(request, refused), "warn")
    return back
