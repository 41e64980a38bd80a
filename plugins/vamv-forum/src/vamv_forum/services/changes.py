"""What was changed about the categories, kept so that it can be taken back, the latest first."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv_forum.models import Category, CategoryChange


@dataclass(frozen=True)
class By:
    """Who changes something, and when."""

    actor_id: str
    now: datetime


def note(session: Session, by: By | None, kind: str, title: str, before: list[dict[str, Any]]) -> None:
    """Note a change. `before`: the columns of each category concerned. Nothing without `by`: a seed."""
    if by is None:
        return
    last = session.scalar(select(func.max(CategoryChange.at)))
    # No two in the same moment: their order decides what can be taken back.
    at = by.now if last is None else max(by.now, last + timedelta(microseconds=1))
    session.add(CategoryChange(at=at, actor_id=by.actor_id, kind=kind, title=title, before=before))
    session.flush()


def kept(category: Category) -> dict[str, Any]:
    """Return all columns of a category as JSON values."""
    row = {column.key: getattr(category, column.key) for column in Category.__table__.columns}
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in row.items()}


def columns(before: dict[str, Any]) -> dict[str, Any]:
    """Return what `kept` has kept, as columns."""
    at = before["archived_at"]
    return {**before, "archived_at": None if at is None else datetime.fromisoformat(at)}
