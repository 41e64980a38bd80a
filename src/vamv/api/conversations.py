"""Chats and threads of a plugin: its own tables from shared columns, and one way to append to them."""

from vamv.conversations.changes import (
    THE_CONVERSATION,
    edit,
    note_change,
    note_conversation,
    remove,
    targets,
)
from vamv.conversations.models import (
    CLIENT_ID_LENGTH,
    ChangingMessageMixin,
    ConversationMixin,
    MessageMixin,
    ParticipantMixin,
    message_constraints,
)
from vamv.conversations.queries import messages_after, messages_before, rows_after
from vamv.conversations.services import Appended, append, lock, mark_read
from vamv.db.hints import tell_pages

__all__ = [
    "CLIENT_ID_LENGTH",
    "THE_CONVERSATION",
    "Appended",
    "ChangingMessageMixin",
    "ConversationMixin",
    "MessageMixin",
    "ParticipantMixin",
    "append",
    "edit",
    "lock",
    "mark_read",
    "message_constraints",
    "messages_after",
    "messages_before",
    "note_change",
    "note_conversation",
    "remove",
    "rows_after",
    "targets",
    "tell_pages",
]
