"""Catalogues compared with what the sources say."""

from pathlib import Path

import polib


def catalogue_gaps(package_folder: Path, domain: str, locale: str) -> list[str]:
    """Return the message ids that a language lacks, compared with every other catalogue of the domain."""
    locales = package_folder / "locale"
    own = locales / locale / "LC_MESSAGES" / f"{domain}.po"
    if not own.is_file():
        return [f"there is no {own.relative_to(package_folder)}"]
    return [entry.msgid for entry in polib.pofile(str(own)) if not entry.obsolete and not entry.translated()]
