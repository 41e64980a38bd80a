"""Finding posts by all the words of a question, the latest first.

Every step has a bound, whatever the forum holds (docs/decisions/0009). The newest entries are compared one
by one: a frequent word fills its page there. What is rarer is looked for in the index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv.api.moderation import Muted, muted_by
from vamv.api.plugin import SearchHit, SearchQuery
from vamv.api.security import Identity
from vamv.api.web import plain_text
from vamv_forum import _
from vamv_forum.models import Category, Discussion, Post, SearchEntry
from vamv_forum.policy import is_listed, is_readable
from vamv_forum.queries.apart import opened_by_the_other, parts
from vamv_forum.queries.places import readable
from vamv_forum.search.matching import entries_with, holds, prefer_indexes, words_with
from vamv_forum.search.words import excerpt, terms

NEWEST = 500  # entries that are compared one by one
WORDS = 300  # words of the forum that a term may stand for
CANDIDATES = 2_000  # entries from the index that are looked at for one page
_CHUNK = 500


@dataclass(frozen=True)
class Found:
    """A page of results. `older`: the number before which to go on, None when there is nothing left.

    There may be something older although the page is short, even empty: when many entries hold the words, and
    few of them may be read by the person who asks.
    """

    rows: Sequence[Any]
    older: int | None


def find(
    session: Session, actor: Identity | None, query: str, *, limit: int, before: int | None = None
) -> Found:
    """Return (number, Post, Discussion) of posts that hold all words of `query`, the latest first.

    Only what `actor` may read. `before`: go on behind the result with this number.
    """
    wanted = terms(query)
    if not wanted:
        return Found([], None)
    top = before or (session.scalar(select(func.max(SearchEntry.number))) or 0) + 1
    newest = select(SearchEntry.number).where(
        SearchEntry.number < top, SearchEntry.number >= top - NEWEST, holds(session, wanted)
    )
    numbers = session.scalars(newest.order_by(SearchEntry.number.desc())).all()
    rows = readable_entries(session, actor, numbers, limit + 1)
    left = None
    if len(rows) <= limit:
        numbers, left = _from_index(session, wanted, top - NEWEST)
        rows += readable_entries(session, actor, numbers, limit + 1 - len(rows))
    if len(rows) > limit:
        return Found(rows[:limit], rows[limit - 1][0])
    return Found(rows, left)


def _from_index(session: Session, wanted: list[str], below: int) -> tuple[list[int], int | None]:
    """Return the latest numbers below one, and where to go on when there are too many to look at."""
    prefer_indexes(session)
    groups, broad = [], []
    for term in wanted:
        words = words_with(session, term, WORDS + 1)
        if not words:
            return [], None
        if len(words) <= WORDS:
            groups.append(words)
        else:
            # So many words that they are compared afterwards, with what the other terms have found.
            broad.append(term)
            widest = words[:WORDS]
    numbers = list(entries_with(session, groups or [widest], CANDIDATES, below))
    left = numbers[-1] if len(numbers) == CANDIDATES else None
    if broad and numbers:
        there = select(SearchEntry.number).where(SearchEntry.number.in_(numbers), holds(session, broad))
        numbers = list(session.scalars(there.order_by(SearchEntry.number.desc())))
    return numbers, left


def readable_entries(
    session: Session, actor: Identity | None, numbers: Sequence[int], enough: int
) -> list[Any]:
    """Return (number, Post, Discussion) of those entries that this person may read, the latest first."""
    rows: list[Any] = []
    muted = muted_by(session, actor.person_id) if actor is not None and not actor.is_staff else Muted()
    rest = sorted(numbers, reverse=True)
    statement = (
        select(SearchEntry.number, Post, Discussion)
        .join(Post, Post.id == SearchEntry.post_id)
        .join(Discussion, Discussion.id == Post.discussion_id)
        .join(Category, Category.id == Discussion.category_id)
        .order_by(SearchEntry.number.desc())
    )
    while rest and len(rows) < enough:
        missing = enough - len(rows)
        these = SearchEntry.number.in_(rest[:_CHUNK])
        found = session.execute(statement.where(these, readable(actor)).limit(missing)).all()
        # Asked of the database, these two would tempt it to begin with their indexes, at all posts.
        allowed = [row for row in found if is_readable(row[1]) and is_listed(row[2])]
        opened = opened_by_the_other(session, [row[2].id for row in allowed], muted)
        rows += [row for row in allowed if not parts(muted, row[1]) and row[2].id not in opened]
        last = found[-1][0] if len(found) == missing else rest[:_CHUNK][-1]
        rest = [number for number in rest if number < last]
    return rows


def hits(session: Session, actor: Identity | None, query: SearchQuery, limit: int) -> list[SearchHit]:
    """Return the forum's part of the portal's search page."""
    return [
        SearchHit(
            title=discussion.title,
            excerpt=_said(post, query.text),
            route="forum.post",
            route_args={"post": post.id},
            at=post.created_at,
            label=_("search-label", default="Forum"),
            permission="forum.read",
        )
        for _number, post, discussion in find(session, actor, query.text, limit=limit).rows
    ]


def _said(post: Post, query: str) -> str:
    """Return the words around what was found; where a text may be hard to bear, its theme only."""
    if not post.content_warning:
        return excerpt(plain_text(post.html), query)
    theme = {"warning": post.content_warning}
    return _("search-warned", default="Inhaltshinweis: ${warning}", mapping=theme)
