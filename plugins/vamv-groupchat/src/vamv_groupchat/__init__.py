"""vamv-groupchat: moderated group chats at a fixed hour, and rooms with opening hours."""

from pyramid.i18n import TranslationStringFactory

__version__ = "0.1.0"

_ = TranslationStringFactory("vamv_groupchat")
