"""Texts of a plugin that can be reported: declared with `config.add_content_kind`."""

from vamv.moderation.content import Content, ContentActions
from vamv.moderation.screening import may_contact, screen

__all__ = ["Content", "ContentActions", "may_contact", "screen"]
