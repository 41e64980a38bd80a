"""Which language a request is answered in."""

from collections.abc import Sequence
from typing import Any

from vamv.i18n.locales import DEFAULT, LANGUAGES, lang

COOKIES = ("__Host-s", "s")
SUFFIX = "~"


def offered(settings: dict[str, Any]) -> list[str]:
    """Return the locales of this portal, its default first; never empty."""
    return [name for name in settings["vamv.locales"] if name in LANGUAGES] or [DEFAULT]


def negotiate(request: Any) -> str:
    """Return the locale for `request`.

    What a person has saved comes first, then what was chosen before logging in (it travels in the one
    cookie), then what the browser asks for, then the portal's default.
    """
    locales = offered(request.registry.settings)
    identity = getattr(request, "identity", None)
    chosen = (getattr(identity, "locale", None), cookie_locale(request.cookies))
    for locale in chosen:
        if locale in locales:
            return str(locale)
    return _asked_for(request.accept_language, locales)


def cookie_locale(cookies: Any) -> str | None:
    """Return the language chosen before logging in: what follows `~` in the session cookie."""
    for name in COOKIES:
        value = cookies.get(name)
        if value is not None:
            return value.partition(SUFFIX)[2] or None
    return None


def _asked_for(accept_language: Any, locales: Sequence[str]) -> str:
    # Several locales share a language (formal and informal German): the first in the portal's order wins.
    by_tag: dict[str, str] = {}
    for locale in locales:
        by_tag.setdefault(lang(locale), locale)
    tag = accept_language.lookup(list(by_tag), default=lang(locales[0]))
    return by_tag[tag]
