"""Handing out what a person has written in the forum."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.plugin import ExportSection
from vamv_forum import _
from vamv_forum.models import Category, Discussion, Post, PostVersion


def export_texts(session: Session, person_id: str) -> list[ExportSection]:
    """Return everything this person has written."""
    opened = select(Discussion, Category.title).join(Category).where(Discussion.author_id == person_id)
    posts = (
        select(Post, Discussion.title)
        .join(Discussion, Discussion.id == Post.discussion_id)
        .where(Post.author_id == person_id)
    )
    before = select(PostVersion).join(Post).where(Post.author_id == person_id)
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
    ]
