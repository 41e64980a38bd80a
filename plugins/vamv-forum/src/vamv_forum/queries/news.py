"""What is new for somebody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from vamv.api.security import Identity
from vamv_forum.models import Category, Discussion, Reader, ReadMark
from vamv_forum.policy import readable_access

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
    # The window knows nothing but the time: with a category in it, the database would read whole categories.
    window = (
        select(Discussion)
        .where(Discussion.last_post_at > since)
        .order_by(Discussion.last_post_at.desc(), Discussion.id.desc())
        .limit(NEW_WINDOW)
        .subquery()
    )
    latest = aliased(Discussion, window)
    read_before = select(Reader.read_before).where(Reader.person_id == actor.person_id).scalar_subquery()
    seen = func.coalesce(ReadMark.last_seq, 0)
    rows = session.execute(
        select(latest.id, latest.category_id, latest.title, seen, latest.last_seq, latest.last_post_at)
        .join(Category, Category.id == latest.category_id)
        .outerjoin(ReadMark, and_(ReadMark.discussion_id == latest.id, ReadMark.person_id == actor.person_id))
        .where(
            latest.hidden_at.is_(None),
            latest.removed_at.is_(None),
            Category.access.in_(readable_access(actor)),
            latest.last_post_at > func.coalesce(read_before, since),
            seen < latest.last_seq,
        )
        .order_by(latest.last_post_at.desc(), latest.id.desc())
    )
    return [NewHere(*row) for row in rows]
