"""Texts of a plugin that can be reported: declared with `config.add_content_kind`."""

from vamv.moderation.content import Content, ContentActions

__all__ = ["Content", "ContentActions"]
