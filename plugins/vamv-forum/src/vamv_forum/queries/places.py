"""Categories, discussions and posts by their addresses."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, false, func, or_, select, true
from sqlalchemy.orm import Session

from vamv.api.security import Identity
from vamv_forum.models import (
    GROUP,
    Category,
    CategoryMember,
    Discussion,
    Poll,
    Post,
    PostVersion,
    Reader,
    ReadMark,
    Subscription,
)
from vamv_forum.policy import is_member, readable_access


def listed() -> ColumnElement[bool]:
    """Return the condition that a discussion is shown to its readers (`policy.is_listed`)."""
    return and_(
        Discussion.hidden_at.is_(None), Discussion.removed_at.is_(None), Discussion.merged_into_id.is_(None)
    )


def belongs(person_id: Any) -> ColumnElement[bool]:
    """Return the condition that a category is for a group to which this person belongs."""
    member = CategoryMember.category_id == Category.id
    return and_(
        Category.access == GROUP,
        select(CategoryMember.person_id).where(member, CategoryMember.person_id == person_id).exists(),
    )


def readable(actor: Identity | None) -> ColumnElement[bool]:
    """Return the condition that this person may read a category (`Category` must be in the query)."""
    free = Category.access.in_(readable_access(actor))
    return or_(free, belongs(actor.person_id)) if actor is not None and is_member(actor) else free


def categories(session: Session, actor: Identity | None) -> Sequence[Category]:
    """Return the categories that this person may read, in their order."""
    statement = select(Category).where(readable(actor))
    return session.scalars(statement.order_by(Category.position, Category.id)).all()


def all_categories(session: Session) -> Sequence[Category]:
    """Return every category, for those who look after them."""
    return session.scalars(select(Category).order_by(Category.position, Category.id)).all()


def category_by_slug(session: Session, slug: str) -> Category | None:
    """Return the category with this address."""
    return session.scalar(select(Category).where(Category.slug == slug))


def is_in_group(session: Session, category: Category, person_id: str) -> bool:
    """Tell whether a person belongs to the group that a category is for."""
    return session.get(CategoryMember, (category.id, person_id)) is not None


def member_ids(session: Session, category: Category) -> Sequence[str]:
    """Return who belongs to the group that a category is for."""
    here = CategoryMember.category_id == category.id
    return session.scalars(select(CategoryMember.person_id).where(here)).all()


def region_of(session: Session, actor: Identity | None) -> str:
    """Return the region that this person has chosen; empty for none."""
    if actor is None or not is_member(actor):
        return ""
    return session.scalar(select(Reader.region).where(Reader.person_id == actor.person_id)) or ""


def latest_discussions(
    session: Session, category_ids: Sequence[str], *more: ColumnElement[bool]
) -> dict[str, Discussion]:
    """Return the discussion last written in of each category, in one query that reads two rows for each.

    `more`: what else must be true of it.
    """
    # One look among the pinned ones and one among the others: each is the end of a run of the list's index.
    wanted = (
        select(_latest(pinned, more)).select_from(Category).where(Category.id.in_(category_ids))
        for pinned in (true(), false())
    )
    found = session.scalars(select(Discussion).where(or_(*(Discussion.id.in_(each) for each in wanted))))
    in_order = sorted(found, key=lambda each: (each.last_post_at, each.id))
    return {discussion.category_id: discussion for discussion in in_order}


def _latest(pinned: ColumnElement[bool], more: Sequence[ColumnElement[bool]]) -> Any:
    return (
        select(Discussion.id)
        .where(Discussion.category_id == Category.id, Discussion.pinned == pinned, listed(), *more)
        .order_by(Discussion.last_post_at.desc(), Discussion.id.desc())
        .limit(1)
        .correlate(Category)
        .scalar_subquery()
    )


def _discussion_statement() -> Any:
    mark = and_(ReadMark.discussion_id == Discussion.id, ReadMark.person_id == bindparam("person_id"))
    choice = and_(
        Subscription.discussion_id == Discussion.id, Subscription.person_id == bindparam("person_id")
    )
    return (
        select(Discussion, Category, func.coalesce(ReadMark.last_seq, 0), Subscription.level, Poll)
        .join(Category, Category.id == Discussion.category_id)
        .outerjoin(ReadMark, mark)
        .outerjoin(Subscription, choice)
        .outerjoin(Poll, Poll.discussion_id == Discussion.id)
        .where(Discussion.id == bindparam("discussion_id"))
    )


# Asked by every page about a discussion, so it is put together once.
_DISCUSSION = _discussion_statement()


def discussion_for(
    session: Session, discussion_id: str, actor: Identity | None
) -> tuple[Discussion, Category, int, str | None, Poll | None] | None:
    """Return a discussion with what its pages need.

    That is: its category, up to which post this person has seen it (0: nothing), what they have chosen to
    hear of it (None: nothing yet), and its poll if there is one.
    """
    wanted = {"discussion_id": discussion_id, "person_id": actor.person_id if actor is not None else None}
    row = session.execute(_DISCUSSION, wanted).first()
    return None if row is None else (row[0], row[1], row[2], row[3], row[4])


def post_with_place(session: Session, post_id: str) -> tuple[Post, Discussion, Category] | None:
    """Return a post, its discussion and its category."""
    row = session.execute(
        select(Post, Discussion, Category)
        .join(Discussion, Discussion.id == Post.discussion_id)
        .join(Category, Category.id == Discussion.category_id)
        .where(Post.id == post_id)
    ).first()
    return None if row is None else (row[0], row[1], row[2])


def posts_from(session: Session, discussion: Discussion, seq: int, size: int) -> Sequence[Post]:
    """Return the posts of one page, which begins with number `seq`."""
    return session.scalars(
        select(Post)
        .where(Post.discussion_id == discussion.id, Post.seq >= seq, Post.seq < seq + size)
        .order_by(Post.seq)
    ).all()


def versions(session: Session, post: Post) -> Sequence[PostVersion]:
    """Return what a post said before, the latest first."""
    return session.scalars(
        select(PostVersion).where(PostVersion.post_id == post.id).order_by(PostVersion.number.desc())
    ).all()
