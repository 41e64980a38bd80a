"""What somebody has written, and what they keep: lists read by a key, the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, literal, select, tuple_
from sqlalchemy.orm import Session

from vamv.api.moderation import Muted
from vamv.api.orm import UTCDateTime
from vamv.api.security import Identity
from vamv.api.web import Page, PageKey, cut
from vamv_forum.models import Bookmark, Category, Discussion, Post, Reader
from vamv_forum.queries.apart import NOBODY, by_the_other, not_opened_by_the_other
from vamv_forum.queries.places import listed, readable


@dataclass(frozen=True)
class OwnRow:
    """A post in such a list. `at`: when it was written, or kept."""

    post: Post
    discussion: Discussion
    at: datetime


def kept_posts(
    session: Session,
    actor: Identity,
    *,
    size: int,
    after: PageKey | None,
    before: PageKey | None,
    muted: Muted = NOBODY,
) -> Page[OwnRow]:
    """Return a page of the posts this person keeps, those they kept last first.

    Only what they may still read: the rest is there again when it can be read again.
    """
    statement = (
        select(Post, Discussion, Bookmark.created_at)
        .select_from(Bookmark)
        .join(Post, Post.id == Bookmark.post_id)
        .join(Discussion, Discussion.id == Post.discussion_id)
        .join(Category, Category.id == Discussion.category_id)
        .where(
            Bookmark.person_id == actor.person_id,
            Post.removed_at.is_(None),
            Post.hidden_at.is_(None),
            listed(),
            readable(actor),
            *([~by_the_other(muted)] if muted.keeps_apart else []),
            *not_opened_by_the_other(muted),
        )
    )
    return _page(session, statement, (Bookmark.created_at, Bookmark.post_id), size, after, before)


def own_posts(
    session: Session, actor: Identity, *, size: int, after: PageKey | None, before: PageKey | None
) -> Page[OwnRow]:
    """Return a page of what this person has written and not removed, the latest first."""
    statement = (
        select(Post, Discussion, Post.created_at)
        .join(Discussion, Discussion.id == Post.discussion_id)
        .where(Post.author_id == actor.person_id, Post.removed_at.is_(None), Post.moved_to_id.is_(None))
    )
    return _page(session, statement, (Post.created_at, Post.id), size, after, before)


def is_kept(session: Session, post: Post, actor: Identity) -> bool:
    """Tell whether this person keeps a post."""
    return session.get(Bookmark, (actor.person_id, post.id)) is not None


def _page(
    session: Session,
    statement: Any,
    columns: Sequence[Any],
    size: int,
    after: PageKey | None,
    before: PageKey | None,
) -> Page[OwnRow]:
    key, backwards = (after, False) if after is not None else (before, before is not None)
    if key is not None:
        there = tuple_(literal(key.at, UTCDateTime()), literal(key.id, String))
        statement = statement.where(tuple_(*columns) > there if backwards else tuple_(*columns) < there)
    order = [column if backwards else column.desc() for column in columns]
    rows = [OwnRow(*row) for row in session.execute(statement.order_by(*order).limit(size + 1))]
    return cut(rows, size, lambda row: PageKey(row.at, row.post.id), backwards=backwards, at_edge=key is None)


def may_be_new(session: Session, discussion: Discussion, actor: Identity, since: datetime) -> bool:
    """Tell whether a discussion can be new to somebody: nothing is that was last written in before `since`,
    or before they had everything marked as read.
    """
    read_before = session.scalar(select(Reader.read_before).where(Reader.person_id == actor.person_id))
    return discussion.last_post_at > max(since, read_before or since)
