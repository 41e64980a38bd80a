"""The pages that every portal has, and the texts they begin with.

The texts are Markdown files beside the templates, so that a chapter's theme may replace them like a template.
A text with gaps (`[[Anschrift]]`) is a sample: it helps whoever fills in the page, and is never published.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyramid.path import AssetResolver

from vamv.i18n.strings import _

_GAP = re.compile(r"\[\[.+?\]\]", re.DOTALL)


@dataclass(frozen=True)
class PageKind:
    """A page every portal has. `sample`: its text can only come from the chapter."""

    slug: str
    title: Any
    sample: bool = False


PAGES = {
    page.slug: page
    for page in (
        PageKind("imprint", _("page-imprint", default="Impressum"), sample=True),
        PageKind("privacy", _("page-privacy", default="Datenschutz"), sample=True),
        PageKind("terms", _("page-terms", default="Nutzungsbedingungen")),
        PageKind("accessibility", _("page-accessibility", default="Barrierefreiheit")),
        PageKind("house-rules", _("page-house-rules", default="Umgangsregeln")),
    )
}
# Without these two no portal may be reached by the public (DDG § 5, GDPR Art. 13).
REQUIRED = tuple(page.slug for page in PAGES.values() if page.sample)


def initial_text(slug: str, locale: str) -> str | None:
    """Return the text a page begins with in this language, sample or not; None where there is none.

    A variant such as informal German has its own text, or that of its language.
    """
    for name in (locale, locale.partition("_")[0]):
        path = Path(AssetResolver().resolve(f"vamv:templates/pages/{slug}.{name}.md").abspath())
        if path.is_file():
            return path.read_text(encoding="utf-8")
    return None


def gaps(source: str) -> list[str]:
    """Return what still has to be filled in: the marks in double square brackets, each once."""
    return list(dict.fromkeys(_GAP.findall(source)))
