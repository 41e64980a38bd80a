"""Reading and writing the portal's pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv.portal.models import PortalPage
from vamv.portal.texts import PAGES, gaps, initial_text
from vamv.web.markdown import RENDERER_VERSION, render_page


class ChangedMeanwhileError(Exception):
    """Somebody else has saved this page since it was opened for editing."""


@dataclass(frozen=True)
class ShownPage:
    """A page as people see it. `locale` may differ from what was asked for; `html` None: nothing yet."""

    slug: str
    locale: str
    title: str | None
    html: Markup | None
    updated_at: datetime | None


def latest(session: Session, slug: str, locale: str) -> PortalPage | None:
    """Return the newest version of a page in exactly this language."""
    statement = select(PortalPage).where(PortalPage.slug == slug, PortalPage.locale == locale)
    return session.scalars(statement.order_by(PortalPage.number.desc()).limit(1)).first()


def versions(session: Session, slug: str, locale: str, limit: int = 50) -> list[PortalPage]:
    """Return the versions of a page, the newest first."""
    statement = select(PortalPage).where(PortalPage.slug == slug, PortalPage.locale == locale)
    return list(session.scalars(statement.order_by(PortalPage.number.desc()).limit(limit)))


def version(session: Session, slug: str, locale: str, number: int) -> PortalPage | None:
    """Return one version, or None."""
    statement = select(PortalPage).where(
        PortalPage.slug == slug, PortalPage.locale == locale, PortalPage.number == number
    )
    return session.scalars(statement).first()


def shown(session: Session, slug: str, locales: Iterable[str]) -> ShownPage:
    """Return a page in the first of `locales` that has it: as written here, else the initial text.

    What is written here in one variant of a language comes before the initial text in another: somebody
    who reads informal German must not see rules that the chapter has replaced.
    """
    tried = list(locales)
    for _tongue, group in groupby(tried, key=lambda locale: locale.partition("_")[0]):
        variants = list(group)
        for locale in variants:
            row = latest(session, slug, locale)
            if row is not None and row.source:
                return ShownPage(slug, locale, row.title, Markup(row.html), row.updated_at)  # noqa: S704
        text = None if PAGES[slug].sample else initial_text(slug, variants[0])
        if text is not None:
            return ShownPage(slug, variants[0], None, _initial_html(text), None)
    return ShownPage(slug, tried[-1], None, None, None)


@lru_cache(64)
def _initial_html(text: str) -> Markup:
    # The same few texts, which come with the portal, for everybody.
    return render_page(text)


def save(
    session: Session,
    *,
    slug: str,
    locale: str,
    title: str,
    source: str,
    actor_id: str | None,
    now: datetime,
    based_on: int | None = None,
) -> PortalPage:
    """Add a version. `based_on`: the number it was written over, 0 for none; None does not ask.

    Raises ChangedMeanwhileError when another version has come in between.
    """
    newest = _newest_number(session, slug, locale)
    if based_on is not None and based_on != newest:
        raise ChangedMeanwhileError(slug)
    row = PortalPage(
        slug=slug,
        locale=locale,
        number=newest + 1,
        title=title,
        source=source,
        html=str(render_page(source)),
        renderer=RENDERER_VERSION,
        updated_at=now,
        updated_by=actor_id,
    )
    session.add(row)
    session.flush()
    return row


def unfinished(session: Session, slugs: Iterable[str], locale: str) -> list[str]:
    """Return those of `slugs` that have no text yet, or one with gaps."""
    found = []
    for slug in slugs:
        row = latest(session, slug, locale)
        if row is None or not row.source.strip() or gaps(row.source):
            found.append(slug)
    return found


def _newest_number(session: Session, slug: str, locale: str) -> int:
    statement = select(func.max(PortalPage.number)).where(
        PortalPage.slug == slug, PortalPage.locale == locale
    )
    return session.scalar(statement) or 0
