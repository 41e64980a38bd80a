"""Two who share a block: what the one reads holds neither texts nor titles of the other, and counts none.

What somebody writes under another name stays, unless it is that name that was blocked: it would tell whose it
is. What staff write as staff stays for everybody.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from vamv.api.moderation import Muted
from vamv_forum.models import Discussion, Post

NOBODY = Muted()


class AsSeen(NamedTuple):
    """A discussion as one person sees it: how many posts they can read, and when the latest was written."""

    posts: int
    at: datetime


def parts(muted: Muted, post: Any) -> bool:
    """Tell whether a post, or a row with the same columns, must not be there for this person."""
    return not post.role_mark and muted.parts(post.author_id, (post.alias_id or "?") if post.masked else None)


def by_the_other(muted: Muted) -> ColumnElement[bool]:
    """Return the condition that a post must not be there for this person (`parts`), true or false."""
    return and_(
        Post.role_mark.is_(None),
        or_(
            and_(Post.masked.is_(False), func.coalesce(Post.author_id, "").in_(muted.apart)),
            and_(Post.masked, func.coalesce(Post.alias_id, "").in_(muted.apart_names)),
        ),
    )


def not_opened_by_the_other(muted: Muted) -> list[ColumnElement[bool]]:
    """Return conditions for discussions; none for the many who share no block with anybody."""
    if not muted.keeps_apart:
        return []
    opening = (Post.discussion_id == Discussion.id, Post.seq == 1)
    return [~select(Post.id).where(*opening, by_the_other(muted)).correlate(Discussion).exists()]


def opened_by_the_other(session: Session, discussion_ids: Sequence[str], muted: Muted) -> frozenset[str]:
    """Return which of these discussions must not be there for this person."""
    if not muted.keeps_apart:
        return frozenset()
    opening = (Post.discussion_id.in_(discussion_ids), Post.seq == 1)
    return frozenset(session.scalars(select(Post.discussion_id).where(*opening, by_the_other(muted))))


def as_seen(session: Session, discussions: Sequence[Discussion], muted: Muted) -> dict[str, AsSeen]:
    """Return how many posts of each discussion this person can read, and when the latest was written."""
    found = {each.id: AsSeen(each.post_count, each.last_post_at) for each in discussions}
    if not (muted.keeps_apart and found):
        return found
    theirs = by_the_other(muted)
    rows = session.execute(
        select(
            Post.discussion_id,
            func.sum(case((theirs, 0), else_=1)),
            func.max(case((~theirs, Post.created_at))),
        )
        .where(
            Post.discussion_id.in_(found),
            Post.removed_at.is_(None),
            Post.hidden_at.is_(None),
            Post.moved_to_id.is_(None),
        )
        .group_by(Post.discussion_id)
        .having(func.sum(case((theirs, 1), else_=0)) > 0)
    )
    return found | {each: AsSeen(count, at or found[each].at) for each, count, at in rows}


def new_from_others(session: Session, discussion_id: str, after: int, muted: Muted) -> int:
    """Return how many places behind number `after` are the other's."""
    if not muted.keeps_apart:
        return 0
    here = (Post.discussion_id == discussion_id, Post.seq > after)
    return session.scalar(select(func.count()).select_from(Post).where(*here, by_the_other(muted))) or 0
