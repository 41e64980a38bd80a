"""Coming in: the rules first, another name if wished, the waiting list where it is full; and leaving."""

from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.view import view_config

from vamv.api.moderation import REASONS
from vamv.api.names import NAME_TAKEN, accept_name
from vamv.api.security import is_account_name
from vamv_groupchat import _, policy
from vamv_groupchat.models import Waiting
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.permissions import TAKE_PART
from vamv_groupchat.queries import people
from vamv_groupchat.resources import MeetingResource, moderates
from vamv_groupchat.schemas import EnterForm
from vamv_groupchat.services import entering, leading
from vamv_groupchat.views.common import OFTEN, when, words_for

# As often as somebody may try names for an account: the answer tells no more than that page does.
TRIES = "40/hour"


@view_config(
    route_name="groupchat.enter",
    permission=TAKE_PART,
    request_method=("GET", "POST"),
    renderer="vamv_groupchat:templates/enter.pt",
    rate_limit=OFTEN,
)
def enter(context: MeetingResource, request: Any) -> Any:
    """Show the rules, and let in whoever accepts them; moderators come in with one click."""
    is_moderator, presence = moderates(request), presence_of(request.registry)
    form: Any = EnterForm(request)
    alias = _alias(context, request)
    if alias or request.identity.is_staff or context.own is not None:
        del form.alias_name
    if is_moderator:
        del form.listening, form.accepted
    refused = None
    try:
        entering.check_entry(
            request.dbsession,
            context.room,
            context.chat,
            request.identity,
            moderating=is_moderator,
            presence=presence,
            now=request.now,
        )
    except policy.Refused as problem:
        refused = problem
    if refused is None and form.validate() and (name := _accept_alias(form)) is not None:
        try:
            came = entering.enter(
                request.dbsession,
                request.vault,
                context.room,
                context.chat,
                request.identity,
                moderating=is_moderator,
                listening=bool(form.data.get("listening")),
                alias_name=name,
                presence=presence,
                now=request.now,
            )
        except policy.Refused as problem:
            if problem.code == entering.ALIAS_TAKEN:
                form.refuse("alias_name", NAME_TAKEN)
            else:
                refused = problem
        else:
            return _came(context, request, came)
    if refused is not None and request.method == "POST":
        request.response.status_int = 422
    return {
        "form": form,
        "room": context.room,
        "chat": context.chat,
        "alias": alias,
        "moderates": is_moderator,
        "refused": words_for(request, refused) if refused else None,
        "reason": _reason(context, request, refused),
        "opens": when(request, context.chat.starts_at) if refused and refused.code == "before" else None,
        "ahead": people.ahead_of(request.dbsession, context.chat, request.identity.person_id),
    }


def _alias(context: MeetingResource, request: Any) -> str:
    if context.own is not None and not context.own.masked:
        return ""
    found = people.alias_of(request.dbsession, context.room.id, request.identity.person_id)
    return people.alias_name(request.vault, found) if found is not None else ""


def _accept_alias(form: Any) -> str | None:
    request = form.request
    if "alias_name" not in form or not form.alias_name.data:
        return ""
    name = accept_name(form, field="alias_name")
    if name is None:
        return None
    if not request.throttle.hit(TRIES, "groupchat.alias", request.identity.person_id):
        form.refuse(
            "alias_name",
            _(
                "alias-wait",
                default="Das waren viele Namen. Bitte versuchen Sie es in einer Stunde noch einmal.",
            ),
        )
        return None
    if is_account_name(request.dbsession, request.vault, name):
        form.refuse("alias_name", NAME_TAKEN)
        return None
    return name


def _came(context: MeetingResource, request: Any, came: Any) -> HTTPSeeOther:
    if isinstance(came, Waiting):
        request.flash(
            _("waiting-now", default="Gerade sind alle Plätze belegt. Sie stehen auf der Warteliste."), "info"
        )
        return HTTPSeeOther(request.route_path("groupchat.enter", session=context.chat.id))
    if came.moderating:
        leading.open_first(
            request.dbsession, request.vault, context.chat, request.identity.person_id, now=request.now
        )
    return HTTPSeeOther(request.route_path("groupchat.chat", session=context.chat.id))


def _reason(context: MeetingResource, request: Any, refused: policy.Refused | None) -> str | None:
    if refused is None or refused.code not in (entering.BANNED, entering.REMOVED):
        return None
    kinds = (people.BAN, people.REMOVE)
    found = people.sanction_here(
        request.dbsession, context.chat, request.identity.person_id, kinds, request.now
    )
    return str(request.localizer.translate(REASONS[found.reason])) if found else None


@view_config(route_name="groupchat.leave", permission=TAKE_PART, request_method="POST", rate_limit=OFTEN)
def leave(context: MeetingResource, request: Any) -> HTTPSeeOther:
    """Leave the room or the waiting list; whoever waits moves up."""
    session, presence = request.dbsession, presence_of(request.registry)
    entering.leave(session, context.chat, request.identity.person_id, now=request.now)
    entering.move_up(session, context.room, context.chat, presence=presence, now=request.now)
    request.flash(_("left", default="Sie haben den Raum verlassen."))
    return HTTPSeeOther(request.route_path("groupchat.room", room=context.room.id))
