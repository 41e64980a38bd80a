"""Saying something in the room, the same for a form and for a socket."""

from dataclasses import dataclass
from typing import Any

from vamv.api.drafts import discard_draft
from vamv.api.events import announce
from vamv.api.moderation import in_crisis, screen
from vamv.api.orm import new_id
from vamv_groupchat.events import AsideSaid, MessageSaid
from vamv_groupchat.models import MESSAGE_KIND, Aside, Message
from vamv_groupchat.resources import MeetingResource
from vamv_groupchat.services import writing
from vamv_groupchat.views.common import pen


@dataclass(frozen=True)
class Outcome:
    """`message`: what stands in the room now, None while a moderator has to read it first. `crisis`: the text
    sounds as if somebody were in danger.
    """

    message: Message | None
    crisis: bool


def draft_key(context: MeetingResource) -> str:
    """Return under what name the draft of this room is kept."""
    return f"groupchat.chat:{context.chat.id}"


def say(context: MeetingResource, request: Any, form: Any) -> Outcome:
    """Say what a valid form holds, in the name of whoever sent it. Raises policy.Refused."""
    assert context.own is not None
    text = form.text.data or ""
    said = writing.say(
        pen(request, context.chat), text, form.client_id.data or new_id(), hold=held(request, text)
    )
    discard_draft(request, draft_key(context))
    if said.first:
        event = (
            AsideSaid(context.chat, said.message, request.now)
            if isinstance(said.message, Aside)
            else MessageSaid(context.chat, said.message, context.own, request.now)
        )
        announce(request.registry, request.dbsession, event)
    return Outcome(said.message if isinstance(said.message, Message) else None, in_crisis(text))


def held(request: Any, text: str) -> bool:
    """Tell whether a moderator has to read a text before the room does."""
    words = request.registry.settings["vamv.held_words"]
    found = screen(
        request.hooks, text=text, kind=MESSAGE_KIND, author_id=request.identity.person_id, words=words
    )
    return found.hold
