"""Taking a person out of the forum."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from vamv.api.plugin import Erasure
from vamv_forum.models import (
    Alias,
    Bookmark,
    CategoryChange,
    CategoryMember,
    CategoryWatch,
    Discussion,
    HeldPost,
    Mention,
    PollVote,
    Post,
    PostVersion,
    Reader,
    ReadMark,
    SearchEntry,
    Subscription,
    Thanks,
)
from vamv_forum.privacy.shared import NO_TEXT, delete_discussions, forget_polls, forget_quotes, run
from vamv_forum.search import forget_words

# Tables whose rows belong to one person and to nobody else.
OWN: tuple[Any, ...] = (
    Alias,
    Bookmark,
    CategoryMember,
    CategoryWatch,
    Mention,
    PollVote,
    Reader,
    ReadMark,
    Subscription,
    Thanks,
)


def erase_person(session: Session, person_id: str, keep_texts: bool, now: datetime) -> Erasure:
    """Take a person out of the forum.

    With `keep_texts` their posts stay without a name. Otherwise the texts go, with every version and from the
    search; a place without text stays where others have answered, and what nobody else wrote in goes whole.
    """
    own = select(Post.id).where(Post.author_id == person_id)
    touched = _lock_discussions(session, person_id)
    rows = run(session, delete(PostVersion).where(PostVersion.post_id.in_(own)))
    thanked = select(Thanks.post_id).where(Thanks.person_id == person_id)
    run(session, update(Post).where(Post.id.in_(thanked)).values(thanks=Post.thanks - 1))
    for table in OWN:
        rows += run(session, delete(table).where(table.person_id == person_id))
    named = cast(CategoryChange.before, String).contains(person_id)
    rows += run(session, delete(CategoryChange).where(CategoryChange.kind.in_(("join", "leave")), named))
    rows += run(session, delete(HeldPost).where(HeldPost.author_id == person_id))
    for reference in (Post.signed_by_id, CategoryChange.actor_id):
        rows += run(session, update(reference.class_).where(reference == person_id).values({reference: None}))
    gone: dict[str, Any] = {}
    if not keep_texts:
        run(session, delete(SearchEntry).where(SearchEntry.post_id.in_(own)))
        forget_words(session)
        forget_quotes(session, own)
        forget_polls(session, own)
        gone = {**NO_TEXT, "removed_at": func.coalesce(Post.removed_at, now)}
        opened = update(Discussion).where(Discussion.author_id == person_id)
        run(session, opened.values(title=""))
    rows += run(session, update(Post).where(Post.author_id == person_id).values(author_id=None, **gone))
    rows += run(session, update(Discussion).where(Discussion.author_id == person_id).values(author_id=None))
    if not keep_texts:
        _count_again(session, touched)
    session.expire_all()
    return Erasure(rows)


def _lock_discussions(session: Session, person_id: str) -> list[str]:
    wrote_in = select(Post.discussion_id).where(Post.author_id == person_id)
    # Always in the same order, so that two erasures never wait for each other.
    statement = select(Discussion.id).where(Discussion.id.in_(wrote_in)).order_by(Discussion.id)
    return list(session.scalars(statement.with_for_update()))


def _count_again(session: Session, discussion_ids: list[str]) -> None:
    readable = (
        select(func.count())
        .where(Post.discussion_id == Discussion.id, Post.removed_at.is_(None), Post.hidden_at.is_(None))
        .scalar_subquery()
    )
    here = Discussion.id.in_(discussion_ids)
    run(session, update(Discussion).where(here).values(post_count=readable))
    text = aliased(Post)
    anything = select(text.id).where(text.discussion_id == Discussion.id, text.source != "").exists()
    delete_discussions(session, here, ~anything)
