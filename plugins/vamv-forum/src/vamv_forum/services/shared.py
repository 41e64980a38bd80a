"""What writing and removing have in common."""

from sqlalchemy.orm import Session

from vamv_forum.models import Discussion, Post
from vamv_forum.policy import Gone
from vamv_forum.search import index_post


def lock(session: Session, discussion: Discussion, post: Post | None = None) -> None:
    """Keep others from changing the discussion until the transaction ends; read it and the post anew.

    Raises Gone when the post has just moved to another discussion.
    """
    session.refresh(discussion, with_for_update=True)
    if post is not None:
        session.refresh(post)
        if post.discussion_id != discussion.id:
            raise Gone


def index(session: Session, discussion: Discussion, post: Post) -> None:
    """Make a post findable; the opening post by its discussion's title too."""
    index_post(session, post, discussion.title if post.seq == 1 else "")
