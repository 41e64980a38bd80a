"""What the forum's members write, as the moderation desk sees it."""

from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.moderation import Alias as Shown
from vamv.api.moderation import Content
from vamv.api.security import Identity
from vamv.api.vault import Vault
from vamv.api.web import plain_text, stored_html
from vamv_forum.models import Alias, Category, Discussion, HeldPost, Post
from vamv_forum.queries.aliases import alias_name, alias_of
from vamv_forum.queries.places import listed, readable

EXCERPT = 200  # characters
# In place of the id of a pseudonym that is no longer there.
GONE = "?"


def post_content(session: Session, vault: Vault, post_id: str) -> Content | None:
    """Return a post as the moderation desk sees it; None when it or its text is gone."""
    post = session.get(Post, post_id)
    if post is None:
        held = session.get(HeldPost, post_id)
        return _held_content(held) if held is not None else None
    if not post.source:
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
        alias=_alias(session, vault, post),
    )


def discussion_content(session: Session, vault: Vault, discussion_id: str) -> Content | None:
    """Return a discussion's title as the moderation desk sees it; None when it is gone."""
    discussion = session.get(Discussion, discussion_id)
    if discussion is None or not discussion.title:
        return None
    author_id = discussion.author_id
    alias = alias_of(session, discussion.id, author_id) if author_id is not None else None
    return Content(
        kind="forum.discussion",
        id=discussion.id,
        author_id=author_id,
        html=Markup("<p>{}</p>").format(discussion.title),
        excerpt=discussion.title,
        route="forum.discussion",
        route_args={"discussion": discussion.id},
        created_at=discussion.created_at,
        hidden=discussion.hidden_at is not None,
        alias=Shown(alias_name(vault, alias), alias.id) if alias is not None else None,
    )


def _alias(session: Session, vault: Vault, post: Post) -> Shown | None:
    """Return the other name a post was written under, so that the account's is not shown in its place."""
    if not post.masked:
        return None
    alias = session.get(Alias, post.alias_id) if post.alias_id else None
    return Shown(alias_name(vault, alias) if alias else "", post.alias_id or GONE)


def may_read_post(session: Session, actor: Identity | None, post_id: str) -> bool:
    """Tell whether this person may read the discussion of a post; nobody may while it waits."""
    post = session.get(Post, post_id)
    return post is not None and may_read_discussion(session, actor, post.discussion_id)


def may_read_discussion(session: Session, actor: Identity | None, discussion_id: str) -> bool:
    """Tell whether this person may read a discussion. What is hidden or removed, only the team may."""
    statement = select(Discussion.id).join(Category, Category.id == Discussion.category_id)
    statement = statement.where(Discussion.id == discussion_id, readable(actor))
    if actor is None or not actor.is_staff:
        statement = statement.where(listed())
    return session.scalar(statement) is not None


def _held_content(held: HeldPost) -> Content:
    return Content(
        kind="forum.post",
        id=held.id,
        author_id=held.author_id,
        html=stored_html(held.html),
        excerpt=plain_text(held.html)[:EXCERPT],
        route="forum.held",
        route_args={"held": held.id},
        created_at=held.created_at,
        hidden=held.refused_at is not None,
    )
