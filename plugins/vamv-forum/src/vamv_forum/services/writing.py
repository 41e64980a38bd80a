"""Opening discussions, answering, editing."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from vamv.api.orm import new_id
from vamv.api.security import Identity
from vamv.api.vault import Vault
from vamv.api.web import RENDERER_VERSION, render_post
from vamv_forum import policy
from vamv_forum.models import Category, Discussion, Post, PostVersion
from vamv_forum.services import aliases
from vamv_forum.services.quoting import forget_changed
from vamv_forum.services.reading import mark_own_read, mark_read
from vamv_forum.services.shared import index, lock


@dataclass(frozen=True)
class NewText:
    """What somebody sends to be read by others, as the form, a message or the waiting queue has it.

    `client_id`: drawn with the form; the same one twice is one post. `alias`: the other pseudonym to write
    under, which is chosen once for a discussion; empty for the one chosen there before, or one's own name.
    `quoted_id`, `quoted_text`: the post it answers, and the passage of it. `legal`: opens a discussion about
    the law. `follow`: wants to hear of answers.
    """

    text: str
    content_warning: str = ""
    client_id: str = field(default_factory=new_id)
    alias: str = ""
    quoted_id: str | None = None
    quoted_text: str = ""
    legal: bool = False
    follow: bool = True


def open_discussion(
    session: Session,
    vault: Vault,
    category: Category,
    new: NewText,
    *,
    actor: Identity,
    title: str,
    now: datetime,
    post_id: str | None = None,
    anyway: bool = False,
) -> tuple[Discussion, Post, bool]:
    """Begin a discussion; return it, its opening post, and False when the same form has come before.

    `post_id`: of a text that has waited for the moderation. Raises Closed when the category is archived,
    unless it is written there `anyway`.
    """
    if not anyway and not policy.is_open(category):
        raise policy.Closed
    known = sent_before(session, actor, new.client_id)
    if known is not None:
        return session.get_one(Discussion, known.discussion_id), known, False
    discussion = Discussion(
        category_id=category.id,
        title=title,
        author_id=actor.person_id,
        legal=new.legal,
        created_at=now,
        last_post_at=now,
    )
    try:
        with session.begin_nested():
            session.add(discussion)
            session.flush()
            post = _append(session, vault, discussion, new, actor, now, post_id)
    except IntegrityError:
        # The same form came twice at once and the other one was faster.
        known = sent_before(session, actor, new.client_id)
        if known is None:
            raise
        return session.get_one(Discussion, known.discussion_id), known, False
    return discussion, post, True


def reply(
    session: Session,
    vault: Vault,
    category: Category,
    discussion: Discussion,
    new: NewText,
    *,
    actor: Identity,
    now: datetime,
    post_id: str | None = None,
    anyway: bool = False,
) -> tuple[Post, bool]:
    """Answer in a discussion; return the post, and False when the same form has come before.

    `post_id`: of a text that has waited for the moderation. Raises Closed when nobody may write there any
    more, unless it is written there `anyway`; AliasTaken and AliasTooLate when `new.alias` cannot be had.
    """
    lock(session, discussion)
    known = sent_before(session, actor, new.client_id)
    if known is not None:
        return known, False
    writable = policy.is_open(category, discussion) and policy.is_listed(discussion)
    if not writable and not anyway:
        raise policy.Closed
    return _append(session, vault, discussion, new, actor, now, post_id), True


def edit(
    session: Session,
    discussion: Discussion,
    post: Post,
    *,
    text: str,
    content_warning: str,
    title: str | None,
    now: datetime,
) -> None:
    """Change one's own post and keep what it said before. `title`: of the discussion, with its opening post.

    Raises Gone when the post has been removed or hidden meanwhile.
    """
    lock(session, discussion, post)
    if not policy.is_readable(post):
        raise policy.Gone
    if title is not None:
        discussion.title = title
    if (text, content_warning) != (post.source, post.content_warning):
        _keep_version(session, post, now)
        post.source, post.html, post.renderer_version = text, render_post(text), RENDERER_VERSION
        post.content_warning = content_warning
        post.edited_at = now
        # What a professional has confirmed is no longer what stands there.
        post.signed_at = post.signed_by_id = None
        forget_changed(session, post)
    session.flush()
    index(session, discussion, post)


def sent_before(session: Session, actor: Identity, client_id: str) -> Post | None:
    """Return the post that the same form has made already."""
    return session.scalar(select(Post).where(Post.author_id == actor.person_id, Post.client_id == client_id))


def _append(
    session: Session,
    vault: Vault,
    discussion: Discussion,
    new: NewText,
    actor: Identity,
    now: datetime,
    post_id: str | None,
) -> Post:
    alias = aliases.take(session, vault, discussion, actor, new.alias)
    # A clock that was set back must not put a post before the one it answers.
    discussion.last_post_at = max(discussion.last_post_at, now)
    discussion.last_seq += 1
    discussion.post_count += 1
    post = Post(
        id=post_id or new_id(),
        discussion_id=discussion.id,
        seq=discussion.last_seq,
        author_id=actor.person_id,
        client_id=new.client_id,
        source=new.text,
        html=render_post(new.text),
        renderer_version=RENDERER_VERSION,
        content_warning=new.content_warning,
        role_mark=policy.role_mark(actor.roles),
        alias_id=alias.id if alias else None,
        masked=alias is not None,
        quoted_id=new.quoted_id,
        quoted_text=new.quoted_text,
        created_at=now,
    )
    session.add(post)
    session.flush()
    index(session, discussion, post)
    # Whoever writes has seen what stands above. The author of a text that has waited may not have.
    seen = mark_own_read if post_id and post.seq > 1 else mark_read
    seen(session, person_id=actor.person_id, discussion_id=discussion.id, seq=post.seq)
    return post


def _keep_version(session: Session, post: Post, now: datetime) -> None:
    last = session.scalar(select(func.max(PostVersion.number)).where(PostVersion.post_id == post.id))
    session.add(
        PostVersion(
            post_id=post.id,
            number=(last or 0) + 1,
            source=post.source,
            content_warning=post.content_warning,
            written_at=post.edited_at or post.created_at,
            replaced_at=now,
        )
    )
