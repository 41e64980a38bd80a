"""Texts of a plugin that can be reported: declared with `config.add_content_kind`.

Moderation hides one that nobody has reported with `hide(session, vault, kind=content_kinds(registry)[name],
…)`, which tells its author why.

Before somebody publishes a text, `personal_data(text)` finds what it gives away (`PERSONAL_DATA`: a word for
each kind), and `in_crisis(text)` tells when to show the numbers for a crisis. Both are hints: never refuse.

And people whom somebody does not want to see or hear from: `request.muted.hides(author_id, scope)`.
"""

from vamv.moderation.blocks import (
    BLOCK,
    MUTE,
    IsStaff,
    Muted,
    TooMany,
    blocked_with,
    hidden_people,
    is_staff,
    mute,
    muted_by,
    who_hides,
    who_is_apart,
)
from vamv.moderation.content import Alias, Content, ContentActions, content_kinds
from vamv.moderation.crisis import in_crisis
from vamv.moderation.hints import Hint, held_words, hints
from vamv.moderation.personal_data import personal_data
from vamv.moderation.policy import AlreadyDecided, NotPossible, NotYours
from vamv.moderation.screening import may_contact, screen
from vamv.moderation.services import hide
from vamv.moderation.words import HINTS, PERSONAL_DATA, REASONS

__all__ = [
    "BLOCK",
    "HINTS",
    "MUTE",
    "PERSONAL_DATA",
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
    "blocked_with",
    "content_kinds",
    "held_words",
    "hidden_people",
    "hide",
    "hints",
    "in_crisis",
    "is_staff",
    "may_contact",
    "mute",
    "muted_by",
    "personal_data",
    "screen",
    "who_hides",
    "who_is_apart",
]
