"""The forum's tables: categories hold discussions, discussions hold posts."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.orm import Base, Id, UTCDateTime, new_id

PUBLIC = "public"
MEMBERS = "members"
ACCESS = (PUBLIC, MEMBERS)


def _info(kind: str, purpose: str, retention: str) -> dict[str, Any]:
    """Return the table's line in the record of processing."""
    return {"info": {"owner": "forum", "class": kind, "purpose": purpose, "retention": retention}}


class Category(Base):
    """A part of the forum. `access`: `public` (readable without logging in) or `members`."""

    __tablename__ = "forum_category"
    __table_args__ = (
        CheckConstraint("access IN ('public', 'members')", name="access"),
        _info("metadata", "the forum's categories", "until the portal closes"),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[int] = mapped_column(default=0)
    access: Mapped[str] = mapped_column(String(20), default=PUBLIC)
    archived_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class Discussion(Base):
    """A question or thought, and the posts about it.

    `last_seq`: number of its latest post. `post_count`: how many of its posts can be read. Both change only
    under the lock of this row, so they are exact however many write at once. `pinned`: shown first.
    """

    __tablename__ = "forum_discussion"
    __table_args__ = (
        # The list of a category, and the list of what is new, each read backwards from its end.
        Index("ix_forum_discussion_list", "category_id", "pinned", "last_post_at", "id"),
        Index("ix_forum_discussion_latest", "last_post_at", "id"),
        _info("S1", "discussions among members", "until the author or the moderation removes them"),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    category_id: Mapped[str] = mapped_column(ForeignKey("forum_category.id", ondelete="RESTRICT"))
    title: Mapped[str] = mapped_column(String(120))
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    last_post_at: Mapped[datetime] = mapped_column(UTCDateTime())
    last_seq: Mapped[int] = mapped_column(default=0)
    post_count: Mapped[int] = mapped_column(default=0)
    pinned: Mapped[bool] = mapped_column(default=False)
    locked_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class Post(Base):
    """One text in a discussion; `seq` counts without gaps, so page numbers need no counting.

    `client_id` comes with the form: the same form sent twice is one post. `source` is what was written,
    `html` what is shown, made by `renderer_version`. `role_mark`: the role in which staff answered, kept
    because roles change. A removed or hidden post stays as a place without text.
    """

    __tablename__ = "forum_post"
    __table_args__ = (
        UniqueConstraint("discussion_id", "seq"),
        UniqueConstraint("author_id", "client_id"),
        Index("ix_forum_post_removed_at", "removed_at"),
        Index("ix_forum_post_hidden_at", "hidden_at"),
        _info("S1", "what members write to one another", "until the author or the moderation removes it"),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    discussion_id: Mapped[str] = mapped_column(ForeignKey("forum_discussion.id", ondelete="CASCADE"))
    seq: Mapped[int]
    author_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    client_id: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer_version: Mapped[int]
    content_warning: Mapped[str] = mapped_column(String(120), default="")
    role_mark: Mapped[str | None] = mapped_column(String(20))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    edited_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    hidden_reason: Mapped[str | None] = mapped_column(String(20))


class PostVersion(Base):
    """What a post said before it was edited; `number` counts from 1."""

    __tablename__ = "forum_post_version"
    __table_args__ = (
        Index("ix_forum_post_version_replaced_at", "replaced_at"),
        _info("S1", "earlier versions of edited posts", "180 days"),
    )

    post_id: Mapped[str] = mapped_column(ForeignKey("forum_post.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    content_warning: Mapped[str] = mapped_column(String(120), default="")
    written_at: Mapped[datetime] = mapped_column(UTCDateTime())
    replaced_at: Mapped[datetime] = mapped_column(UTCDateTime())


class ReadMark(Base):
    """Up to which post somebody has seen a discussion."""

    __tablename__ = "forum_read_mark"
    __table_args__ = (_info("S2", "showing what is new", "as long as the account"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    discussion_id: Mapped[str] = mapped_column(
        ForeignKey("forum_discussion.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    last_seq: Mapped[int]


class Reader(Base):
    """Somebody who has marked everything up to a moment as read."""

    __tablename__ = "forum_reader"
    __table_args__ = (_info("S2", "showing what is new", "as long as the account"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    read_before: Mapped[datetime] = mapped_column(UTCDateTime())


class SearchEntry(Base):
    """The words of a post as the search compares them: lower case, without accents.

    Empty while the post cannot be read, so that the number, and with it the order of results, stays.
    `vamv_forum.search` keeps the full-text index over this table.
    """

    __tablename__ = "forum_search_entry"
    __table_args__ = (
        Index(
            "ix_forum_search_entry_folded",
            "folded",
            postgresql_using="gin",
            postgresql_ops={"folded": "gin_trgm_ops"},
            info={"dialect": "postgresql"},
        ).ddl_if(dialect="postgresql"),
        _info("S1", "finding posts by their words", "as long as the post can be read"),
    )

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    post_id: Mapped[str] = mapped_column(ForeignKey("forum_post.id", ondelete="CASCADE"), unique=True)
    folded: Mapped[str] = mapped_column(Text)
