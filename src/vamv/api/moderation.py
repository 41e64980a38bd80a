"""Texts of a plugin that can be reported: declared with `config.add_content_kind`.

And people whom somebody does not want to see or hear from: `request.muted.hides(author_id, scope)`.
"""

from vamv.moderation.blocks import BLOCK, MUTE, IsStaff, Muted, TooMany, hidden_people, mute, muted_by
from vamv.moderation.content import Alias, Content, ContentActions
from vamv.moderation.screening import may_contact, screen

__all__ = [
    "BLOCK",
    "MUTE",
    "Alias",
    "Content",
    "ContentActions",
    "IsStaff",
    "Muted",
    "TooMany",
    "hidden_people",
    "may_contact",
    "mute",
    "muted_by",
    "screen",
]
