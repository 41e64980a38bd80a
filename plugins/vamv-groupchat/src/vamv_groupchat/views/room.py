"""One room: what it is for, when it opens, reminders and calendar file; joining and leaving a group."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.response import Response
from pyramid.view import view_config

from vamv.api.security import Root, display_names
from vamv.api.web import stored_html
from vamv_groupchat import _
from vamv_groupchat.ical import calendar_file
from vamv_groupchat.models import GROUP
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.permissions import MANAGE, READ, TAKE_PART
from vamv_groupchat.policy import EARLY, ENDED, state
from vamv_groupchat.queries import rooms
from vamv_groupchat.resources import Invitation, MeetingResource, RoomResource, moderates
from vamv_groupchat.services import dates
from vamv_groupchat.services.rooms import join as join_group
from vamv_groupchat.services.rooms import leave_group as leave_the_group
from vamv_groupchat.views.common import OFTEN, STATES, when


@view_config(
    route_name="groupchat.room",
    permission=READ,
    request_method="GET",
    renderer="vamv_groupchat:templates/room.pt",
)
def room(context: RoomResource, request: Any) -> dict[str, Any]:
    """Show a room, and the way in where it is open."""
    session, now, identity = request.dbsession, request.now, request.identity
    coming = rooms.coming_in(session, context.room.id, now)
    ids = [chat.id for chat in coming]
    duty = rooms.moderators_on_duty(session, ids)
    names = display_names(session, request.vault, [each for one in duty.values() for each in one])
    seen = rooms.moderator_seen(session, ids)
    wanted = rooms.reminded(session, identity.person_id, ids) if identity is not None else frozenset()
    away, is_moderator = presence_of(request.registry).away, moderates(request)
    rows = []
    for chat in coming:
        now_state = state(chat, seen.get(chat.id), now, away)
        begun = now_state != "before"
        rows.append(
            {
                "chat": chat,
                "when": when(request, chat.starts_at),
                "state": now_state,
                "state_word": request.localizer.translate(STATES[now_state]),
                "begun": begun,
                "open": now_state not in ENDED
                and (begun or (is_moderator and chat.starts_at - now <= EARLY)),
                "moderators": [names[who] for who in duty.get(chat.id, ()) if who in names],
                "reminded": chat.id in wanted,
            }
        )
    return {
        "room": context.room,
        "announcement": stored_html(context.room.announcement_html),
        "rows": rows,
        "belongs": identity is not None and context.room.kind == GROUP and _belongs(request, context),
        "takes_part": bool(request.has_permission(TAKE_PART, context)),
        "manages": bool(request.has_permission(MANAGE, Root(request))),
    }


def _belongs(request: Any, context: RoomResource) -> bool:
    return rooms.is_in_group(request.dbsession, context.room.id, request.identity.person_id)


@view_config(route_name="groupchat.remind", permission=TAKE_PART, request_method="POST", rate_limit=OFTEN)
def remind(context: MeetingResource, request: Any) -> HTTPSeeOther:
    """Note whether somebody wants to be reminded."""
    wanted = request.POST.get("wanted") == "1"
    dates.remind(request.dbsession, context.chat, request.identity, wanted=wanted, now=request.now)
    request.flash(
        _("reminder-set", default="Wir erinnern Sie kurz vorher.")
        if wanted
        else _("reminder-unset", default="Wir erinnern Sie nicht.")
    )
    return HTTPSeeOther(request.route_path("groupchat.room", room=context.room.id))


@view_config(route_name="groupchat.calendar", permission=READ, request_method="GET")
def calendar(context: MeetingResource, request: Any) -> Response:
    """Hand out a calendar file that tells nobody what the appointment is about."""
    chat = context.chat
    summary = request.localizer.translate(_("calendar-summary", default="Termin"))
    text = calendar_file(chat.id, summary, chat.starts_at, chat.ends_at, request.now)
    return Response(
        text.encode(),
        content_type="text/calendar",
        charset="utf-8",
        content_disposition='attachment; filename="termin.ics"',
    )


@view_config(
    route_name="groupchat.join",
    permission=TAKE_PART,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/join.pt",
    rate_limit="20/minute",
)
def join(context: Invitation, request: Any) -> Any:
    """Show where an invitation leads, and let in whoever accepts it."""
    there = request.route_path("groupchat.room", room=context.room.id)
    if rooms.is_in_group(request.dbsession, context.room.id, request.identity.person_id):
        return HTTPSeeOther(there)
    if request.method == "POST":
        join_group(request.dbsession, context.room, request.identity, now=request.now)
        request.flash(_("group-joined", default="Sie gehören jetzt zur Gruppe."))
        return HTTPSeeOther(there)
    return {"room": context.room, "announcement": stored_html(context.room.announcement_html)}


@view_config(
    route_name="groupchat.leave_group",
    permission=TAKE_PART,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/leave_group.pt",
)
def leave_group(context: RoomResource, request: Any) -> Any:
    """Ask, and let somebody out of a closed group."""
    if request.method == "POST":
        leave_the_group(request.dbsession, context.room, request.identity)
        request.flash(_("group-left", default="Sie haben die Gruppe verlassen."))
        return HTTPSeeOther(request.route_path("groupchat.index"))
    return {"room": context.room}
