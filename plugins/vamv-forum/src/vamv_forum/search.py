"""Finding posts by their words, parts of compounds included: "vorschuss" finds "Unterhaltsvorschuss".

Both databases compare three letters at a time: SQLite in an FTS5 index with the trigram tokenizer, PostgreSQL
in a `pg_trgm` index. Words are reduced to their German stem before they are looked for, so that one index
serves inflection and compounds. Results come in the order of writing, the latest first: that needs no
sorting, and in a forum about law and money the latest answer is the one that still holds.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import DDL, column, event, literal_column, select, table, update
from sqlalchemy.orm import Session

from vamv.api.orm import insert
from vamv.api.plugin import SearchHit, SearchQuery
from vamv.api.security import Identity
from vamv.api.web import plain_text
from vamv_forum import _
from vamv_forum.models import Category, Discussion, Post, SearchEntry
from vamv_forum.queries.places import readable

MOST_WORDS = 8
SHORTEST = 3
_FTS = table("forum_search_fts", column("rowid"))
_WORD = re.compile(r"[^\W_]+")

# The full-text index is no table of the ORM: these statements make it, here and in the migration. Triggers
# keep it in step with its table, also when a foreign key deletes the row.
_FORGET = (
    "INSERT INTO forum_search_fts(forum_search_fts, rowid, folded) VALUES('delete', old.number, old.folded);"
)
_KEEP = "INSERT INTO forum_search_fts(rowid, folded) VALUES (new.number, new.folded);"
CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE forum_search_fts USING fts5(folded, content='forum_search_entry',"
        " content_rowid='number', tokenize='trigram case_sensitive 1')",
        # Deleted words leave the file at once instead of at the next merge.
        "INSERT INTO forum_search_fts(forum_search_fts, rank) VALUES('secure-delete', 1)",
        f"CREATE TRIGGER forum_search_fts_insert AFTER INSERT ON forum_search_entry BEGIN {_KEEP} END",
        f"CREATE TRIGGER forum_search_fts_delete AFTER DELETE ON forum_search_entry BEGIN {_FORGET} END",
        "CREATE TRIGGER forum_search_fts_update AFTER UPDATE OF folded ON forum_search_entry"
        f" BEGIN {_FORGET} {_KEEP} END",
    ),
    # A trusted extension since PostgreSQL 13: the owner of a database may install it.
    "postgresql": ("CREATE EXTENSION IF NOT EXISTS pg_trgm",),
}
DROP = {"sqlite": ("DROP TABLE IF EXISTS forum_search_fts",)}

for _statement in CREATE["sqlite"]:
    event.listen(SearchEntry.__table__, "after_create", DDL(_statement).execute_if(dialect="sqlite"))
for _statement in CREATE["postgresql"]:
    event.listen(SearchEntry.__table__, "before_create", DDL(_statement).execute_if(dialect="postgresql"))
for _statement in DROP["sqlite"]:
    event.listen(SearchEntry.__table__, "before_drop", DDL(_statement).execute_if(dialect="sqlite"))


def fold(words: str) -> str:
    """Return text as it is compared: lower case, ß as ss, without accents, one blank between words."""
    plain = unicodedata.normalize("NFKD", words.casefold())
    return " ".join("".join(each for each in plain if not unicodedata.combining(each)).split())


def terms(query: str) -> list[str]:
    """Return what to look for: the folded stems of the longest words, none shorter than three letters."""
    # Loading it takes a tenth of a second, which the first search can spare better than the start.
    from snowballstemmer import stemmer

    # A stemmer keeps the word it works on, so each call has its own.
    stem = stemmer("german").stemWord
    found: dict[str, None] = {}
    for word in _WORD.findall(unicodedata.normalize("NFC", query).lower()):
        folded, stemmed = fold(word), fold(stem(word))
        # A stem that is no part of its own word would find less than the word itself.
        term = stemmed if len(stemmed) >= SHORTEST and stemmed in folded else folded
        if len(term) >= SHORTEST:
            found[term] = None
    return sorted(found, key=len, reverse=True)[:MOST_WORDS]


def index_post(session: Session, post: Post, title: str = "") -> None:
    """Make a post findable, or find it by its new words. `title`: of its discussion, for the opening post."""
    statement = insert(session, SearchEntry).values(
        post_id=post.id, folded=fold(f"{title}\n{post.content_warning}\n{plain_text(post.html)}")
    )
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["post_id"], set_={"folded": statement.excluded.folded}
        )
    )


def unindex_posts(session: Session, posts: Any) -> None:
    """Let posts be found no longer. `posts`: ids, or a query for them."""
    session.execute(
        update(SearchEntry)
        .where(SearchEntry.post_id.in_(posts))
        .values(folded="")
        .execution_options(synchronize_session=False)
    )


def find(
    session: Session, actor: Identity | None, query: str, *, limit: int, before: int | None = None
) -> Sequence[Any]:
    """Return (number, Post, Discussion) of posts that hold all words of `query`, the latest first.

    Only what `actor` may read. `before`: go on behind the result with this number.
    """
    wanted = terms(query)
    if not wanted:
        return []
    on_sqlite = session.get_bind().dialect.name == "sqlite"
    statement = _with_fts(wanted) if on_sqlite else _with_trigrams(wanted)
    if before is not None:
        statement = statement.where((_FTS.c.rowid if on_sqlite else SearchEntry.number) < before)
    return session.execute(
        statement.join(Post, Post.id == SearchEntry.post_id)
        .join(Discussion, Discussion.id == Post.discussion_id)
        .join(Category, Category.id == Discussion.category_id)
        .where(
            readable(actor),
            Post.removed_at.is_(None),
            Post.hidden_at.is_(None),
            Discussion.removed_at.is_(None),
            Discussion.hidden_at.is_(None),
        )
        .limit(limit)
    ).all()


def _with_fts(wanted: list[str]) -> Any:
    # The index yields rows in the order of its row numbers, so the latest come first without sorting.
    words = " ".join(f'"{word}"' for word in wanted)
    return (
        select(SearchEntry.number, Post, Discussion)
        .select_from(_FTS)
        .join(SearchEntry, SearchEntry.number == _FTS.c.rowid)
        .where(literal_column("forum_search_fts").op("MATCH")(words))
        .order_by(_FTS.c.rowid.desc())
    )


def _with_trigrams(wanted: list[str]) -> Any:
    # Terms are letters and digits only, so nothing in them is a wildcard.
    return (
        select(SearchEntry.number, Post, Discussion)
        .select_from(SearchEntry)
        .where(*(SearchEntry.folded.like(f"%{word}%") for word in wanted))
        .order_by(SearchEntry.number.desc())
    )


def excerpt(words: str, query: str, around: int = 14) -> str:
    """Return the place in a plain text where a word of the query stands first, with the words around it."""
    all_words = words.split()
    wanted = terms(query)
    hit = next((n for n, word in enumerate(all_words) if any(term in fold(word) for term in wanted)), 0)
    start, end = max(0, hit - around), hit + 2 * around
    cut = " ".join(all_words[start:end])
    return f"{'… ' if start else ''}{cut}{' …' if end < len(all_words) else ''}"


def hits(session: Session, actor: Identity | None, query: SearchQuery, limit: int) -> list[SearchHit]:
    """Return the forum's part of the portal's search page."""
    return [
        SearchHit(
            title=discussion.title,
            excerpt=excerpt(plain_text(post.html), query.text),
            route="forum.post",
            route_args={"post": post.id},
            at=post.created_at,
            label=_("search-label", default="Forum"),
        )
        for _number, post, discussion in find(session, actor, query.text, limit=limit)
    ]
