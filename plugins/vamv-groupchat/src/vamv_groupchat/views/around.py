"""What stands around the messages: the room's state for all who see the same, and one person's own part."""

from typing import Any

from markupsafe import Markup
from pyramid.renderers import render

from vamv.api.security import display_names
from vamv_groupchat import policy
from vamv_groupchat.models import ChatSession, Participant
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.queries import chat as find
from vamv_groupchat.queries import people, rooms
from vamv_groupchat.queries import presence as present
from vamv_groupchat.queries.chat import Reader
from vamv_groupchat.services import writing
from vamv_groupchat.views.common import REFUSALS, SOMEBODY, name_in, pen, state_of, when, words_for

# Why one person does not write, while others do.
PERSONAL = (policy.LISTENING, policy.MUTED)


def state(request: Any, chat: ChatSession, reader: Reader) -> dict[str, Markup]:
    """Return what a whole audience is told of a room: `head`, who is there and until when, and `floor`, who
    wants to speak, and why nobody writes just now.
    """
    session, moderating = request.dbsession, reader.own.moderating
    unseen = frozenset() if moderating else reader.unseen
    idle = presence_of(request.registry).idle
    crowd = present.crowd(session, chat.id, now=request.now, idle=idle, unseen=unseen)
    names = people.names_of(session, request.vault, crowd.named)
    now_state = state_of(request, chat)

    def name(who: Participant) -> str:
        return name_in(request, names, who, who.person_id)

    head = {
        "count": crowd.count,
        "moderators": [name(each) for each in crowd.moderators],
        "on_duty": _on_duty(request, chat.id),
        "ends": when(request, chat.ends_at),
        "here": [{"name": name(each), "moderates": each.moderating} for each in crowd.first],
        "more": crowd.count - len(crowd.first),
    }
    closed = now_state != policy.OPEN and (not moderating or now_state in policy.ENDED)
    floor = {
        "notice": request.localizer.translate(REFUSALS[now_state]) if closed else None,
        "slow": chat.slow_seconds,
        "hands": [{"name": name(each), "speaks": each.called_at is not None} for each in crowd.hands],
        "writers": [name(each) for each in crowd.writers],
    }
    return {"head": _part(request, "head", head), "floor": _part(request, "floor", floor)}


def mine(request: Any, chat: ChatSession, own: Participant) -> dict[str, Markup]:
    """Return what only one person sees: `own`, why they do not write and what is new for them, and `menu`,
    what else they can do.
    """
    refused = writing.refused(pen(request, chat), own)
    code = refused.code if refused else None
    over = code in policy.ENDED
    values = {
        "chat": chat,
        "own": own,
        "notice": words_for(request, refused) if refused is not None and code in PERSONAL else None,
        "asides": find.new_asides(request.dbsession, chat.id, own),
        "actions": not over or own.moderating,
        "may_raise": not own.moderating and not over and code not in PERSONAL,
        "may_write": not over and code not in PERSONAL,
    }
    return {"own": _part(request, "own", values), "menu": _part(request, "menu", values)}


def fragment(parts: dict[str, Markup]) -> Markup:
    """Return parts of the page as one element, to be sent to a page that is open."""
    return Markup("<div>{}</div>").format(Markup("").join(parts.values()))


def _part(request: Any, name: str, values: dict[str, Any]) -> Markup:
    return Markup(render(f"vamv_groupchat:templates/part_{name}.pt", values, request=request))  # noqa: S704


def own_word(request: Any, chat: ChatSession, own: Participant) -> str:
    """Return in a word what the person's own part depends on."""
    refused = writing.refused(pen(request, chat), own)
    code = refused.code if refused is not None and refused.code != policy.SLOW else None
    asides = find.asides_for(request.dbsession, chat.id, own)
    held = find.held(request.dbsession, chat.id) if own.moderating else 0
    return f"{code} {own.moderating} {own.hand_at is not None} {own.called_at is not None} {asides} {held}"


def _on_duty(request: Any, session_id: str) -> list[str]:
    ids = rooms.moderators_on_duty(request.dbsession, [session_id]).get(session_id, [])
    names = display_names(request.dbsession, request.vault, ids)
    return [names.get(each) or str(request.localizer.translate(SOMEBODY)) for each in ids]
