"""What is new for somebody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from vamv.api.security import Identity
from vamv_forum.models import Category, Discussion, Reader, ReadMark
from vamv_forum.policy import readable_access
from vamv_forum.queries.places import listed

# How many of the latest discussions are looked through for something new: enough for anybody's evening, and
# the same few rows whether the forum holds a hundred discussions or a million.
NEW_WINDOW = 200


@dataclass(frozen=True)
class NewHere:
    """A discussion with something its reader has not seen; `seen`: number of the last post they have."""

    id: str
    category_id: str
    title: str
    seen: int
    last_seq: int
    at: datetime


def something_new(session: Session, actor: Identity, since: datetime) -> list[NewHere]:
    """Return the discussions with something new for this person, the latest first.

    Looks through the latest discussions written in after `since`, and after all was marked as read.
    """
    read_before = select(Reader.read_before).where(Reader.person_id == actor.person_id).scalar_subquery()
    readable = select(Category.id).where(Category.access.in_(readable_access(actor)))
    latest = (
        select(
            Discussion.id,
            Discussion.category_id,
            Discussion.title,
            Discussion.last_seq,
            Discussion.last_post_at,
        )
        .where(
            listed(),
            Discussion.last_post_at > since,
            or_(read_before.is_(None), Discussion.last_post_at > read_before),
            Discussion.category_id.in_(readable),
        )
        .order_by(Discussion.last_post_at.desc(), Discussion.id.desc())
        .limit(NEW_WINDOW)
        .subquery()
    )
    seen = func.coalesce(ReadMark.last_seq, 0)
    rows = session.execute(
        select(
            latest.c.id, latest.c.category_id, latest.c.title, seen, latest.c.last_seq, latest.c.last_post_at
        )
        .outerjoin(
            ReadMark,
            and_(ReadMark.discussion_id == latest.c.id, ReadMark.person_id == actor.person_id),
        )
        .where(seen < latest.c.last_seq)
        .order_by(latest.c.last_post_at.desc())
    )
    return [NewHere(*row) for row in rows]
