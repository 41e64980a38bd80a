"""Removing one's own posts, and what moderation does: hiding and restoring."""

from datetime import datetime

from sqlalchemy.orm import Session

from vamv_forum import policy
from vamv_forum.models import Discussion, Post
from vamv_forum.search import unindex_posts
from vamv_forum.services.shared import index, lock


def remove(session: Session, discussion: Discussion, post: Post, *, now: datetime) -> None:
    """Remove one's own post: its place stays, its text is no longer shown. Doing it twice is harmless.

    A discussion that nobody has answered goes with its opening post. Raises Gone when moderation has hidden
    the post, because it may still have to be looked at.
    """
    lock(session, discussion, post)
    if post.hidden_at is not None:
        raise policy.Gone
    if post.removed_at is not None:
        return
    post.removed_at = now
    discussion.post_count -= 1
    if discussion.last_seq == 1:
        discussion.removed_at = now
    unindex_posts(session, [post.id])
    session.flush()


def undo_removal(
    session: Session, discussion: Discussion, post: Post, *, minutes: int, now: datetime
) -> None:
    """Take back having removed a post. Raises TooLate after `minutes`."""
    lock(session, discussion, post)
    if post.removed_at is None:
        return
    if not policy.may_undo_removal(post, now, minutes):
        raise policy.TooLate
    post.removed_at = discussion.removed_at = None
    discussion.post_count += 1
    session.flush()
    index(session, discussion, post)


def hide_post(session: Session, post_id: str, *, now: datetime, reason: str) -> None:
    """Take a post from its readers (moderation). `reason`: a code of the moderation desk."""
    discussion, post = _locked_post(session, post_id)
    if policy.is_readable(post):
        discussion.post_count -= 1
    post.hidden_at, post.hidden_reason = post.hidden_at or now, reason
    unindex_posts(session, [post.id])
    session.flush()


def restore_post(session: Session, post_id: str, *, now: datetime) -> None:
    """Show a hidden post again, unless its author has removed it."""
    discussion, post = _locked_post(session, post_id)
    if post.hidden_at is None:
        return
    post.hidden_at = post.hidden_reason = None
    if post.removed_at is None:
        discussion.post_count += 1
        index(session, discussion, post)
    session.flush()


def hide_discussion(session: Session, discussion_id: str, *, now: datetime, reason: str) -> None:
    """Take a whole discussion from its readers (moderation). Its posts are left as they are."""
    discussion = session.get_one(Discussion, discussion_id)
    lock(session, discussion)
    discussion.hidden_at = discussion.hidden_at or now
    session.flush()


def restore_discussion(session: Session, discussion_id: str, *, now: datetime) -> None:
    """Show a hidden discussion again."""
    discussion = session.get_one(Discussion, discussion_id)
    lock(session, discussion)
    discussion.hidden_at = None
    session.flush()


def _locked_post(session: Session, post_id: str) -> tuple[Discussion, Post]:
    post = session.get_one(Post, post_id)
    while True:
        discussion = session.get_one(Discussion, post.discussion_id)
        try:
            lock(session, discussion, post)
        except policy.Gone:
            continue  # it has just moved: once more, where it is now
        return discussion, post
