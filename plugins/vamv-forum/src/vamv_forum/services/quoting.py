"""Quoting a post: only what it says, and only as long as it says so."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from vamv.api.web import plain_text
from vamv_forum import policy
from vamv_forum.models import Discussion, HeldPost, Post

MOST = 600  # characters of a passage


def quotable(session: Session, discussion: Discussion, post_id: str) -> Post | None:
    """Return a post of this discussion that can be quoted; None for anything else."""
    post = session.get(Post, post_id)
    if post is None or post.discussion_id != discussion.id or not policy.is_readable(post):
        return None
    return post if post.moved_to_id is None else None


def beginning(post: Post) -> str:
    """Return the first words of a post, as a passage to quote."""
    words = _tidy(plain_text(post.html))
    if len(words) <= MOST:
        return words
    cut = words[:MOST].rpartition(" ")[0]
    return cut or words[:MOST]


def passage(post: Post, wanted: str) -> str | None:
    """Return the words somebody wants to quote, tidied; None when the post does not say them."""
    words = _tidy(wanted)
    return words if len(words) <= MOST and words in _tidy(plain_text(post.html)) else None


def forget_changed(session: Session, post: Post) -> None:
    """Take from the quotes of a post what it no longer says: people also edit to take an address back."""
    for table in (Post, HeldPost):
        found = session.execute(
            select(table.id, table.quoted_text).where(table.quoted_id == post.id, table.quoted_text != "")
        )
        gone = [row_id for row_id, text in found if passage(post, text) is None]
        if gone:
            session.execute(update(table).where(table.id.in_(gone)).values(quoted_text=""))


def _tidy(text: str) -> str:
    return " ".join(text.split())
