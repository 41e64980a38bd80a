"""Who follows what, and who is to be told."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import String, and_, func, literal, select, tuple_
from sqlalchemy.orm import Session

from vamv.api.moderation import Muted
from vamv.api.orm import UTCDateTime
from vamv.api.security import Identity
from vamv.api.web import Page, PageKey, cut
from vamv_forum.models import (
    GROUP,
    MUTE,
    WATCH,
    Category,
    CategoryMember,
    CategoryWatch,
    Discussion,
    Post,
    ReadMark,
    Subscription,
)
from vamv_forum.queries.apart import NOBODY, not_opened_by_the_other
from vamv_forum.queries.places import listed, readable

# How far back a discussion is looked through for what to tell of.
RECENT = 20

_LIST = (Subscription.created_at, Subscription.discussion_id)


def followed(
    session: Session,
    actor: Identity,
    *,
    size: int,
    after: PageKey | None,
    before: PageKey | None,
    muted: Muted = NOBODY,
) -> Page[Any]:
    """Return a page of the discussions that this person follows or has muted, the last choice first.

    Rows of (Subscription, Discussion, Category). Those the person may not read (any more) are left out.
    """
    key, backwards = (after, False) if after is not None else (before, before is not None)
    statement = (
        select(Subscription, Discussion, Category)
        .join(Discussion, Discussion.id == Subscription.discussion_id)
        .join(Category, Category.id == Discussion.category_id)
        .where(
            Subscription.person_id == actor.person_id,
            Subscription.level.in_((WATCH, MUTE)),
            listed(),
            readable(actor),
            *not_opened_by_the_other(muted),
        )
        .limit(size + 1)
    )
    if key is not None:
        there = tuple_(literal(key.at, UTCDateTime()), literal(key.id, String))
        statement = statement.where(tuple_(*_LIST) > there if backwards else tuple_(*_LIST) < there)
    statement = statement.order_by(*(column if backwards else column.desc() for column in _LIST))
    rows = session.execute(statement).all()
    return cut(rows, size, _key, backwards=backwards, at_edge=key is None)


def _key(row: Any) -> PageKey:
    return PageKey(row.Subscription.created_at, row.Subscription.discussion_id)


def watched_categories(session: Session, actor: Identity) -> Sequence[Category]:
    """Return the categories of whose new discussions this person is told."""
    mine = and_(CategoryWatch.category_id == Category.id, CategoryWatch.person_id == actor.person_id)
    statement = select(Category).join(CategoryWatch, mine).where(readable(actor))
    return session.scalars(statement.order_by(Category.position, Category.id)).all()


def is_watched(session: Session, category_id: str, person_id: str) -> bool:
    """Tell whether somebody is told of new discussions in a category."""
    return session.get(CategoryWatch, (person_id, category_id)) is not None


def level_of(session: Session, discussion_id: str, person_id: str) -> str | None:
    """Return what somebody has chosen for a discussion; None if nothing yet."""
    here = (Subscription.discussion_id == discussion_id, Subscription.person_id == person_id)
    return session.scalar(select(Subscription.level).where(*here))


def recent_posts(session: Session, discussion_id: str) -> list[Any]:
    """Return the latest posts of a discussion that can be read, the oldest of them first."""
    rows = session.execute(
        select(Post.id, Post.seq, Post.author_id, Post.masked, Post.alias_id)
        .where(
            Post.discussion_id == discussion_id,
            Post.removed_at.is_(None),
            Post.hidden_at.is_(None),
            Post.moved_to_id.is_(None),
        )
        .order_by(Post.seq.desc())
        .limit(RECENT)
    ).all()
    return list(reversed(rows))


def to_be_told(
    session: Session, discussion: Discussion, category: Category, *, after: str, limit: int
) -> list[tuple[str, int]]:
    """Return followers with something new here, and up to which post each has read; by their ids.

    Whoever has been told already and has not come to read that yet is not told again.
    """
    read = func.coalesce(ReadMark.last_seq, 0)
    marks = and_(
        ReadMark.person_id == Subscription.person_id, ReadMark.discussion_id == Subscription.discussion_id
    )
    statement = (
        select(Subscription.person_id, read)
        .outerjoin(ReadMark, marks)
        .where(
            Subscription.discussion_id == discussion.id,
            Subscription.level == WATCH,
            Subscription.person_id > after,
            Subscription.told_seq <= read,
            read < discussion.last_seq,
            *_may_read(category, Subscription.person_id),
        )
        .order_by(Subscription.person_id)
        .limit(limit)
        .with_for_update(of=Subscription)
    )
    return [(person_id, seen) for person_id, seen in session.execute(statement)]


def watchers(session: Session, category: Category, *, after: str, limit: int) -> Sequence[str]:
    """Return who is told of new discussions in a category, by their ids."""
    statement = select(CategoryWatch.person_id).where(
        CategoryWatch.category_id == category.id,
        CategoryWatch.person_id > after,
        *_may_read(category, CategoryWatch.person_id),
    )
    return session.scalars(statement.order_by(CategoryWatch.person_id).limit(limit)).all()


def _may_read(category: Category, person_id: Any) -> tuple[Any, ...]:
    if category.access != GROUP:
        return ()
    member = (CategoryMember.category_id == category.id, CategoryMember.person_id == person_id)
    return (select(CategoryMember.person_id).where(*member).exists(),)
