"""Texts of a plugin that can be reported: declared with `config.add_content_kind`.

Moderation hides one that nobody has reported with `hide(session, vault, kind=content_kinds(registry)[name],
…)`, which tells its author why.

And people whom somebody does not want to see or hear from: `request.muted.hides(author_id, scope)`.
"""

from vamv.moderation.blocks import (
    BLOCK,
    MUTE,
    IsStaff,
    Muted,
    TooMany,
    hidden_people,
    is_staff,
    mute,
    muted_by,
)
from vamv.moderation.content import Alias, Content, ContentActions, content_kinds
from vamv.moderation.hints import Hint, held_words, hints
from vamv.moderation.policy import AlreadyDecided, NotPossible, NotYours
from vamv.moderation.screening import may_contact, screen
from vamv.moderation.services import hide
from vamv.moderation.words import HINTS, REASONS

__all__ = [
    "BLOCK",
    "HINTS",
    "MUTE",
    "REASONS",
    "Alias",
    "AlreadyDecided",
    "Content",
    "ContentActions",
    "Hint",
    "IsStaff",
    "Muted",
    "NotPossible",
    "NotYours",
    "TooMany",
    "content_kinds",
    "held_words",
    "hidden_people",
    "hide",
    "hints",
    "is_staff",
    "may_contact",
    "mute",
    "muted_by",
    "screen",
]
