"""Languages: which a request is answered in, and where the texts come from."""

from typing import Any

from vamv.i18n.negotiation import negotiate


def includeme(config: Any) -> None:
    config.set_locale_negotiator(negotiate)
    config.add_translation_dirs("vamv:locale/")
