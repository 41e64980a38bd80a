"""What is new for somebody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, case, func, or_, select
from sqlalchemy.orm import Session

from vamv.api.moderation import Muted
from vamv.api.orm import straight
from vamv.api.security import Identity
from vamv_forum.models import (
    MEMBERS,
    MUTE,
    PUBLIC,
    Category,
    CategoryWatch,
    Discussion,
    Post,
    Reader,
    ReadMark,
    Subscription,
)
from vamv_forum.queries.places import belongs

# How many of the latest discussions are looked through for something new: enough for anybody's evening, and
# the same few rows whether the forum holds a hundred discussions or a million.
NEW_WINDOW = 200
# No id looks like this. An empty list would become a query of its own, asked for each post.
NOBODY = ["-"]


@dataclass(frozen=True)
class NewHere:
    """A discussion with something its reader has not seen; `seen`: number of the last post they have."""

    id: str
    category_id: str
    title: str
    seen: int
    last_seq: int
    at: datetime


_OF_A_DISCUSSION = ("id", "category_id", "title", "last_seq", "last_post_at", "hidden_at", "removed_at")


def _statement(*, muting: bool) -> Any:
    # The window knows nothing but the time: with a category in it, the database would read whole categories.
    window = (
        select(*(getattr(Discussion, name) for name in _OF_A_DISCUSSION))
        .where(Discussion.last_post_at > bindparam("since"))
        .order_by(Discussion.last_post_at.desc(), Discussion.id.desc())
        .limit(NEW_WINDOW)
        .subquery()
    )
    latest = window.c
    person_id: BindParameter[str] = bindparam("person_id")
    watched = select(CategoryWatch.category_id).where(
        CategoryWatch.category_id == Category.id, CategoryWatch.person_id == person_id
    )
    seen = func.coalesce(ReadMark.last_seq, 0)
    choice = and_(Subscription.discussion_id == latest.id, Subscription.person_id == person_id)
    return (
        select(latest.id, latest.category_id, latest.title, seen, latest.last_seq, latest.last_post_at)
        .select_from(window)
        .join(Category, Category.id == latest.category_id)
        .outerjoin(ReadMark, and_(ReadMark.discussion_id == latest.id, ReadMark.person_id == person_id))
        .outerjoin(Reader, Reader.person_id == person_id)
        .outerjoin(Subscription, choice)
        .where(
            latest.hidden_at.is_(None),
            latest.removed_at.is_(None),
            or_(Category.access == PUBLIC, Category.access == MEMBERS, belongs(person_id)),
            or_(Reader.read_before.is_(None), latest.last_post_at > Reader.read_before),
            # Whoever has chosen a region hears of the others only what they have asked for.
            or_(
                Category.region == "",
                func.coalesce(Reader.region, "") == "",
                Category.region == Reader.region,
                watched.exists(),
            ),
            seen < latest.last_seq,
            func.coalesce(Subscription.level, "") != MUTE,
            _worth_coming(latest.id, seen, person_id, muting=muting),
            *([~_opened_by_the_other(latest.id)] if muting else []),
        )
        .order_by(latest.last_post_at.desc(), latest.id.desc())
    )


def _worth_coming(discussion_id: Any, seen: Any, person_id: Any, *, muting: bool) -> Any:
    """Return the condition that there is a post to read behind `seen`.

    Places without text, one's own posts, and those of people one has muted are nothing to come for.
    """
    by_muted = case(
        (Post.masked, func.coalesce(Post.alias_id, "").in_(bindparam("muted_names", expanding=True))),
        else_=func.coalesce(Post.author_id, "").in_(bindparam("muted_people", expanding=True)),
    )
    return (
        select(Post.id)
        .where(
            Post.discussion_id == discussion_id,
            Post.seq > seen,
            Post.removed_at.is_(None),
            Post.hidden_at.is_(None),
            Post.moved_to_id.is_(None),
            func.coalesce(Post.author_id, "") != person_id,
            *([~by_muted] if muting else []),
        )
        .correlate_except(Post)
        .exists()
    )


def _opened_by_the_other(discussion_id: Any) -> Any:
    """Return the condition that somebody opened it with whom the reader shares a block (`queries.apart`)."""
    by_them = case(
        (Post.masked, func.coalesce(Post.alias_id, "").in_(bindparam("apart_names", expanding=True))),
        else_=func.coalesce(Post.author_id, "").in_(bindparam("apart", expanding=True)),
    )
    opening = (Post.discussion_id == discussion_id, Post.seq == 1, Post.role_mark.is_(None))
    return select(Post.id).where(*opening, by_them).correlate_except(Post).exists()


# Asked on every page that shows the menu, so it is put together once, for those who have muted nobody and for
# those who have.
_SOMETHING_NEW = {muting: _statement(muting=muting) for muting in (False, True)}
# The first few found are enough for a badge: who has much to read costs no more than who has read all.
_HOW_MANY = {
    muting: select(func.count()).select_from(statement.order_by(None).limit(bindparam("at_most")).subquery())
    for muting, statement in _SOMETHING_NEW.items()
}


def something_new(session: Session, actor: Identity, since: datetime, muted: Muted) -> list[NewHere]:
    """Return the discussions with something new for this person, the latest first.

    Looks through the latest discussions written in after `since`, and after all was marked as read. Those the
    person has muted are left out, and those in which only people they have `muted` wrote anything new.
    """
    statement = _SOMETHING_NEW[_mutes_some(muted)]
    return [NewHere(*row) for row in straight(session).execute(statement, _wanted(actor, since, muted))]


def how_many_new(session: Session, actor: Identity, since: datetime, muted: Muted, at_most: int) -> int:
    """Return how many discussions `something_new` would return to a member, and no more than `at_most`."""
    wanted = {**_wanted(actor, since, muted), "at_most": at_most}
    return straight(session).scalar(_HOW_MANY[_mutes_some(muted)], wanted) or 0


def _mutes_some(muted: Muted) -> bool:
    return bool(muted.people or muted.aliases or muted.keeps_apart)


def _wanted(actor: Identity, since: datetime, muted: Muted) -> dict[str, Any]:
    wanted: dict[str, Any] = {"since": since, "person_id": actor.person_id}
    if _mutes_some(muted):
        wanted |= {
            "muted_people": list(muted.people | muted.apart) or NOBODY,
            "muted_names": [scope for scope, _person_id in muted.aliases] or NOBODY,
            "apart": list(muted.apart) or NOBODY,
            "apart_names": list(muted.apart_names) or NOBODY,
        }
    return wanted
