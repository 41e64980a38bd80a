"""Where people write: categories, who belongs to them, and how they came to be as they are."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.orm import Base, Id, UTCDateTime, new_id
from vamv_forum.models.record import table_info

PUBLIC = "public"
MEMBERS = "members"
GROUP = "group"
ACCESS = (PUBLIC, MEMBERS, GROUP)


class Category(Base):
    """A part of the forum.

    `access`: `public` (readable without logging in), `members`, or `group` (its own members only). `region`:
    empty for everywhere. `rules`: what holds here beside the house rules, as written and as shown.
    `premoderated`: every post waits for the moderation. `legal`: answers by lay people are marked as
    experience, not legal advice.
    """

    __tablename__ = "forum_category"
    __table_args__ = (
        CheckConstraint("access IN ('public', 'members', 'group')", name="access"),
        table_info("metadata", "the forum's categories", "until the portal closes"),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    description: Mapped[str] = mapped_column(String(300), default="")
    position: Mapped[int] = mapped_column(default=0)
    access: Mapped[str] = mapped_column(String(20), default=PUBLIC)
    region: Mapped[str] = mapped_column(String(60), default="")
    rules: Mapped[str] = mapped_column(Text, default="")
    rules_html: Mapped[str] = mapped_column(Text, default="")
    premoderated: Mapped[bool] = mapped_column(default=False)
    legal: Mapped[bool] = mapped_column(default=False)
    archived_at: Mapped[datetime | None] = mapped_column(UTCDateTime())


class CategoryMember(Base):
    """Somebody who may read and write in a category for a group."""

    __tablename__ = "forum_category_member"
    __table_args__ = (table_info("S2", "who belongs to a group's category", "as long as the membership"),)

    category_id: Mapped[str] = mapped_column(
        ForeignKey("forum_category.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[str] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    added_at: Mapped[datetime] = mapped_column(UTCDateTime())


class CategoryChange(Base):
    """What somebody changed about the categories, so that it can be taken back.

    `kind`: `add`, `change`, `order`, `delete`, `join` or `leave`. `before`: the columns of each category
    concerned as they were.
    """

    __tablename__ = "forum_category_change"
    __table_args__ = (
        Index("ix_forum_category_change_at", "at", "id"),
        table_info("metadata", "taking back changes of the categories", "180 days"),
    )

    id: Mapped[str] = mapped_column(Id(), primary_key=True, default=new_id)
    at: Mapped[datetime] = mapped_column(UTCDateTime())
    actor_id: Mapped[str | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(80))
    before: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(UTCDateTime())
