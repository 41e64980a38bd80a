"""What becomes of people's data: handing it out, erasing it, and forgetting it in time."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, Select, delete, func, select, update
from sqlalchemy.orm import Session, aliased

from vamv.api.plugin import Erasure, ExportSection
from vamv_forum import _
from vamv_forum.models import Category, Discussion, Post, PostVersion, Reader, ReadMark, SearchEntry

REMOVED = timedelta(days=7)
HIDDEN = timedelta(days=180)
VERSIONS = timedelta(days=180)
READ_MARKS = timedelta(days=365)

_NO_TEXT = {"source": "", "html": "", "content_warning": ""}


def declare_retention(config: Any) -> None:
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
        "forum.versions",
        _("retention-versions", default="Frühere Fassungen geänderter Beiträge im Forum"),
        VERSIONS,
        forget_versions,
    )


def forget_removed(session: Session, now: datetime, period: timedelta) -> int:
    """Delete the text of posts removed longer ago than `period`; their places stay."""
    _delete_discussions(session, Discussion.removed_at < now - period)
    return _forget_text(session, select(Post.id).where(Post.removed_at < now - period, Post.source != ""))


def forget_hidden(session: Session, now: datetime, period: timedelta) -> int:
    """Delete the text of posts hidden longer ago than `period`; nobody has objected by then."""
    _delete_discussions(session, Discussion.hidden_at < now - period)
    return _forget_text(session, select(Post.id).where(Post.hidden_at < now - period, Post.source != ""))


def forget_versions(session: Session, now: datetime, period: timedelta) -> int:
    """Delete what edited posts said before."""
    return _run(session, delete(PostVersion).where(PostVersion.replaced_at < now - period))


def forget_read_marks(session: Session, now: datetime) -> int:
    """Delete how far people have read discussions in which nobody has written for a year."""
    quiet = select(Discussion.id).where(Discussion.last_post_at < now - READ_MARKS)
    return _run(session, delete(ReadMark).where(ReadMark.discussion_id.in_(quiet)))


def export_person(session: Session, person_id: str) -> list[ExportSection]:
    """Return everything this person has written, and how far they have read."""
    opened = select(Discussion, Category.title).join(Category).where(Discussion.author_id == person_id)
    posts = select(Post, Discussion.title).join(Discussion).where(Post.author_id == person_id)
    before = select(PostVersion).join(Post).where(Post.author_id == person_id)
    marks = select(ReadMark, Discussion.title).join(Discussion).where(ReadMark.person_id == person_id)
    readers = select(Reader).where(Reader.person_id == person_id)
    return [
        ExportSection(
            "forum.discussions",
            _("export-discussions", default="Diskussionen, die Sie begonnen haben"),
            [
                {
                    _("export-begun", default="Begonnen"): str(each.created_at),
                    _("export-category", default="Bereich"): category,
                    _("export-title", default="Titel"): each.title,
                }
                for each, category in session.execute(opened.order_by(Discussion.created_at))
            ],
        ),
        ExportSection(
            "forum.posts",
            _("export-posts", default="Ihre Beiträge"),
            [
                {
                    _("export-written", default="Geschrieben"): str(each.created_at),
                    _("export-edited", default="Geändert"): str(each.edited_at or ""),
                    _("export-removed", default="Entfernt"): str(each.removed_at or ""),
                    _("export-hidden", default="Ausgeblendet"): str(each.hidden_at or ""),
                    _("export-discussion", default="Diskussion"): title,
                    _("export-number", default="Nummer"): each.seq,
                    _("export-warning", default="Inhaltshinweis"): each.content_warning,
                    _("export-text", default="Text"): each.source,
                }
                for each, title in session.execute(posts.order_by(Post.created_at))
            ],
        ),
        ExportSection(
            "forum.versions",
            _("export-versions", default="Frühere Fassungen Ihrer Beiträge"),
            [
                {
                    _("export-written", default="Geschrieben"): str(each.written_at),
                    _("export-replaced", default="Ersetzt"): str(each.replaced_at),
                    _("export-text", default="Text"): each.source,
                }
                for each in session.scalars(before.order_by(PostVersion.written_at))
            ],
        ),
        ExportSection(
            "forum.reading",
            _("export-reading", default="Was Sie gelesen haben"),
            [
                *(
                    {
                        _("export-discussion", default="Diskussion"): title,
                        _("export-up-to", default="Gelesen bis Nummer"): each.last_seq,
                    }
                    for each, title in session.execute(marks.order_by(Discussion.created_at))
                ),
                *(
                    {_("export-read-before", default="Alles gelesen vor"): str(each.read_before)}
                    for each in session.scalars(readers)
                ),
            ],
        ),
    ]


def erase_person(session: Session, person_id: str, keep_texts: bool, now: datetime) -> Erasure:
    """Take a person out of the forum.

    With `keep_texts` their posts stay without a name. Otherwise the texts go, with every version and from the
    search; a place without text stays where others have answered, and what nobody else wrote in goes whole.
    """
    own = select(Post.id).where(Post.author_id == person_id)
    touched = _lock_discussions(session, person_id)
    rows = _run(session, delete(PostVersion).where(PostVersion.post_id.in_(own)))
    rows += _run(session, delete(ReadMark).where(ReadMark.person_id == person_id))
    rows += _run(session, delete(Reader).where(Reader.person_id == person_id))
    gone: dict[str, Any] = {}
    if not keep_texts:
        _run(session, delete(SearchEntry).where(SearchEntry.post_id.in_(own)))
        gone = {**_NO_TEXT, "removed_at": func.coalesce(Post.removed_at, now)}
        opened = update(Discussion).where(Discussion.author_id == person_id)
        _run(session, opened.values(title=""))
    rows += _run(session, update(Post).where(Post.author_id == person_id).values(author_id=None, **gone))
    rows += _run(session, update(Discussion).where(Discussion.author_id == person_id).values(author_id=None))
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
    _run(session, update(Discussion).where(here).values(post_count=readable))
    text = aliased(Post)
    anything = select(text.id).where(text.discussion_id == Discussion.id, text.source != "").exists()
    _delete_discussions(session, here, ~anything)


def _delete_discussions(session: Session, *conditions: Any) -> int:
    return _run(session, delete(Discussion).where(*conditions))


def _forget_text(session: Session, posts: Select[Any]) -> int:
    for table in (PostVersion, SearchEntry):
        _run(session, delete(table).where(table.post_id.in_(posts)))
    return _run(session, update(Post).where(Post.id.in_(posts)).values(**_NO_TEXT))


def _run(session: Session, statement: Any) -> int:
    result = session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)
    return int(result.rowcount)
