"""What people say in the group chat, for the moderation desk: it can be reported, hidden and restored."""

from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from vamv.api.moderation import Alias, Content, ContentActions
from vamv.api.security import Identity
from vamv.api.vault import Vault
from vamv.api.web import plain_text, render_post
from vamv_groupchat import _
from vamv_groupchat.models import MESSAGE_KIND
from vamv_groupchat.queries import chat, people
from vamv_groupchat.services import writing
from vamv_groupchat.services.keys import open_text

EXCERPT = 200  # characters


def declare(config: Any) -> None:
    """Declare the kind of content."""
    config.add_content_kind(
        MESSAGE_KIND,
        _("kind-message", default="Nachricht im Gruppenchat"),
        message_content,
        ContentActions(writing.hide_message, writing.restore_message),
        may_read=may_read,
        note=_(
            "kind-message-note",
            default="Wenn es eilt: Schreiben Sie im Raum an die Moderation. Gemeldetes liest sie auch "
            "nach dem Ende des Chats, aber nur, bis das Chatprotokoll gelöscht ist.",
        ),
    )


def message_content(session: Session, vault: Vault, message_id: str) -> Content | None:
    """Return a message as the moderation desk sees it; None once its text is gone."""
    found = chat.message_with_session(session, message_id)
    if found is None:
        return None
    message, meeting = found
    text = open_text(vault, meeting, message)
    if text is None:
        return None
    html: Markup = render_post(text)
    return Content(
        kind=MESSAGE_KIND,
        id=message.id,
        author_id=message.sender_id,
        html=html,
        excerpt=plain_text(html)[:EXCERPT],
        route="groupchat.chat",
        route_args={"session": meeting.id},
        created_at=message.created_at,
        hidden=message.hidden_at is not None,
        alias=_alias(session, vault, meeting.id, meeting.room_id, message.sender_id),
    )


def may_read(session: Session, actor: Identity | None, message_id: str) -> bool:
    """Tell whether somebody was in the room when a message was said."""
    return actor is not None and chat.may_read(session, message_id, actor.person_id)


def _alias(
    session: Session, vault: Vault, session_id: str, room_id: str, person_id: str | None
) -> Alias | None:
    who = people.participant(session, session_id, person_id) if person_id else None
    if who is None or not who.masked:
        return None
    return Alias(people.names_of(session, vault, [who]).get(who.person_id, ""), room_id)
