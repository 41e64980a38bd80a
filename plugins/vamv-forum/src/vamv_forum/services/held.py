"""Texts that the moderation reads first: show them, refuse them, give them back.

A text that waits is no post yet: it is in no list, no search and no count. Released, it becomes a post with
the same id through the same services as any other, written at the moment of its release: so it stands behind
what was written meanwhile, and is new to everybody.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.audit import record
from vamv.api.moderation import AlreadyDecided, NotYours
from vamv.api.security import ADVICE_SEEKER, Identity
from vamv.api.statistics import count
from vamv.api.vault import Vault
from vamv_forum.events import PostWritten
from vamv_forum.models import Category, Discussion, HeldPost
from vamv_forum.services import aliases, visibility, writing
from vamv_forum.services.following import choose_by_writing
from vamv_forum.services.writing import NewText

METRIC = "forum.held"


def release(
    session: Session, vault: Vault, held_id: str, *, actor_id: str, now: datetime, anyway: bool = False
) -> PostWritten:
    """Make a post of a text that waits; return what is to be announced.

    `anyway`: where nobody can write any more too. Raises AlreadyDecided, NotYours, Closed, AliasTaken,
    AliasTooLate.
    """
    held = claim(session, held_id)
    if held.author_id == actor_id:
        raise NotYours
    written = _write(session, vault, held, now=now, anyway=anyway)
    count(session, METRIC, now=now, what="released")
    record(session, vault, actor_id=actor_id, action="forum.released", object_id=held_id, now=now)
    return written


def claim(session: Session, held_id: str) -> HeldPost:
    """Return a text that waits, kept from others until the transaction ends. Raises AlreadyDecided."""
    held = _locked(session, held_id)
    if held is None or held.refused_at is not None:
        raise AlreadyDecided
    return held


def hide_text(session: Session, post_id: str, *, now: datetime, reason: str) -> None:
    """Take a post from its readers, or refuse one that waits (moderation); `reason`: a code of the desk.

    Reasons, statement and audit entry come from the core: call `vamv.api.moderation.hide`, which calls this.
    """
    held = _locked(session, post_id)
    if held is None:
        visibility.hide_post(session, post_id, now=now, reason=reason)
    elif held.refused_at is None:
        held.refused_at = now
        session.flush()
        count(session, METRIC, now=now, what="refused")


def restore_text(session: Session, vault: Vault, post_id: str, *, now: datetime) -> PostWritten | None:
    """Show a hidden post again; or a refused one for the first time, and return what is to be announced."""
    held = _locked(session, post_id)
    if held is None:
        visibility.restore_post(session, post_id, now=now)
        return None
    return _write(session, vault, held, now=now, anyway=True)


def withdraw(session: Session, held_id: str, *, actor_id: str, now: datetime) -> HeldPost:
    """Take back one's own text; return it, for the draft. Raises AlreadyDecided, NotYours."""
    held = claim(session, held_id)
    if held.author_id != actor_id:
        raise NotYours
    session.delete(held)
    session.flush()
    count(session, METRIC, now=now, what="withdrawn")
    return held


def _write(session: Session, vault: Vault, held: HeldPost, *, now: datetime, anyway: bool) -> PostWritten:
    author = Identity(held.author_id, frozenset({ADVICE_SEEKER}), "", "full", "", None)
    new = NewText(
        text=held.source,
        content_warning=held.content_warning,
        client_id=held.client_id,
        alias=aliases.open_waiting(vault, held.id, held.alias_sealed),
        quoted_id=held.quoted_id,
        quoted_text=held.quoted_text,
        legal=held.legal,
    )
    discussion = _target(session, held)
    category_id = held.category_id if discussion is None else discussion.category_id
    category = session.get_one(Category, category_id)
    if discussion is None:
        discussion, post, _first = writing.open_discussion(
            session,
            vault,
            category,
            new,
            actor=author,
            title=held.title,
            now=now,
            post_id=held.id,
            anyway=anyway,
        )
        choose_by_writing(
            session, person_id=held.author_id, discussion_id=discussion.id, wanted=held.follow, now=now
        )
    else:
        post, _first = writing.reply(
            session, vault, category, discussion, new, actor=author, now=now, post_id=held.id, anyway=anyway
        )
    session.delete(held)
    session.flush()
    return PostWritten(discussion, post, now)


def _target(session: Session, held: HeldPost) -> Discussion | None:
    """Return the discussion a text answers in, or the one that has taken up its posts; None for a new one."""
    if held.discussion_id is None:
        return None
    discussion = session.get_one(Discussion, held.discussion_id)
    while discussion.merged_into_id is not None:
        discussion = session.get_one(Discussion, discussion.merged_into_id)
    return discussion


def _locked(session: Session, held_id: str) -> HeldPost | None:
    statement = select(HeldPost).where(HeldPost.id == held_id).with_for_update()
    return session.scalar(statement.execution_options(populate_existing=True))
