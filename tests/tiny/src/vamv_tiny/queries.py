"""Reading slips."""

from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup, escape
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv.api.moderation import Content
from vamv.api.plugin import ExportSection, SearchHit, SearchQuery
from vamv.api.work import WorkItem
from vamv_tiny import _
from vamv_tiny.models import Slip, Thanks

TO_LOOK_AT = timedelta(days=1)
_SHOWN = (Slip.held.is_(False), Slip.hidden_reason.is_(None))


def newest(session: Session, actor: Any, limit: int) -> list[Slip]:
    """Return the newest slips that this person may read."""
    if actor is None:
        return []
    return list(session.scalars(select(Slip).where(*_SHOWN).order_by(Slip.created_at.desc()).limit(limit)))


def thanks(session: Session, slip_id: str) -> int:
    """Return how many people were glad of a slip."""
    return session.scalar(select(func.count()).where(Thanks.slip_id == slip_id)) or 0


def search(session: Session, actor: Any, query: SearchQuery, limit: int) -> list[SearchHit]:
    """Return slips with this text that the person may read."""
    if actor is None:
        return []
    found = select(Slip).where(*_SHOWN, Slip.text.icontains(query.text, autoescape=True))
    return [
        SearchHit(slip.text[:40], slip.text[:200], "tiny.slip", {"id": slip.id}, slip.created_at, "Zettel")
        for slip in session.scalars(found.order_by(Slip.created_at.desc()).limit(limit))
    ]


def load(session: Session, vault: Any, id: str) -> Content | None:  # noqa: A002 - the caller's name
    """Return a slip as moderation sees it."""
    slip = session.get(Slip, id, populate_existing=True)
    if slip is None:
        return None
    return Content(
        kind="tiny.slip",
        id=slip.id,
        author_id=slip.author_id,
        html=Markup("<p>{}</p>").format(escape(slip.text)),
        excerpt=slip.text[:80],
        route="tiny.slip",
        route_args={"id": slip.id},
        created_at=slip.created_at,
        hidden=slip.hidden_reason is not None or slip.held,
    )


def waiting(session: Session, actor: Any, now: datetime, limit: int) -> list[WorkItem]:
    """Return the slips that somebody has to look at."""
    held = select(Slip).where(Slip.held).order_by(Slip.created_at).limit(limit)
    return [
        WorkItem(
            title=_("tiny-work", default="Zettel ansehen"),
            route="tiny.slip",
            route_args={"id": slip.id},
            due=slip.created_at + TO_LOOK_AT,
        )
        for slip in session.scalars(held)
    ]


def everything_of(session: Session, person_id: str) -> list[ExportSection]:
    """Return what the box holds about a person."""
    slips = session.scalars(select(Slip).where(Slip.author_id == person_id).order_by(Slip.created_at))
    glad = session.scalars(select(Thanks).where(Thanks.person_id == person_id).order_by(Thanks.thanked_at))
    return [
        ExportSection(
            "tiny-slips", "Zettel", [{"text": slip.text, "at": str(slip.created_at)} for slip in slips]
        ),
        ExportSection(
            "tiny-thanks", "Dank", [{"slip": each.slip_id, "at": str(each.thanked_at)} for each in glad]
        ),
    ]


def held(session: Session) -> int:
    """Return how many slips nobody has looked at."""
    return session.scalar(select(func.count()).where(Slip.held)) or 0
