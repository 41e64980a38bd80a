"""What erasing and forgetting have in common."""

from typing import Any

from sqlalchemy import CursorResult, Select, delete, select, update
from sqlalchemy.orm import Session

from vamv_forum.models import Discussion, HeldPost, Poll, Post, PostVersion, SearchEntry
from vamv_forum.search import forget_words

NO_TEXT = {"source": "", "html": "", "content_warning": "", "quoted_text": ""}


def delete_discussions(session: Session, *conditions: Any) -> int:
    """Delete discussions with everything in them."""
    rows = run(session, delete(Discussion).where(*conditions))
    forget_words(session)
    return rows


def forget_text(session: Session, posts: Select[Any]) -> int:
    """Delete what these posts say, with every version and from the search; their places stay."""
    for table in (PostVersion, SearchEntry):
        run(session, delete(table).where(table.post_id.in_(posts)))
    forget_words(session)
    forget_quotes(session, posts)
    forget_polls(session, posts)
    return run(session, update(Post).where(Post.id.in_(posts)).values(**NO_TEXT))


def forget_quotes(session: Session, posts: Select[Any]) -> None:
    """Delete what others quote of these posts; their answers stay."""
    for table in (Post, HeldPost):
        run(session, update(table).where(table.quoted_id.in_(posts)).values(quoted_text=""))


def forget_polls(session: Session, posts: Select[Any]) -> None:
    """Delete the polls above discussions that these posts open: a poll belongs to the opening text."""
    opened = select(Post.discussion_id).where(Post.id.in_(posts), Post.seq == 1)
    run(session, delete(Poll).where(Poll.discussion_id.in_(opened)))


def run(session: Session, statement: Any) -> int:
    """Execute a bulk change and return how many rows it touched."""
    result = session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)
    return int(result.rowcount)
