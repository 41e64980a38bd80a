"""Keeping the index: what is written becomes findable, what is gone leaves no word behind."""

from typing import Any

from sqlalchemy import ColumnElement, delete, literal_column, or_, select, update
from sqlalchemy.orm import Session

from vamv.api.orm import insert
from vamv.api.web import plain_text
from vamv_forum.models import Post, SearchEntry, SearchWord
from vamv_forum.search.matching import on_postgresql, prefer_indexes
from vamv_forum.search.words import words

# Stands among the words of every post that opens a discussion: too short to be looked for by anybody.
OPENING = "ƿ"
_HOLDER_SQLITE = (
    "(SELECT rowid FROM forum_search_fts WHERE forum_search_fts MATCH '\"' || forum_search_word.word || '\"'"
    " LIMIT 1)"
)
_HOLDER_POSTGRESQL = (
    "(SELECT number FROM forum_search_entry WHERE folded"
    " @@ ('''' || forum_search_word.word || '''')::tsquery LIMIT 1)"
)


def index_post(session: Session, post: Post, title: str = "") -> None:
    """Make a post findable, or find it by its new words. `title`: of its discussion, for the opening post."""
    found = words(f"{title}\n{post.content_warning}\n{plain_text(post.html)}")
    folded = " ".join([OPENING, *found] if post.seq == 1 else found)
    statement = insert(session, SearchEntry).values(post_id=post.id, folded=folded)
    number = session.scalar(
        statement.on_conflict_do_update(
            index_elements=["post_id"], set_={"folded": statement.excluded.folded}
        ).returning(SearchEntry.number)
    )
    kept = session.execute(
        select(SearchWord.word, SearchWord.entry_number).where(
            or_(SearchWord.word.in_(found), SearchWord.entry_number == number)
        )
    ).all()
    # In the same order everywhere, so that two who bring the same new words never wait for each other.
    missing = sorted(set(found) - {word for word, _holder in kept})
    if missing:
        rows = [{"word": word, "entry_number": number} for word in missing]
        session.execute(insert(session, SearchWord).on_conflict_do_nothing(index_elements=["word"]), rows)
    if any(holder == number and word not in found for word, holder in kept):
        session.execute(
            update(SearchWord)
            .where(SearchWord.entry_number == number, SearchWord.word.not_in(found))
            .values(entry_number=None)
            .execution_options(synchronize_session=False)
        )
        forget_words(session)


def unindex_posts(session: Session, posts: Any) -> None:
    """Let posts be found no longer. `posts`: ids, or a query for them."""
    numbers = select(SearchEntry.number).where(SearchEntry.post_id.in_(posts))
    for statement in (
        update(SearchWord).where(SearchWord.entry_number.in_(numbers)).values(entry_number=None),
        update(SearchEntry).where(SearchEntry.post_id.in_(posts)).values(folded=""),
    ):
        session.execute(statement.execution_options(synchronize_session=False))
    forget_words(session)


def forget_words(session: Session) -> None:
    """Delete the words that no post holds any more. To be called where posts, or their entries, are deleted.

    Each word knows one post that holds it. Where that one is gone, another is looked for.
    """
    prefer_indexes(session)
    holder: ColumnElement[int | None] = literal_column(
        _HOLDER_POSTGRESQL if on_postgresql(session) else _HOLDER_SQLITE
    )
    orphaned = SearchWord.entry_number.is_(None)
    for statement in (
        update(SearchWord).where(orphaned).values(entry_number=holder),
        delete(SearchWord).where(orphaned),
    ):
        session.execute(statement.execution_options(synchronize_session=False))
