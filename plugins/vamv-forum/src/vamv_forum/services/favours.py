"""What people do with the posts of others: say thanks, and keep them to find them again.

Doing either twice is doing it once, however many requests come at the same moment.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.orm import Session

from vamv.api.orm import insert
from vamv.api.security import Identity
from vamv_forum import policy
from vamv_forum.models import Bookmark, Post, Thanks


def say_thanks(session: Session, post: Post, *, actor: Identity, now: datetime) -> None:
    """Say thanks for a post of somebody else. Raises Gone when it can no longer be read."""
    if not policy.is_readable(post):
        raise policy.Gone
    if _add(session, Thanks, post, actor, now):
        _count(session, post, 1)


def take_thanks_back(session: Session, post: Post, *, actor: Identity) -> None:
    """Take thanks back."""
    if _take(session, Thanks, post, actor):
        _count(session, post, -1)


def keep(session: Session, post: Post, *, actor: Identity, now: datetime) -> None:
    """Keep a post to find it again. Raises Gone when it can no longer be read."""
    if not policy.is_readable(post):
        raise policy.Gone
    _add(session, Bookmark, post, actor, now)


def forget(session: Session, post: Post, *, actor: Identity) -> None:
    """Keep a post no longer."""
    _take(session, Bookmark, post, actor)


def _add(session: Session, table: Any, post: Post, actor: Identity, now: datetime) -> bool:
    row = insert(session, table).values(person_id=actor.person_id, post_id=post.id, created_at=now)
    new = row.on_conflict_do_nothing(index_elements=["person_id", "post_id"])
    # Not every driver counts the rows of an INSERT, but each can say which they are.
    return session.scalar(new.returning(table.post_id)) is not None


def _take(session: Session, table: Any, post: Post, actor: Identity) -> bool:
    mine = (table.person_id == actor.person_id, table.post_id == post.id)
    result: CursorResult[Any] = session.execute(delete(table).where(*mine))  # type: ignore[assignment]
    return result.rowcount > 0


def _count(session: Session, post: Post, change: int) -> None:
    # Counted by the database: two who say thanks at the same moment are two.
    session.execute(update(Post).where(Post.id == post.id).values(thanks=Post.thanks + change))
