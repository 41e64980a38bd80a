"""Translations without a request, as the worker needs them for mails."""

from typing import Any

from pyramid.i18n import Localizer, make_localizer
from pyramid.interfaces import ILocalizer, ITranslationDirectories


def localizer_for(registry: Any, locale: str) -> Localizer:
    """Return the localizer of a locale, the same one that requests use."""
    found = registry.queryUtility(ILocalizer, name=locale)
    if found is None:
        folders = registry.queryUtility(ITranslationDirectories, default=[])
        found = make_localizer(locale, folders)
        registry.registerUtility(found, ILocalizer, name=locale)
    return found
