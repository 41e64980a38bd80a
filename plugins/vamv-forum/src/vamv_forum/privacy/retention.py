"""Forgetting in time what nobody can read any more."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from vamv_forum import _
from vamv_forum.models import (
    CategoryChange,
    Discussion,
    HeldPost,
    Poll,
    PollVote,
    Post,
    PostVersion,
    ReadMark,
)
from vamv_forum.privacy.shared import delete_discussions, forget_text, run
from vamv_forum.services import polls

REMOVED = timedelta(days=7)
HIDDEN = timedelta(days=180)
VERSIONS = timedelta(days=180)
READ_MARKS = timedelta(days=365)
CATEGORY_CHANGES = timedelta(days=180)


def declare(config: Any) -> None:
    """Declare how long the forum keeps what nobody can read any more."""
    config.add_retention_rule(
        "forum.removed",
        _("retention-removed", default="Beiträge im Forum, die Sie selbst entfernt haben"),
        REMOVED,
        forget_removed,
    )
    config.add_retention_rule(
        "forum.hidden",
        _("retention-hidden", default="Beiträge im Forum, die die Moderation ausgeblendet hat"),
        HIDDEN,
        forget_hidden,
    )
    config.add_retention_rule(
        "forum.refused",
        _("retention-refused", default="Texte im Forum, die die Moderation nicht veröffentlicht hat"),
        HIDDEN,
        forget_refused,
    )
    config.add_retention_rule(
        "forum.versions",
        _("retention-versions", default="Frühere Fassungen geänderter Beiträge im Forum"),
        VERSIONS,
        forget_versions,
    )
    config.add_job(polls.CLOSE, polls.close_in_time)


def forget_removed(session: Session, now: datetime, period: timedelta) -> int:
    """Delete the text of posts removed longer ago than `period`; their places stay."""
    delete_discussions(session, Discussion.removed_at < now - period)
    return forget_text(session, select(Post.id).where(Post.removed_at < now - period, Post.source != ""))


def forget_hidden(session: Session, now: datetime, period: timedelta) -> int:
    """Delete the text of posts hidden longer ago than `period`; nobody has objected by then."""
    delete_discussions(session, Discussion.hidden_at < now - period)
    return forget_text(session, select(Post.id).where(Post.hidden_at < now - period, Post.source != ""))


def forget_refused(session: Session, now: datetime, period: timedelta) -> int:
    """Delete texts refused longer ago than `period`; nobody has objected by then."""
    return run(session, delete(HeldPost).where(HeldPost.refused_at < now - period))


def forget_versions(session: Session, now: datetime, period: timedelta) -> int:
    """Delete what edited posts said before."""
    return run(session, delete(PostVersion).where(PostVersion.replaced_at < now - period))


def forget_read_marks(session: Session, now: datetime) -> int:
    """Delete how far people have read discussions in which nobody has written for a year."""
    quiet = select(Discussion.id).where(Discussion.last_post_at < now - READ_MARKS)
    return run(session, delete(ReadMark).where(ReadMark.discussion_id.in_(quiet)))


def forget_votes(session: Session, now: datetime) -> int:
    """Delete who has voted in polls that have closed; the figures stay."""
    closed = select(Poll.discussion_id).where(Poll.closes_at < now)
    return run(session, delete(PollVote).where(PollVote.discussion_id.in_(closed)))


def forget_category_changes(session: Session, now: datetime) -> int:
    """Delete changes of categories that nobody will take back any more."""
    return run(session, delete(CategoryChange).where(CategoryChange.at < now - CATEGORY_CHANGES))


def forget_the_rest(session: Session, now: datetime) -> int:
    """Delete what is old and is nobody's text; return the number of rows."""
    return sum(forget(session, now) for forget in (forget_read_marks, forget_votes, forget_category_changes))
