"""When a room is open: its hours and dates, who is on duty at each, and calling one off."""

from datetime import datetime, timedelta
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.calendar import ZONE
from vamv_groupchat import _
from vamv_groupchat.permissions import MANAGE
from vamv_groupchat.queries import rooms as find
from vamv_groupchat.resources import ManagedDate, ManagedHours, ManagedRoom
from vamv_groupchat.schedule import moment
from vamv_groupchat.schemas_rooms import DateForm, HoursForm, StaffForm, minute_of
from vamv_groupchat.services import dates, rooms
from vamv_groupchat.views.common import when
from vamv_groupchat.views.manage import done, roster, staff_named

MOST = 40
WEEKDAYS = (
    _("weekday-0", default="montags"),
    _("weekday-1", default="dienstags"),
    _("weekday-2", default="mittwochs"),
    _("weekday-3", default="donnerstags"),
    _("weekday-4", default="freitags"),
    _("weekday-5", default="samstags"),
    _("weekday-6", default="sonntags"),
)
EVERY = {
    1: _("hours-1", default="jede Woche"),
    2: _("hours-2", default="alle zwei Wochen"),
    4: _("hours-4", default="alle vier Wochen"),
}
PAST = _("date-past", default="Dieser Zeitpunkt ist schon vorbei.")


@view_config(
    route_name="groupchat.dates",
    permission=MANAGE,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/dates.pt",
)
def plan(context: ManagedRoom, request: Any) -> Any:
    """Show what is planned, and add a date."""
    form: Any = DateForm(request)
    room = context.room
    if form.validate() and (starts_at := _moment(form, request.now)) is not None:
        chat = dates.add_date(
            request.dbsession,
            request.vault,
            room,
            topic=form.topic.data or "",
            starts_at=starts_at,
            minutes=form.minutes.data,
            now=request.now,
        )
        words = _("date-added", default="Der Termin ist geplant.")
        return done(request, "date.added", chat.id, words, "groupchat.dates", room=room.id)
    return _page(context, request, form)


@view_config(
    route_name="groupchat.add_hours",
    permission=MANAGE,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/hours.pt",
)
def add_hours(context: ManagedRoom, request: Any) -> Any:
    """Open a room again and again, and plan the next weeks at once."""
    form: Any = HoursForm(request)
    room = context.room
    if form.validate():
        hours = rooms.add_hours(
            request.dbsession,
            room,
            first_day=form.first_day.data,
            minute_of_day=minute_of(form.clock.data),
            minutes=form.minutes.data,
            every_weeks=form.every_weeks.data,
        )
        ahead = timedelta(days=request.registry.settings["groupchat.plan_days"])
        dates.plan(request.dbsession, request.vault, room, now=request.now, ahead=ahead)
        words = _("hours-added", default="Die Zeiten gelten, und die nächsten Termine sind geplant.")
        return done(request, "hours.added", hours.id, words, "groupchat.dates", room=room.id)
    return {"form": form, "room": room}


@view_config(route_name="groupchat.remove_hours", permission=MANAGE, request_method="POST")
def remove_hours(context: ManagedHours, request: Any) -> HTTPSeeOther:
    """Take opening hours back."""
    hours_id = context.hours.id
    dates.remove_hours(request.dbsession, context.hours, now=request.now)
    words = _("hours-removed", default="Die Zeiten gelten nicht mehr. Geplante Termine daraus fallen aus.")
    return done(request, "hours.removed", hours_id, words, "groupchat.dates", room=context.room.id)


@view_config(
    route_name="groupchat.change_date",
    permission=MANAGE,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/date.pt",
)
def change_date(context: ManagedDate, request: Any) -> Any:
    """Change a date, and who is on duty then."""
    session, chat = request.dbsession, context.chat
    duty = find.duty_of(session, chat.id)
    local = chat.starts_at.astimezone(ZONE)
    minutes = int((chat.ends_at - chat.starts_at) / timedelta(minutes=1))
    wants_duty = request.method == "POST" and ("part" in request.POST or "remove" in request.POST)
    if wants_duty and "remove" in request.POST:
        rest = {who: part for who, part in duty.items() if who != request.POST["remove"]}
        dates.set_duty(session, chat, rest)
        return _saved(context, request)
    staff: Any = StaffForm(request)
    form: Any = DateForm(request, topic=chat.topic, day=local.date(), clock=local.time(), minutes=minutes)
    if wants_duty:
        person_id = staff_named(request, staff) if staff.validate() else None
        if person_id is not None:
            dates.set_duty(session, chat, {**duty, person_id: staff.part.data})
            return _saved(context, request)
    elif form.validate() and (starts_at := _moment(form, request.now, chat.starts_at)) is not None:
        dates.change_date(
            session,
            chat,
            topic=form.topic.data or "",
            starts_at=starts_at,
            minutes=form.minutes.data,
            now=request.now,
        )
        return _saved(context, request)
    return {
        "form": form,
        "staff": staff,
        "shown": staff if wants_duty else form,
        "room": context.room,
        "chat": chat,
        "when": when(request, chat.starts_at),
        "people": roster(request, duty),
    }


def _saved(context: ManagedDate, request: Any) -> HTTPSeeOther:
    words = _("date-saved", default="Der Termin ist gespeichert.")
    args = {"room": context.room.id, "session": context.chat.id}
    return done(request, "date.changed", context.chat.id, words, "groupchat.change_date", **args)


@view_config(route_name="groupchat.cancel_date", permission=MANAGE, request_method="POST")
def cancel_date(context: ManagedDate, request: Any) -> HTTPSeeOther:
    """Call a meeting off."""
    dates.cancel(request.dbsession, context.chat, now=request.now)
    words = _("date-cancelled", default="Der Termin fällt aus. Wer erinnert werden wollte, erfährt es.")
    return done(request, "date.cancelled", context.chat.id, words, "groupchat.dates", room=context.room.id)


def _moment(form: Any, now: datetime, before: datetime | None = None) -> datetime | None:
    starts_at = moment(form.day.data, minute_of(form.clock.data))
    if starts_at <= now and starts_at != before:
        form.refuse("day", PAST)
        return None
    return starts_at


def _page(context: ManagedRoom, request: Any, form: Any) -> dict[str, Any]:
    session, room = request.dbsession, context.room
    coming = find.coming_in(session, room.id, request.now, MOST)
    translate = request.localizer.translate
    return {
        "form": form,
        "room": room,
        "hours": [
            {
                "hours": each,
                "weekday": translate(WEEKDAYS[each.first_day.weekday()]),
                "clock": f"{each.minute_of_day // 60:02}:{each.minute_of_day % 60:02}",
                "every": translate(EVERY.get(each.every_weeks, EVERY[1])),
            }
            for each in find.hours_of(session, room.id)
        ],
        "rows": [
            {
                "chat": chat,
                "when": when(request, chat.starts_at),
                "people": roster(request, find.duty_of(session, chat.id)),
            }
            for chat in coming
        ],
    }
