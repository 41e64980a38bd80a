"""The words of posts, for the search."""

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, Text
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.orm import Base
from vamv_forum.models.record import table_info


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
        table_info("S1", "finding posts by their words", "as long as the post can be read"),
    )

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)
    post_id: Mapped[str] = mapped_column(ForeignKey("forum_post.id", ondelete="CASCADE"), unique=True)
    folded: Mapped[str] = mapped_column(Text)
