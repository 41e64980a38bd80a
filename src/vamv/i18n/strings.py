"""The core's message factory: `_("login-title", default="Anmelden")`."""

from pyramid.i18n import TranslationStringFactory

DOMAIN = "vamv"

_ = TranslationStringFactory(DOMAIN)
