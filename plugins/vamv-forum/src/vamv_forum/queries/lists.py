"""The list of a category, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Boolean, String, literal, select, text, tuple_
from sqlalchemy.orm import Session

from vamv.api.moderation import Muted
from vamv.api.orm import UTCDateTime
from vamv.api.web import Page, PageKey, cut
from vamv_forum.models import Category, Discussion
from vamv_forum.queries.apart import NOBODY, not_opened_by_the_other
from vamv_forum.queries.places import listed

_COLUMNS = (Discussion.pinned, Discussion.last_post_at, Discussion.id)


@dataclass(frozen=True)
class ListKey:
    """Where a page of a category's list begins: behind the discussion with these values."""

    pinned: bool
    at: datetime
    id: str

    @classmethod
    def of(cls, discussion: Discussion) -> "ListKey":
        return cls(discussion.pinned, discussion.last_post_at, discussion.id)

    def __str__(self) -> str:
        return f"{int(self.pinned)}~{PageKey(self.at, self.id)}"

    @classmethod
    def read(cls, text: str | None) -> "ListKey | None":
        """Return the key in an address, None if there is none or it is spoilt."""
        pinned, _sign, place = (text or "").partition("~")
        key = PageKey.read(place)
        return None if key is None else cls(pinned == "1", key.at, key.id)


def discussion_list(
    session: Session,
    category: Category,
    *,
    size: int,
    after: ListKey | None,
    before: ListKey | None,
    only: Sequence[str] | None = None,
    unanswered: bool = False,
    muted: Muted = NOBODY,
) -> Page[Discussion]:
    """Return a page of a category: pinned discussions first, then those last written in.

    `after`, `before`: the page behind, or in front of, the discussion with this key. `only`: discussions with
    these ids. `unanswered`: those in which one post can be read. `muted`: of whoever reads it.
    """
    key, backwards = (after, False) if after is not None else (before, before is not None)
    statement = select(Discussion).where(Discussion.category_id == category.id, listed()).limit(size + 1)
    statement = statement.where(*not_opened_by_the_other(muted))
    if only is not None:
        statement = statement.where(Discussion.id.in_(only))
    if unanswered:
        # Written out, because the index over these is for this number and no other.
        statement = statement.where(text("forum_discussion.post_count = 1"))
    if key is not None:
        there = tuple_(literal(key.pinned, Boolean), literal(key.at, UTCDateTime()), literal(key.id, String))
        statement = statement.where(tuple_(*_COLUMNS) > there if backwards else tuple_(*_COLUMNS) < there)
    statement = statement.order_by(*(column if backwards else column.desc() for column in _COLUMNS))
    rows = session.scalars(statement).all()
    return cut(rows, size, ListKey.of, backwards=backwards, at_edge=key is None)
