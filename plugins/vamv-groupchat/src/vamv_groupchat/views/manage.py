"""Looking after the rooms: adding and changing them, who looks after each, and the invitation to a group."""

from typing import Any

from pyramid.httpexceptions import HTTPNotFound, HTTPSeeOther
from pyramid.view import view_config

from vamv.api.audit import record
from vamv.api.moderation import is_staff
from vamv.api.security import display_names, person_named
from vamv_groupchat import _
from vamv_groupchat.models import GROUP, MODERATOR, PARTS, SUBSTITUTE
from vamv_groupchat.permissions import MANAGE
from vamv_groupchat.qr import qr_svg
from vamv_groupchat.queries import rooms as find
from vamv_groupchat.resources import ManagedRoom
from vamv_groupchat.schemas_rooms import RoomForm, StaffForm
from vamv_groupchat.services import rooms

FORM = "vamv_groupchat:templates/room_form.pt"
SAVED = _("room-saved", default="Der Raum ist gespeichert.")
PART_WORDS = {
    MODERATOR: _("part-moderator", default="moderiert"),
    SUBSTITUTE: _("part-substitute", default="Vertretung"),
}


@view_config(
    route_name="groupchat.manage",
    permission=MANAGE,
    request_method="GET",
    renderer="vamv_groupchat:templates/manage.pt",
)
def manage(context: Any, request: Any) -> dict[str, Any]:
    """List all rooms."""
    return {"rooms": find.all_rooms(request.dbsession)}


@view_config(
    route_name="groupchat.add_room", permission=MANAGE, request_method=("GET", "POST"), renderer=FORM
)
def add(context: Any, request: Any) -> Any:
    """Add a room."""
    form = RoomForm(request)
    del form.archived
    if form.validate():
        room = rooms.add_room(request.dbsession, request.vault, now=request.now, **_data(form))
        return done(request, "room.added", room.id, SAVED, "groupchat.dates", room=room.id)
    return {"form": form, "room": None}


@view_config(
    route_name="groupchat.change_room", permission=MANAGE, request_method=("GET", "POST"), renderer=FORM
)
def change(context: ManagedRoom, request: Any) -> Any:
    """Change a room."""
    room = context.room
    form = RoomForm(request, obj=room, archived=room.archived_at is not None)
    if form.validate():
        rooms.change_room(request.dbsession, request.vault, room, now=request.now, **_data(form))
        return done(request, "room.changed", room.id, SAVED, "groupchat.manage")
    return {"form": form, "room": room}


def _data(form: Any) -> dict[str, Any]:
    return {**form.data, "slow_seconds": form.slow_seconds.data or 0}


@view_config(
    route_name="groupchat.staff",
    permission=MANAGE,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/staff.pt",
)
def staff(context: ManagedRoom, request: Any) -> Any:
    """Say who usually looks after a room, and who is called when nobody is there."""
    session, room = request.dbsession, context.room
    known = find.staff_of(session, room.id)
    if request.method == "POST" and "remove" in request.POST:
        rest = {who: part for who, part in known.items() if who != request.POST["remove"]}
        rooms.set_staff(session, room, rest)
        return done(request, "room.staff", room.id, SAVED, "groupchat.staff", room=room.id)
    form: Any = StaffForm(request)
    if form.validate():
        person_id = staff_named(request, form)
        if person_id is not None:
            rooms.set_staff(session, room, {**known, person_id: form.part.data})
            return done(request, "room.staff", room.id, SAVED, "groupchat.staff", room=room.id)
    return {"form": form, "room": room, "people": roster(request, known)}


def staff_named(request: Any, form: Any) -> str | None:
    """Return the member of the team that a form names; None: the form says that there is none."""
    found = person_named(request.dbsession, request.vault, form["name"].data or "")
    if found is not None and is_staff(request.dbsession, found):
        return str(found)
    form.refuse("name", _("staff-unknown", default="Im Team gibt es niemanden mit diesem Namen."))
    return None


def roster(request: Any, duty: dict[str, str]) -> list[dict[str, Any]]:
    """Return who is on duty, ready to show: moderators first."""
    names = display_names(request.dbsession, request.vault, duty)
    rows = [
        {"id": who, "name": names[who], "part": part, "word": request.localizer.translate(PART_WORDS[part])}
        for who, part in duty.items()
        if who in names
    ]
    return sorted(rows, key=lambda row: (PARTS.index(row["part"]), row["name"]))


@view_config(
    route_name="groupchat.invitation",
    permission=MANAGE,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/invitation.pt",
)
def invitation(context: ManagedRoom, request: Any) -> Any:
    """Show the link to a closed group, also as a picture for phones, and make a new one."""
    room = context.room
    if room.kind != GROUP:
        raise HTTPNotFound
    if request.method == "POST":
        rooms.renew_invitation(request.dbsession, request.vault, room, secret=rooms.new_secret())
        words = _("invitation-new", default="Der neue Link gilt, der alte nicht mehr.")
        return done(request, "room.invitation", room.id, words, "groupchat.invitation", room=room.id)
    secret = rooms.invitation_of(request.vault, room)
    link = request.route_url("groupchat.join", secret=secret) if secret else None
    return {"room": room, "link": link, "code": qr_svg(link) if link else None}


def done(request: Any, what: str, object_id: str, words: Any, route: str, **args: str) -> HTTPSeeOther:
    """Note a change in the log of actions, say that it is done, and lead on."""
    record(
        request.dbsession,
        request.vault,
        actor_id=request.identity.person_id,
        action=f"groupchat.{what}",
        object_id=object_id,
        now=request.now,
    )
    request.flash(words)
    return HTTPSeeOther(request.route_path(route, **args))
