"""All rooms, with the next time of each."""

from typing import Any

from pyramid.view import view_config

from vamv.api.security import Root, display_names
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.permissions import MANAGE, READ
from vamv_groupchat.policy import BEFORE, state
from vamv_groupchat.queries import rooms
from vamv_groupchat.resources import moderates
from vamv_groupchat.views.common import STATES, when


@view_config(
    route_name="groupchat.index",
    permission=READ,
    request_method="GET",
    renderer="vamv_groupchat:templates/index.pt",
)
def index(context: Any, request: Any) -> dict[str, Any]:
    """List the rooms, what is open or soonest first."""
    return {
        "rows": listed(request),
        "manages": bool(request.has_permission(MANAGE, Root(request))),
    }


def listed(request: Any) -> list[dict[str, Any]]:
    """Return the rooms that the person asking may know of, ready to show."""
    session, now = request.dbsession, request.now
    found = rooms.rooms_for(session, request.identity, moderates(request), now)
    ids = [each.chat.id for each in found if each.chat is not None]
    seen = rooms.moderator_seen(session, ids)
    duty = rooms.moderators_on_duty(session, ids)
    names = display_names(session, request.vault, [each for one in duty.values() for each in one])
    away = presence_of(request.registry).away
    rows = []
    for each in found:
        chat = each.chat
        rows.append(
            {
                "room": each.room,
                "chat": chat,
                "when": when(request, chat.starts_at) if chat else None,
                "state": (now_state := state(chat, seen.get(chat.id), now, away)) if chat else None,
                "state_word": request.localizer.translate(STATES[now_state]) if chat else None,
                "soon": bool(chat) and now_state == BEFORE,
                "moderators": [names[who] for who in duty.get(chat.id, ()) if who in names] if chat else [],
            }
        )
    return rows
