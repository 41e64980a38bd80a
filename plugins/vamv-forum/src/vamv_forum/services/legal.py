"""Questions about the law: which discussions are about it, and what a professional has confirmed."""

from datetime import datetime

from sqlalchemy.orm import Session

from vamv.api.security import Identity
from vamv_forum import policy
from vamv_forum.models import Category, Discussion, Post
from vamv_forum.services.shared import lock


def set_legal(session: Session, discussion: Discussion, *, legal: bool) -> None:
    """Mark a discussion as one about the law, or take the mark away."""
    lock(session, discussion)
    discussion.legal = legal
    session.flush()


def sign(
    session: Session,
    category: Category,
    discussion: Discussion,
    post: Post,
    *,
    actor: Identity,
    now: datetime,
) -> None:
    """Confirm what a post says about the law; it holds until the post is changed.

    Doing it twice is harmless. Raises Gone when the post can no longer be read, NotLegal where there is
    nothing to confirm.
    """
    lock(session, discussion, post)
    if not policy.is_readable(post):
        raise policy.Gone
    if not policy.is_signable(category, discussion, post):
        raise policy.NotLegal
    if post.signed_at is None:
        post.signed_at, post.signed_by_id = now, actor.person_id
    session.flush()


def take_back(session: Session, discussion: Discussion, post: Post) -> None:
    """Let a post stand unconfirmed again: any professional may, because they answer for it together."""
    lock(session, discussion, post)
    post.signed_at = post.signed_by_id = None
    session.flush()
