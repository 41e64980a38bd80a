"""vamv-forum: discussions in categories, the first room of a vamv portal."""

from pyramid.i18n import TranslationStringFactory

__version__ = "0.1.0"

_ = TranslationStringFactory("vamv_forum")
