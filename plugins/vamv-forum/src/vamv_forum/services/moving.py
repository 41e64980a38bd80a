"""Taking posts from one discussion to another: splitting and merging.

A post that moves keeps its id, and with it its address, versions, thanks, bookmarks, mentions and quotes. It
gets the next number of its new discussion. Where it stood, a place without text stays behind, so that
numbers, pages and read marks remain right. What somebody had read does not become new for them, unless
posts come behind others that they have not read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import String, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from vamv.api.orm import new_id
from vamv.api.vault import Vault
from vamv.api.web import RENDERER_VERSION
from vamv_forum import place_policy, policy
from vamv_forum.models import Category, Discussion, HeldPost, Post, ReadMark
from vamv_forum.search import index_post
from vamv_forum.services import followers
from vamv_forum.services.shared import index

# More posts at once are more than a moderator can have read.
MOST = 1000


@dataclass(frozen=True)
class Moved:
    """Where posts have gone. `told`: one of them for each author; empty when the same form came before."""

    discussion: Discussion
    told: list[str]


def split_off(
    session: Session,
    vault: Vault,
    source: Discussion,
    seqs: Collection[int],
    *,
    category: Category,
    title: str,
    client_id: str,
    now: datetime,
) -> Moved:
    """Make a discussion of its own from posts with these numbers.

    `client_id` comes with the form: the same one twice is one split. Raises Gone when the discussion is
    hidden or merged, Unfit when posts are not there (any more) or the one that opens it is among them.
    """
    lock_in_order(session, source)
    known = _split_before(session, source, client_id)
    if known is not None:
        return Moved(known, [])
    posts = _chosen(session, source, seqs)
    target = Discussion(
        category_id=category.id,
        title=title,
        author_id=posts[0].author_id,
        legal=source.legal,
        created_at=posts[0].created_at,
        last_post_at=posts[0].created_at,
        last_seq=0,
        post_count=0,
    )
    session.add(target)
    session.flush()
    told = _take(session, vault, source, target, posts, client_id, now)
    opening = session.get_one(Post, posts[0].id)
    if policy.is_readable(opening):
        index(session, target, opening)
    return Moved(target, told)


def split_into(
    session: Session,
    vault: Vault,
    source: Discussion,
    seqs: Collection[int],
    *,
    target: Discussion,
    client_id: str,
    now: datetime,
) -> Moved:
    """Move posts with these numbers behind those of another discussion. Raises Gone and Unfit."""
    lock_in_order(session, source, target)
    known = _split_before(session, source, client_id)
    if known is not None:
        return Moved(known, [])
    if target.id == source.id or not policy.is_listed(target):
        raise place_policy.Unfit
    posts = _chosen(session, source, seqs)
    return Moved(target, _take(session, vault, source, target, posts, client_id, now))


def merge(session: Session, vault: Vault, source: Discussion, target: Discussion) -> Moved:
    """Append all posts of `source` to `target`; its address leads there from now on.

    Whoever followed one follows the other; texts that wait go along; a poll stays behind. Raises Gone when
    either is hidden, and Unfit for a discussion with itself.
    """
    lock_in_order(session, source, target)
    if source.merged_into_id == target.id:
        return Moved(target, [])
    if not policy.is_listed(source) or not policy.is_listed(target):
        raise policy.Gone
    if source.id == target.id:
        raise place_policy.Unfit
    posts = _movable(session, source, Post.moved_to_id.is_(None))
    target.legal = target.legal or source.legal
    source.pinned = False
    gaps = len(posts) != source.last_seq
    told = _carry(session, vault, source, target, posts, Post.moved_to_id.is_(None) if gaps else None)
    followers.join(session, source.id, target.id)
    for statement in (
        delete(Post).where(Post.discussion_id == source.id),  # places whose posts have moved before
        delete(ReadMark).where(ReadMark.discussion_id == source.id),
        update(HeldPost)
        .where(HeldPost.discussion_id == source.id)
        .values(discussion_id=target.id, category_id=target.category_id),
    ):
        session.execute(statement.execution_options(synchronize_session=False))
    source.last_seq = source.post_count = 0
    source.merged_into_id = target.id
    session.flush()
    session.expire_all()
    opening = session.get(Post, posts[0].id) if posts else None
    if opening is not None and policy.is_readable(opening):
        # It opens no discussion any more; the words of the old title still find it.
        index_post(session, opening, source.title)
    return Moved(target, told)


def lock_in_order(session: Session, *discussions: Discussion) -> None:
    """Keep others from changing these discussions, in one order for all, so that nobody waits in a ring."""
    ids = {each.id for each in discussions}
    session.scalars(
        select(Discussion)
        .where(Discussion.id.in_(ids))
        .order_by(Discussion.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).all()


def _split_before(session: Session, source: Discussion, client_id: str) -> Discussion | None:
    # The places left behind carry the form's number.
    place = (Post.discussion_id == source.id, Post.client_id == client_id, Post.moved_to_id.is_not(None))
    target_id = session.scalar(select(Post.moved_to_id).where(*place).limit(1))
    return None if target_id is None else session.get(Discussion, target_id)


def _chosen(session: Session, source: Discussion, seqs: Collection[int]) -> list[Any]:
    if not policy.is_listed(source):
        raise policy.Gone
    wanted = set(seqs)
    if not wanted or 1 in wanted or len(wanted) > MOST:
        raise place_policy.Unfit
    posts = _movable(session, source, Post.seq.in_(wanted), Post.moved_to_id.is_(None))
    if len(posts) != len(wanted):
        raise place_policy.Unfit
    return posts


def _movable(session: Session, source: Discussion, *conditions: Any) -> list[Any]:
    return list(
        session.execute(
            select(
                Post.id,
                Post.seq,
                Post.author_id,
                Post.alias_id,
                Post.created_at,
                Post.removed_at,
                Post.hidden_at,
            )
            .where(Post.discussion_id == source.id, *conditions)
            .order_by(Post.seq)
        )
    )


def _take(
    session: Session,
    vault: Vault,
    source: Discussion,
    target: Discussion,
    posts: list[Any],
    client_id: str,
    now: datetime,
) -> list[str]:
    here = Post.seq.in_([each.seq for each in posts])
    told = _carry(session, vault, source, target, posts, here)
    followers.bring_along(session, source.id, target.id, {each.author_id for each in posts if each.author_id})
    places = [
        {
            "id": new_id(),
            "discussion_id": source.id,
            "seq": each.seq,
            "client_id": client_id,
            "source": "",
            "html": "",
            "renderer_version": RENDERER_VERSION,
            "moved_to_id": target.id,
            "created_at": each.created_at,
            "removed_at": now,
        }
        for each in posts
    ]
    session.execute(insert(Post), places)
    last = select(func.max(Post.created_at)).where(
        Post.discussion_id == source.id, Post.moved_to_id.is_(None)
    )
    source.last_post_at = session.scalar(last) or source.created_at
    session.flush()
    session.expire_all()
    return told


def _carry(
    session: Session, vault: Vault, source: Discussion, target: Discussion, posts: list[Any], here: Any
) -> list[str]:
    # `here`: which posts; None: all, without a gap.
    if not posts:
        return []
    followers.keep_read(session, source.id, target.id, target.last_seq, here)
    followers.keep_names(session, vault, target, posts)
    ranked = (
        select(Post.id, func.row_number().over(order_by=Post.seq).label("rank"))
        .where(Post.discussion_id == source.id, *([] if here is None else [here]))
        .subquery()
    )
    session.execute(
        update(Post)
        .where(Post.id == ranked.c.id)
        .values(discussion_id=literal(target.id, String), seq=target.last_seq + ranked.c.rank)
        .execution_options(synchronize_session=False)
    )
    readable = sum(each.removed_at is None and each.hidden_at is None for each in posts)
    target.last_seq += len(posts)
    target.post_count += readable
    source.post_count -= readable
    target.last_post_at = max(target.last_post_at, *(each.created_at for each in posts))
    session.flush()
    first = {each.author_id: each.id for each in reversed(posts) if each.author_id is not None}
    return list(first.values())
