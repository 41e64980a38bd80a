"""What a moderator has at hand in a room: its state, its people, and what can be done about either."""

from typing import Any

from pyramid.httpexceptions import HTTPForbidden, HTTPSeeOther
from pyramid.view import view_config

from vamv.api.moderation import REASONS
from vamv_groupchat import _, policy
from vamv_groupchat.models import Participant
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.permissions import MODERATE
from vamv_groupchat.queries import chat as find
from vamv_groupchat.queries import people
from vamv_groupchat.resources import MeetingResource, PersonResource, SanctionResource
from vamv_groupchat.schemas import SanctionForm
from vamv_groupchat.services import entering, leading
from vamv_groupchat.views.common import OFTEN, STATES, name_in, state_of, stay, when, words_for

PAUSES = (0, 10, 30, 60)
SANCTIONS = {
    "mute": _("decided-mute", default="stummgeschaltet"),
    "remove": _("decided-remove", default="aus dem Raum genommen"),
    "ban": _("decided-ban", default="gesperrt"),
}
DONE = {
    leading.OPEN: _("done-open", default="Der Raum ist offen."),
    leading.CLOSE: _("done-close", default="Der Chat ist beendet."),
    leading.FREEZE: _(
        "done-freeze", default="Der Chat ist angehalten. Nur Sie und die Moderation schreiben."
    ),
    leading.THAW: _("done-thaw", default="Es geht weiter."),
    leading.SLOW: _("done-slow", default="Die Pause zwischen zwei Nachrichten gilt jetzt."),
    leading.EXTEND: _("done-extend", default="Der Chat geht eine Viertelstunde länger."),
}


def _inside(context: MeetingResource, request: Any) -> None:
    """Only who is in the room steers it; doing so shows that they are there."""
    if context.own is None or not context.own.moderating or context.own.left_at is not None:
        raise HTTPForbidden
    stay(request, context.chat)


@view_config(
    route_name="groupchat.lead",
    permission=MODERATE,
    request_method="GET",
    renderer="vamv_groupchat:templates/lead.pt",
)
def lead(context: MeetingResource, request: Any) -> Any:
    """Show the state of the room and everybody in it, with what can be done."""
    if context.own is None or context.own.left_at is not None:
        return HTTPSeeOther(request.route_path("groupchat.enter", session=context.chat.id))
    stay(request, context.chat)
    session, meeting, now = request.dbsession, context.chat, request.now
    everybody = people.participants(session, meeting.id)
    names = people.names_of(session, request.vault, everybody)
    here = people.present(everybody, now, presence_of(request.registry).idle)
    by_person = {each.person_id: each for each in everybody}

    def name(who: Participant) -> str:
        return name_in(request, names, who, who.person_id)

    def row(who: Participant) -> dict[str, Any]:
        return {"who": who, "name": name(who), "leads": who.person_id == meeting.lead_id}

    now_state = state_of(request, meeting)
    return {
        "room": context.room,
        "chat": meeting,
        "own": context.own,
        "state": now_state,
        "state_word": request.localizer.translate(STATES[now_state]),
        "over": now_state in policy.ENDED,
        "ends": when(request, meeting.ends_at),
        "moderators": [row(each) for each in here if each.moderating],
        "people": [row(each) for each in here if not each.moderating],
        "hands": [row(each) for each in policy.speaking_order(here)],
        "quiet": [row(each) for each in policy.quiet_people(here, now)],
        "waiting": len(people.waiting_list(session, meeting.id)),
        "held": find.held(session, meeting.id),
        "asides": find.new_asides(session, meeting.id, context.own),
        "pauses": PAUSES,
        "sanctions": [
            {
                "row": each,
                "name": name_in(request, names, by_person.get(each.person_id), each.person_id),
                "what": request.localizer.translate(SANCTIONS[each.kind]),
                "why": request.localizer.translate(REASONS[each.reason]),
                "until": when(request, each.until) if each.until else None,
            }
            for each in people.sanctions_here(session, meeting, now)
        ],
    }


@view_config(route_name="groupchat.steer", permission=MODERATE, request_method="POST", rate_limit=OFTEN)
def steer(context: MeetingResource, request: Any) -> HTTPSeeOther:
    """Open, close, freeze, slow down or extend."""
    _inside(context, request)
    step = request.POST.get("step")
    text = request.POST.get("seconds", "0")
    if step not in leading.STEPS or not (text.isascii() and text.isdigit() and len(text) < 5):
        return _back(context, request)
    try:
        leading.steer(
            request.dbsession,
            request.vault,
            context.chat,
            step,
            actor_id=request.identity.person_id,
            seconds=int(text),
            now=request.now,
        )
        request.flash(DONE[step])
    except policy.Refused as refused:
        request.flash(words_for(request, refused), "warn")
    return _back(context, request)


@view_config(
    route_name="groupchat.person",
    permission=MODERATE,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/person.pt",
)
def person(context: PersonResource, request: Any) -> Any:
    """Mute, remove or ban somebody, always with a reason."""
    _inside(context, request)
    names = people.names_of(request.dbsession, request.vault, [context.who])
    name = name_in(request, names, context.who, context.who.person_id)
    form: Any = SanctionForm(request)
    if form.validate():
        try:
            leading.sanction(
                request.dbsession,
                request.vault,
                context.chat,
                context.who,
                kind=form.kind.data,
                reason=form.reason.data,
                days=form.days.data,
                actor_id=request.identity.person_id,
                now=request.now,
            )
        except policy.Refused as refused:
            form.refuse("kind", words_for(request, refused))
        else:
            presence = presence_of(request.registry)
            entering.move_up(
                request.dbsession, context.room, context.chat, presence=presence, now=request.now
            )
            message = _(
                "decided",
                default="${name}: ${what}.",
                mapping={"name": name, "what": request.localizer.translate(SANCTIONS[form.kind.data])},
            )
            request.flash(message)
            return _back(context, request)
    return {
        "form": form,
        "chat": context.chat,
        "who": context.who,
        "name": name,
        "moderator": context.who.moderating,
    }


@view_config(route_name="groupchat.lift", permission=MODERATE, request_method="POST")
def lift(context: SanctionResource, request: Any) -> HTTPSeeOther:
    """Take a decision back."""
    leading.lift(
        request.dbsession,
        request.vault,
        context.sanction,
        actor_id=request.identity.person_id,
        now=request.now,
    )
    request.flash(_("lifted", default="Die Entscheidung ist zurückgenommen."))
    return _back(context, request)


@view_config(route_name="groupchat.call", permission=MODERATE, request_method="POST", rate_limit=OFTEN)
def call(context: PersonResource, request: Any) -> HTTPSeeOther:
    """Give somebody the floor."""
    _inside(context, request)
    leading.call(request.dbsession, context.chat, context.who, now=request.now)
    return _back(context, request)


@view_config(route_name="groupchat.hand_over", permission=MODERATE, request_method="POST")
def hand_over(context: PersonResource, request: Any) -> HTTPSeeOther:
    """Give the lead to another moderator."""
    _inside(context, request)
    try:
        leading.hand_over(
            request.dbsession,
            request.vault,
            context.chat,
            context.who,
            actor_id=request.identity.person_id,
            now=request.now,
        )
        request.flash(_("handed-over", default="Die Leitung ist übergeben."))
    except policy.Refused as refused:
        request.flash(words_for(request, refused), "warn")
    return _back(context, request)


def _back(context: MeetingResource, request: Any) -> HTTPSeeOther:
    return HTTPSeeOther(request.route_path("groupchat.lead", session=context.chat.id))
