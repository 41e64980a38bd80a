"""What moderation does to a discussion as a whole: pin, lock, move to another category."""

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from vamv_forum.models import Category, Discussion, HeldPost, Post
from vamv_forum.services.shared import lock


def pin(session: Session, discussion: Discussion, *, pinned: bool) -> None:
    """Show a discussion before the others of its category, or no longer."""
    lock(session, discussion)
    discussion.pinned = pinned
    session.flush()


def lock_discussion(
    session: Session, discussion: Discussion, *, locked: bool, note: str, now: datetime
) -> None:
    """Let nobody write in a discussion any more, or let them again. `note`: why, for its readers."""
    lock(session, discussion)
    discussion.locked_at = (discussion.locked_at or now) if locked else None
    discussion.locked_note = note if locked else ""
    session.flush()


def move(session: Session, discussion: Discussion, category: Category) -> bool:
    """Move a discussion to another category, with what waits to be read for it; False when it is there."""
    lock(session, discussion)
    if discussion.category_id == category.id:
        return False
    discussion.category_id = category.id
    session.flush()
    session.execute(
        update(HeldPost)
        .where(HeldPost.discussion_id == discussion.id)
        .values(category_id=category.id)
        .execution_options(synchronize_session=False)
    )
    return True


def one_post_each(session: Session, discussion: Discussion) -> list[str]:
    """Return a post of everybody who has written in a discussion: where to lead them when they are told."""
    first = (
        select(func.min(Post.seq))
        .where(Post.discussion_id == discussion.id, Post.author_id.is_not(None))
        .group_by(Post.author_id)
    )
    here = Post.discussion_id == discussion.id
    return list(session.scalars(select(Post.id).where(here, Post.seq.in_(first))))


def opening_post(session: Session, discussion: Discussion) -> list[str]:
    """Return the post that opens a discussion."""
    here = (Post.discussion_id == discussion.id, Post.seq == 1)
    return list(session.scalars(select(Post.id).where(*here)))
