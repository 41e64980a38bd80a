"""What moderation looks at before it moves posts."""

import re
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.security import Identity
from vamv_forum.models import Category, Discussion, Poll, Post
from vamv_forum.queries.places import listed, readable
from vamv_forum.search import find

MOST_FOUND = 8
_LOOKED_AT = 40
# An address holds the id behind /d/ or /p/, wherever the forum lies.
_ADDRESS = re.compile(r"/([dp])/([a-z2-7]{26})\b")


def joinable(session: Session, actor: Identity, discussion_id: str) -> tuple[Discussion, Category] | None:
    """Return a discussion that this person may read, and its category; None for all others."""
    row = session.execute(
        select(Discussion, Category)
        .join(Category, Category.id == Discussion.category_id)
        .where(Discussion.id == discussion_id, listed(), readable(actor))
    ).first()
    return None if row is None else (row[0], row[1])


def candidates(
    session: Session, actor: Identity, words: str, but: Discussion
) -> list[tuple[Discussion, Category]]:
    """Return discussions that `words` mean: the one with that address, or those that are found by them."""
    ids: dict[str, None] = {}
    for kind, found_id in _ADDRESS.findall(words):
        wanted = found_id
        if kind == "p":
            wanted = session.scalar(select(Post.discussion_id).where(Post.id == found_id)) or ""
        ids[wanted] = None
    if not ids:
        ids = {row[2].id: None for row in find(session, actor, words, limit=_LOOKED_AT).rows}
    ids.pop(but.id, None)
    found = (joinable(session, actor, each) for each in list(ids)[:MOST_FOUND])
    return [each for each in found if each is not None]


def page_to_choose(session: Session, discussion: Discussion, first: int, size: int) -> Sequence[Post]:
    """Return the posts numbered from `first`, at most `size`, those that have moved left out."""
    here = (Post.discussion_id == discussion.id, Post.seq >= first, Post.seq < first + size)
    return session.scalars(select(Post).where(*here, Post.moved_to_id.is_(None)).order_by(Post.seq)).all()


def numbers_between(session: Session, discussion: Discussion, first: int, last: int, most: int) -> set[int]:
    """Return the numbers of posts between two numbers that can be moved, at most `most`."""
    here = (Post.discussion_id == discussion.id, Post.seq >= max(first, 2), Post.seq <= last)
    with_text = (Post.moved_to_id.is_(None), Post.source != "")
    return set(session.scalars(select(Post.seq).where(*here, *with_text).order_by(Post.seq).limit(most)))


def first_chosen(session: Session, discussion: Discussion, numbers: set[int]) -> Post | None:
    """Return the first of the posts with these numbers."""
    return session.scalar(
        select(Post).where(Post.discussion_id == discussion.id, Post.seq == min(numbers, default=0))
    )


def has_poll(session: Session, discussion: Discussion) -> bool:
    """Tell whether a discussion has a poll."""
    return session.get(Poll, discussion.id) is not None
