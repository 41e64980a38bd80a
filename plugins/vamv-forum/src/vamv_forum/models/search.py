"""The words of posts, for the search. The migration makes the full-text indexes of SQLite over them."""

from sqlalchemy import DDL, BigInteger, ForeignKey, Index, Integer, String, Text, event
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from vamv.api.orm import Base
from vamv_forum.models.record import table_info

_POSTGRESQL = "postgresql"
_Number = BigInteger().with_variant(Integer(), "sqlite")


class SearchEntry(Base):
    """The words of a post as the search compares them: lower case, without accents, each once.

    Empty while the post cannot be read, so that the number, and with it the order of results, stays.
    """

    __tablename__ = "forum_search_entry"
    __table_args__ = (
        Index(
            "ix_forum_search_entry_folded",
            "folded",
            postgresql_using="gin",
            info={"dialect": _POSTGRESQL},
        ).ddl_if(dialect=_POSTGRESQL),
        table_info("S1", "finding posts by their words", "as long as the post can be read"),
    )

    number: Mapped[int] = mapped_column(_Number, primary_key=True)
    post_id: Mapped[str] = mapped_column(ForeignKey("forum_post.id", ondelete="CASCADE"), unique=True)
    folded: Mapped[str] = mapped_column(Text().with_variant(TSVECTOR(), _POSTGRESQL))


class SearchWord(Base):
    """A word that stands in posts. `entry_number`: one of the entries that hold it; it goes with the last."""

    __tablename__ = "forum_search_word"
    __table_args__ = (
        Index(
            "ix_forum_search_word_parts",
            "word",
            postgresql_using="gin",
            postgresql_ops={"word": "gin_trgm_ops"},
            info={"dialect": _POSTGRESQL},
        ).ddl_if(dialect=_POSTGRESQL),
        table_info("S1", "finding words by their parts", "as long as a post with the word can be read"),
    )

    number: Mapped[int] = mapped_column(_Number, primary_key=True)
    word: Mapped[str] = mapped_column(
        String(60).with_variant(String(60, collation="C"), _POSTGRESQL), unique=True
    )
    entry_number: Mapped[int | None] = mapped_column(
        ForeignKey("forum_search_entry.number", ondelete="SET NULL"), index=True
    )


# A trusted extension since PostgreSQL 13: the owner of a database may install it.
event.listen(
    SearchWord.__table__,
    "before_create",
    DDL("CREATE EXTENSION IF NOT EXISTS pg_trgm").execute_if(dialect="postgresql"),
)
