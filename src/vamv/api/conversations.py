"""Chats and threads of a plugin: its own tables from shared columns, and one way to append to them."""

from vamv.conversations.models import (
    CLIENT_ID_LENGTH,
    ConversationMixin,
    MessageMixin,
    ParticipantMixin,
    message_constraints,
)
from vamv.conversations.queries import messages_after, messages_before
from vamv.conversations.services import Appended, append, lock, mark_read

__all__ = [
    "CLIENT_ID_LENGTH",
    "Appended",
    "ConversationMixin",
    "MessageMixin",
    "ParticipantMixin",
    "append",
    "lock",
    "mark_read",
    "message_constraints",
    "messages_after",
    "messages_before",
]
