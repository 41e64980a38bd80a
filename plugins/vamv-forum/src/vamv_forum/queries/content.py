"""What the forum's members write, as the moderation desk sees it."""

from markupsafe import Markup
from sqlalchemy.orm import Session

from vamv.api.moderation import Content
from vamv.api.web import plain_text, stored_html
from vamv_forum.models import Discussion, Post

EXCERPT = 200  # characters


def post_content(session: Session, vault: object, post_id: str) -> Content | None:
    """Return a post as the moderation desk sees it; None when it or its text is gone."""
    post = session.get(Post, post_id)
    if post is None or not post.source:
        return None
    return Content(
        kind="forum.post",
        id=post.id,
        author_id=post.author_id,
        html=stored_html(post.html),
        excerpt=plain_text(post.html)[:EXCERPT],
        route="forum.post",
        route_args={"post": post.id},
        created_at=post.created_at,
        hidden=post.hidden_at is not None,
    )


def discussion_content(session: Session, vault: object, discussion_id: str) -> Content | None:
    """Return a discussion's title as the moderation desk sees it; None when it is gone."""
    discussion = session.get(Discussion, discussion_id)
    if discussion is None or not discussion.title:
        return None
    return Content(
        kind="forum.discussion",
        id=discussion.id,
        author_id=discussion.author_id,
        html=Markup("<p>{}</p>").format(discussion.title),
        excerpt=discussion.title,
        route="forum.discussion",
        route_args={"discussion": discussion.id},
        created_at=discussion.created_at,
        hidden=discussion.hidden_at is not None,
    )
