"""What people write: discussions, their posts, and what waits to become one."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.orm import Base, Id, UTCDateTime, new_id
from vamv_forum.models.record import table_info

# What a pseudonym of one discussion is sealed as.
ALIAS_KIND = "forum.alias"


def _where_filled(table: str, name: str) -> Index:
    # Few rows have these. An index that held the empty ones too would tempt SQLite to read a whole forum.
    filled = text(f"{name} IS NOT NULL")
    return Index(f"ix_{table}_{name}", name, sqlite_where=filled, postgresql_where=filled)


_UNANSWERED: Any = {f"{dialect}_where": text("post_count = 1") for dialect in ("sqlite", "postgresql")}


class Discussion(Base):
    """A question or thought, and the posts about it.

    `last_seq`: number of its latest post. `post_count`: how many of its posts can be read. Both change only
    under the lock of this row, so they are exact however many write at once. `pinned`: shown first. `legal`:
    about the law, as its author, the moderation or its category says. `locked_note`: why it was locked, for
    its readers. `merged_into_id`: where its posts have gone; it is then an address that leads there, and goes
    with what it leads to.
    """

    __tablename__ = "forum_discussion"
    __table_args__ = (
        # The list of a category, and the list of what is new, each read backwards from its end.
        Index("ix_forum_discussion_list", "category_id", "pinned", "last_post_at", "id"),
        Index("ix_forum_discussion_latest", "last_post_at", "id"),
        _where_filled("forum_discussion", "merged_into_id"),
        Index("ix_forum_discussion_unanswered", "category_id", "pinned", "last_post_at", "id", **_UNANSWERED),
        table_info("S1", "discussions among members", "until the author or the moderation removes them"),
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
    legal: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("forum_discussion.id", ondelete="CASCADE"))
    locked_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    locked_note: Mapped[str] = mapped_column(String(200), default="")
    hidden_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class Alias(Base):
    """The other pseudonym somebody uses in one discussion. `name_key` keeps it unique there."""

    __tablename__ = "forum_alias"
    __table_args__ = (
        UniqueConstraint("discussion_id", "person_id"),
        UniqueConstraint("discussion_id", "name_key", name="uq_forum_alias_name_key"),
        table_info("S2", "writing under another name in one discussion", "as long as the discussion"),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    discussion_id: Mapped[str] = mapped_column(ForeignKey("forum_discussion.id", ondelete="CASCADE"))
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    name_key: Mapped[bytes] = mapped_column(LargeBinary)


class Post(Base):
    """One text in a discussion; `seq` counts without gaps, so page numbers need no counting.

    `client_id` comes with the form: the same form sent twice is one post. `source` is what was written,
    `html` what is shown, made by `renderer_version`. `role_mark`: the role in which staff answered, kept
    because roles change. A removed or hidden post stays as a place without text, and so does one that has
    moved to another discussion (`moved_to_id`). `masked`: written under the pseudonym `alias_id`; the
    author's own name is then never shown, even if the pseudonym is gone. `quoted_id`: the post it answers,
    with the passage `quoted_text` of it. `signed_at`: when a professional confirmed what it says about the
    law. `thanks`: how many have said thanks, for its author's eyes only.
    """

    __tablename__ = "forum_post"
    __table_args__ = (
        UniqueConstraint("discussion_id", "seq"),
        UniqueConstraint("author_id", "client_id"),
        Index("ix_forum_post_author", "author_id", "created_at"),
        *(
            _where_filled("forum_post", name)
            for name in ("quoted_id", "alias_id", "signed_by_id", "moved_to_id", "removed_at", "hidden_at")
        ),
        table_info(
            "S1", "what members write to one another", "until the author or the moderation removes it"
        ),
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
    alias_id: Mapped[str | None] = mapped_column(ForeignKey("forum_alias.id", ondelete="SET NULL"))
    masked: Mapped[bool] = mapped_column(default=False)
    quoted_id: Mapped[str | None] = mapped_column(ForeignKey("forum_post.id", ondelete="SET NULL"))
    quoted_text: Mapped[str] = mapped_column(String(600), default="")
    signed_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
    signed_by_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    thanks: Mapped[int] = mapped_column(default=0)
    moved_to_id: Mapped[str | None] = mapped_column(ForeignKey("forum_discussion.id", ondelete="SET NULL"))
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
        table_info("S1", "earlier versions of edited posts", "180 days"),
    )

    post_id: Mapped[str] = mapped_column(ForeignKey("forum_post.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(Text)
    content_warning: Mapped[str] = mapped_column(String(120), default="")
    written_at: Mapped[datetime] = mapped_column(UTCDateTime())
    replaced_at: Mapped[datetime] = mapped_column(UTCDateTime())


class HeldPost(Base):
    """A text that waits for the moderation before others see it.

    With `discussion_id` an answer, otherwise a new discussion with `title` in `category_id`. `reason`: why it
    waits (`hold_policy.HOLD_REASONS`); `flags`: what screeners called it. Released, it becomes a post with
    the same id. `alias_sealed`: the other pseudonym it was written under, sealed to this row. `follow`: its
    author wants to hear of answers to this new discussion. `refused_at`: when the moderation decided against
    it.
    """

    __tablename__ = "forum_held_post"
    __table_args__ = (
        UniqueConstraint("author_id", "client_id"),
        # The list of what waits, read from its beginning.
        Index("ix_forum_held_post_waiting", "refused_at", "created_at", "id"),
        table_info(
            "S1", "texts that the moderation reads first", "until it has decided; refused ones 180 days"
        ),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    category_id: Mapped[str] = mapped_column(ForeignKey("forum_category.id", ondelete="CASCADE"), index=True)
    discussion_id: Mapped[str | None] = mapped_column(
        ForeignKey("forum_discussion.id", ondelete="CASCADE"), index=True
    )
    title: Mapped[str] = mapped_column(String(120), default="")
    author_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    client_id: Mapped[str] = mapped_column(String(40))
    source: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    renderer_version: Mapped[int]
    content_warning: Mapped[str] = mapped_column(String(120), default="")
    alias_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    quoted_id: Mapped[str | None] = mapped_column(
        ForeignKey("forum_post.id", ondelete="SET NULL"), index=True
    )
    quoted_text: Mapped[str] = mapped_column(String(600), default="")
    legal: Mapped[bool] = mapped_column(default=False)
    follow: Mapped[bool] = mapped_column(default=True)
    reason: Mapped[str] = mapped_column(String(20))
    flags: Mapped[list[str]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())
    refused_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
