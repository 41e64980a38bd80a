"""What people read, follow, keep and thank for: each row belongs to one person."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.orm import Base, UTCDateTime
from vamv_forum.models.record import table_info

WATCH = "watch"
MUTE = "mute"
NORMAL = "normal"


class ReadMark(Base):
    """Up to which post somebody has seen a discussion."""

    __tablename__ = "forum_read_mark"
    __table_args__ = (table_info("S2", "showing what is new", "as long as the account"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    discussion_id: Mapped[str] = mapped_column(
        ForeignKey("forum_discussion.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    last_seq: Mapped[int]


class Reader(Base):
    """What somebody wants to see: nothing written before `read_before` as new, `region` before others."""

    __tablename__ = "forum_reader"
    __table_args__ = (table_info("S2", "showing what is new", "as long as the account"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    read_before: Mapped[datetime | None] = mapped_column(UTCDateTime())
    region: Mapped[str] = mapped_column(String(60), default="")


class Subscription(Base):
    """Whether somebody is told of new posts in a discussion.

    `level`: `watch`, `mute`, or `normal` for who wants neither. `told_seq`: the last post they
    were told of; they are told of another once they have read up to it.
    """

    __tablename__ = "forum_subscription"
    __table_args__ = (
        # Those who are told of a post, a bounded number at a time; and the list of what one person follows.
        Index("ix_forum_subscription_told", "discussion_id", "person_id"),
        Index("ix_forum_subscription_list", "person_id", "created_at", "discussion_id"),
        table_info("S2", "telling people of answers", "as long as the account"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    discussion_id: Mapped[str] = mapped_column(
        ForeignKey("forum_discussion.id", ondelete="CASCADE"), primary_key=True
    )
    level: Mapped[str] = mapped_column(String(10))
    told_seq: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class CategoryWatch(Base):
    """Somebody wants to be told of new discussions in a category."""

    __tablename__ = "forum_category_watch"
    __table_args__ = (
        Index("ix_forum_category_watch_told", "category_id", "person_id"),
        table_info("S2", "telling people of new discussions", "as long as the account"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    category_id: Mapped[str] = mapped_column(
        ForeignKey("forum_category.id", ondelete="CASCADE"), primary_key=True
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class Bookmark(Base):
    """A post somebody wants to find again."""

    __tablename__ = "forum_bookmark"
    __table_args__ = (
        Index("ix_forum_bookmark_list", "person_id", "created_at", "post_id"),
        table_info("S2", "finding posts again", "as long as the account"),
    )

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    post_id: Mapped[str] = mapped_column(
        ForeignKey("forum_post.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class Thanks(Base):
    """Somebody said thanks for a post. Only its author learns how many did."""

    __tablename__ = "forum_thanks"
    __table_args__ = (table_info("S2", "saying thanks", "as long as the account"),)

    person_id: Mapped[str] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    post_id: Mapped[str] = mapped_column(
        ForeignKey("forum_post.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    created_at: Mapped[datetime] = mapped_column(UTCDateTime())


class Mention(Base):
    """A post names somebody with @."""

    __tablename__ = "forum_mention"
    __table_args__ = (table_info("S2", "telling people that they are named", "as long as the post"),)

    post_id: Mapped[str] = mapped_column(ForeignKey("forum_post.id", ondelete="CASCADE"), primary_key=True)
    person_id: Mapped[str] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
