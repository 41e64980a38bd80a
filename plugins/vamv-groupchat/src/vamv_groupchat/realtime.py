"""The namespace `/groupchat`: what the pages of a room do while they are open. No rule is here."""

from functools import partial
from typing import Any

from pyramid.httpexceptions import HTTPNotFound
from pyramid.renderers import render

from vamv.api.realtime import Batch, ConversationNamespace, Entered, Refused, tree
from vamv_groupchat import policy
from vamv_groupchat.models import ChatSession
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.permissions import TAKE_PART
from vamv_groupchat.queries import chat as find
from vamv_groupchat.resources import MeetingResource
from vamv_groupchat.schemas import MessageForm
from vamv_groupchat.services import entering, writing
from vamv_groupchat.views.around import fragment, mine, own_word
from vamv_groupchat.views.asides import aside_fragment
from vamv_groupchat.views.chat import is_in, reader_of
from vamv_groupchat.views.common import pen, words_for
from vamv_groupchat.views.saying import say
from vamv_groupchat.views.shown import batch


def declare(config: Any) -> None:
    """Declare the namespace, and what its pages load."""
    config.add_realtime_namespace(Meetings, "/groupchat", permission=TAKE_PART)
    config.add_page_asset(
        "vamv:static/realtime.js", ("groupchat.chat", "groupchat.whisper", "groupchat.team")
    )


class Meetings(ConversationNamespace):
    """Meetings, for those who have come in."""

    conversation = ChatSession
    writes = frozenset({"send", "hand", "writing"})
    listening = frozenset({"here", "own"})
    reads = frozenset({"own"})

    def enter(self, request: Any, conversation_id: str) -> Entered:
        """Moderators see the same; of the others, those for whom the same people do not exist."""
        context = _context(request, conversation_id)
        reader = reader_of(context, request, context.own)
        audience = "moderators" if reader.own.moderating else " ".join(sorted(reader.unseen))
        return Entered(context.chat.last_seq, audience, own_word(request, context.chat, context.own))

    def rows(self, request: Any, conversation_id: str, after: int, limit: int) -> Batch:
        context = _context(request, conversation_id)
        return batch(request, context.chat, reader_of(context, request, context.own), after, limit)

    def on_send(self, request: Any, data: Any) -> dict[str, Any]:
        """Say something."""
        context = _of(request, data)
        form: Any = MessageForm(request, posted=_strings(data))
        if not form.validate():
            words = (request.localizer.translate(each) for field in form for each in field.errors)
            raise Refused("invalid", " ".join(words))
        try:
            outcome = say(context, request, form)
        except policy.Refused as refused:
            raise Refused(refused.code, words_for(request, refused)) from None
        answer: dict[str, Any] = {"seq": outcome.message.seq} if outcome.message is not None else {}
        if outcome.crisis or outcome.message is None:
            values = {"held": outcome.message is None, "crisis": outcome.crisis}
            markup = render("vamv_groupchat:templates/answered.pt", values, request=request)
            answer["node"] = tree(markup.strip())
        return answer

    def on_hand(self, request: Any, data: Any) -> dict[str, Any]:
        """Raise a hand, or take it down."""
        return self._do(request, data, partial(writing.raise_hand, up=_strings(data).get("up") == "1"))

    def on_writing(self, request: Any, data: Any) -> dict[str, Any]:
        """Tell the others that a longer text is coming."""
        return self._do(request, data, writing.still_writing)

    def on_own(self, request: Any, data: Any) -> dict[str, Any]:
        """Return what only this person sees: in the room, or beside it."""
        context = _of(request, data)
        if _strings(data).get("part") == "beside":
            return {"node": tree(aside_fragment(context, request, context.own))}
        return {"node": tree(fragment(mine(request, context.chat, context.own)))}

    def on_here(self, request: Any, data: Any) -> dict[str, Any]:
        """Note that somebody has the room before them, and how far they have read."""
        context = _of(request, data)
        read = data.get("read")
        beside = data.get("part") == "beside"
        aside = find.backroom_of(request.dbsession, context.chat.id) if beside else None
        known = isinstance(read, int) and not isinstance(read, bool) and 0 <= read <= context.chat.last_seq
        entering.touch(
            request.dbsession,
            context.chat.id,
            request.identity.person_id,
            now=request.now,
            presence=presence_of(request.registry),
            read=read if known and not beside else 0,
            aside=aside.last_seq if aside is not None else 0,
        )
        return {}

    def _do(self, request: Any, data: Any, what: Any) -> dict[str, Any]:
        context = _of(request, data)
        try:
            what(pen(request, context.chat))
        except policy.Refused as refused:
            raise Refused(refused.code, words_for(request, refused)) from None
        return {}


def _of(request: Any, data: Any) -> Any:
    return _context(request, _strings(data).get("conversation", ""))


def _context(request: Any, conversation_id: str) -> Any:
    """Return the meeting as a page of it would get it, for somebody who is in it."""
    request.matchdict = {"session": conversation_id}
    try:
        context = MeetingResource(request)
    except HTTPNotFound:
        raise Refused("not_found") from None
    if not request.has_permission(TAKE_PART, context):
        raise Refused("forbidden")
    if not is_in(context, request):
        raise Refused("left")
    return context


def _strings(data: Any) -> dict[str, str]:
    if not isinstance(data, dict):
        raise Refused("malformed")
    return {name: value for name, value in data.items() if isinstance(name, str) and isinstance(value, str)}
