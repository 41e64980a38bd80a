"""What waits for the moderation, and what decides whether a text has to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from vamv.api.orm import UTCDateTime
from vamv.api.web import PageKey
from vamv_forum.hold_policy import DAY
from vamv_forum.models import Category, Discussion, HeldPost, Post

MOST = 200  # texts of one person within a day that are looked at
BADGE = 99


@dataclass(frozen=True)
class Place:
    """A text that waits and where it belongs; `discussion` is None for a new one."""

    held: HeldPost
    category: Category
    discussion: Discussion | None


def waiting(session: Session, *, limit: int, after: PageKey | None = None) -> list[Place]:
    """Return what waits, the oldest first. For the moderation, whatever category it belongs to."""
    statement = (
        select(HeldPost, Category, Discussion)
        .outerjoin(Discussion, Discussion.id == HeldPost.discussion_id)
        .join(Category, Category.id == func.coalesce(Discussion.category_id, HeldPost.category_id))
        .where(HeldPost.refused_at.is_(None))
        .order_by(HeldPost.created_at, HeldPost.id)
        .limit(limit)
    )
    if after is not None:
        key = tuple_(literal(after.at, UTCDateTime()), literal(after.id))
        statement = statement.where(tuple_(HeldPost.created_at, HeldPost.id) > key)
    return [Place(*row) for row in session.execute(statement)]


def place_of(session: Session, held_id: str) -> Place | None:
    """Return a text that waits, or was refused, with its place."""
    row = session.execute(
        select(HeldPost, Category, Discussion)
        .outerjoin(Discussion, Discussion.id == HeldPost.discussion_id)
        .join(Category, Category.id == func.coalesce(Discussion.category_id, HeldPost.category_id))
        .where(HeldPost.id == held_id)
    ).first()
    return None if row is None else Place(*row)


def count_waiting(session: Session) -> int:
    """Return how many texts wait, counted up to a hundred."""
    some = select(HeldPost.id).where(HeldPost.refused_at.is_(None)).limit(BADGE + 1).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def waiting_in(session: Session, discussion_id: str, person_id: str) -> Sequence[HeldPost]:
    """Return what this person has written in a discussion and others cannot read yet, the oldest first."""
    statement = select(HeldPost).where(
        HeldPost.discussion_id == discussion_id,
        HeldPost.author_id == person_id,
        HeldPost.refused_at.is_(None),
    )
    return session.scalars(statement.order_by(HeldPost.created_at, HeldPost.id)).all()


def waiting_of(session: Session, person_id: str, before: PageKey | None, limit: int) -> Sequence[HeldPost]:
    """Return what of this person's texts waits or was refused, the latest first. `before`: older ones."""
    statement = select(HeldPost).where(HeldPost.author_id == person_id)
    if before is not None:
        statement = statement.where(
            or_(
                HeldPost.created_at < before.at,
                and_(HeldPost.created_at == before.at, HeldPost.id < before.id),
            )
        )
    latest = statement.order_by(HeldPost.created_at.desc(), HeldPost.id.desc())
    return session.scalars(latest.limit(limit)).all()


def is_newcomer(session: Session, person_id: str, posts: int) -> bool:
    """Tell whether others can read fewer than `posts` posts of this person; looks at no more than that."""
    shown = select(Post.id).where(Post.author_id == person_id, Post.hidden_at.is_(None)).limit(posts)
    return (session.scalar(select(func.count()).select_from(shown.subquery())) or 0) < posts


def sent_since(session: Session, person_id: str, now: datetime) -> list[datetime]:
    """Return when this person has sent their texts of the last 24 hours, the latest first.

    What was refused counts, what was taken back does not.
    """
    found: list[datetime] = []
    for table in (Post, HeldPost):
        latest = select(table.created_at).where(table.author_id == person_id, table.created_at > now - DAY)
        found += session.scalars(latest.order_by(table.created_at.desc()).limit(MOST))
    return sorted(found, reverse=True)


def has_sent(session: Session, person_id: str, text: str, now: datetime) -> bool:
    """Tell whether this person has sent the same text within the last 24 hours."""
    return any(
        session.scalar(
            select(table.id)
            .where(table.author_id == person_id, table.created_at > now - DAY, table.source == text)
            .limit(1)
        )
        for table in (Post, HeldPost)
    )
