"""Handing out what the forum keeps for a person beside their texts."""

from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from vamv.api.plugin import ExportSection
from vamv.api.vault import Vault
from vamv_forum import _
from vamv_forum.models import (
    ALIAS_KIND,
    Alias,
    Bookmark,
    Category,
    CategoryChange,
    CategoryMember,
    CategoryWatch,
    Discussion,
    HeldPost,
    Mention,
    PollOption,
    PollVote,
    Post,
    Reader,
    ReadMark,
    Subscription,
    Thanks,
)

DISCUSSION = _("export-discussion", default="Diskussion")
CATEGORY = _("export-category", default="Bereich")
NUMBER = _("export-number", default="Nummer")
SINCE = _("export-since", default="Seit")
TEXT = _("export-text", default="Text")


def export_own(session: Session, vault: Vault, person_id: str) -> list[ExportSection]:
    """Return what the forum keeps for this person beside their texts."""
    return [_reading(session, person_id), *_lists(session, person_id), _names(session, vault, person_id)]


def _section(
    session: Session, name: str, title: Any, labels: tuple[Any, ...], rows: Select[Any]
) -> ExportSection:
    found = session.execute(rows)
    return ExportSection(
        f"forum.{name}", title, [dict(zip(labels, map(str, row), strict=True)) for row in found]
    )


def _reading(session: Session, person_id: str) -> ExportSection:
    marks = select(ReadMark, Discussion.title).join(Discussion).where(ReadMark.person_id == person_id)
    readers = select(Reader).where(Reader.person_id == person_id)
    return ExportSection(
        "forum.reading",
        _("export-reading", default="Was Sie gelesen haben"),
        [
            *(
                {DISCUSSION: title, _("export-up-to", default="Gelesen bis Nummer"): each.last_seq}
                for each, title in session.execute(marks.order_by(Discussion.created_at))
            ),
            *(
                {
                    _("export-read-before", default="Alles gelesen vor"): str(each.read_before or ""),
                    _("export-region", default="Ihre Region"): each.region,
                }
                for each in session.scalars(readers)
            ),
        ],
    )


def _lists(session: Session, person_id: str) -> list[ExportSection]:
    def of_posts(table: Any) -> Select[Any]:
        return (
            select(Discussion.title, Post.seq, table.created_at)
            .select_from(table)
            .join(Post, Post.id == table.post_id)
            .join(Discussion, Discussion.id == Post.discussion_id)
            .where(table.person_id == person_id)
        )

    def of_categories(table: Any, at: Any) -> Select[Any]:
        joined = select(Category.title, at).select_from(table).join(Category)
        return joined.where(table.person_id == person_id)

    signed = select(Discussion.title, Post.seq, Post.signed_at).select_from(Post)
    followed = select(Discussion.title, Subscription.level, Subscription.created_at).select_from(Subscription)
    named = (
        select(Discussion.title, Post.seq, Post.id)
        .select_from(Mention)
        .join(Post, Post.id == Mention.post_id)
    )
    voted = select(PollOption.words, PollOption.id).select_from(PollVote).join(PollOption)
    changed = select(CategoryChange.title, CategoryChange.kind, CategoryChange.at)
    place = (DISCUSSION, NUMBER, SINCE)
    here = Discussion.id == Post.discussion_id
    lists = (
        ("kept", _("export-kept", default="Beiträge, die Sie sich gemerkt haben"), place, of_posts(Bookmark)),
        (
            "thanked",
            _("export-thanked", default="Wofür Sie gedankt haben"),
            place,
            of_posts(Thanks),
        ),
        (
            "signed",
            _("export-signed", default="Beiträge, die Sie fachlich bestätigt haben"),
            place,
            signed.join(Discussion, here).where(Post.signed_by_id == person_id),
        ),
        (
            "followed",
            _("export-followed", default="Diskussionen, denen Sie folgen oder nicht folgen"),
            (DISCUSSION, _("export-level", default="Stufe"), SINCE),
            followed.join(Discussion).where(Subscription.person_id == person_id),
        ),
        (
            "watched",
            _("export-watched", default="Bereiche, denen Sie folgen"),
            (CATEGORY, SINCE),
            of_categories(CategoryWatch, CategoryWatch.created_at),
        ),
        (
            "groups",
            _("export-groups", default="Gruppen, zu denen Sie gehören"),
            (CATEGORY, SINCE),
            of_categories(CategoryMember, CategoryMember.added_at),
        ),
        (
            "named",
            _("export-named", default="Beiträge, die Sie mit @ nennen"),
            (DISCUSSION, NUMBER, _("export-post", default="Beitrag")),
            named.join(Discussion, here).where(Mention.person_id == person_id),
        ),
        (
            "votes",
            _("export-votes", default="Ihre Stimmen in offenen Umfragen"),
            (_("export-choice", default="Auswahl"), _("export-option", default="Antwort")),
            voted.where(PollVote.person_id == person_id),
        ),
        (
            "categories",
            _("export-changes", default="Bereiche, die Sie geändert haben"),
            (CATEGORY, _("export-change", default="Änderung"), SINCE),
            changed.where(CategoryChange.actor_id == person_id),
        ),
    )
    return [_section(session, *each) for each in lists]


def _names(session: Session, vault: Vault, person_id: str) -> ExportSection:
    """Return the person's other pseudonyms, and what they wrote that still waits."""
    aliases = select(Alias, Discussion.title).join(Discussion).where(Alias.person_id == person_id)
    waiting = select(HeldPost).where(HeldPost.author_id == person_id).order_by(HeldPost.created_at)
    return ExportSection(
        "forum.hidden",
        _("export-hidden-things", default="Andere Namen, und Texte, die auf die Moderation warten"),
        [
            *(
                {
                    _("export-alias", default="Ihr Name dort"): vault.open_text(
                        ALIAS_KIND, each.id, each.name_sealed
                    ),
                    _("export-alias-id", default="Kennung"): each.id,
                    DISCUSSION: title,
                }
                for each, title in session.execute(aliases)
            ),
            *(
                {SINCE: str(each.created_at), DISCUSSION: each.title, TEXT: each.source}
                for each in session.scalars(waiting)
            ),
        ],
    )
