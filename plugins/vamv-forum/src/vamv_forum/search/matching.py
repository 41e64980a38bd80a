"""Asking the index: which entries hold these words. What both databases do differently is here."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, column, func, literal, literal_column, select, table
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.orm import Session

from vamv_forum.models import SearchEntry, SearchWord

_ENTRIES = table("forum_search_fts", column("rowid"))
_WORDS = table("forum_search_word_fts", column("rowid"))
_LAST = "\U0010ffff"


def on_postgresql(session: Session) -> bool:
    """Tell which of the two databases this is."""
    return session.get_bind().dialect.name == "postgresql"


def prefer_indexes(session: Session) -> None:
    """Keep PostgreSQL, until the transaction ends, from reading a whole table where an index would do.

    It cannot know how rare a word is, and a bitmap that does not fit its memory makes it read every row.
    What it must not do counts as very dear, and for dear queries it would compile a program first.
    """
    if on_postgresql(session):
        chosen = {"enable_seqscan": "off", "jit": "off", "work_mem": "32MB"}
        session.execute(select(*(func.set_config(name, value, True) for name, value in chosen.items())))


def holds(session: Session, parts: Sequence[str]) -> ColumnElement[bool]:
    """Return the condition that an entry has each of these parts in one of its words."""
    if on_postgresql(session):
        return and_(*(cast(SearchEntry.folded, Text).contains(part, autoescape=True) for part in parts))
    return and_(*(func.instr(SearchEntry.folded, part) > 0 for part in parts))


def words_with(session: Session, part: str, most: int) -> Sequence[str]:
    """Return words of the forum that have `part` anywhere in them, at most so many."""
    statement = select(SearchWord.word).limit(most)
    if on_postgresql(session):
        return session.scalars(statement.where(SearchWord.word.contains(part, autoescape=True))).all()
    there = _WORDS.c.rowid == SearchWord.number
    match = literal_column("forum_search_word_fts").op("MATCH")(f'"{part}"')
    return session.scalars(statement.select_from(_WORDS).join(SearchWord, there).where(match)).all()


def words_beginning(session: Session, start: str, most: int) -> Sequence[str]:
    """Return words of the forum that begin like this, at most so many."""
    statement = select(SearchWord.word).where(SearchWord.word >= start, SearchWord.word < start + _LAST)
    return session.scalars(statement.order_by(SearchWord.word).limit(most)).all()


def entries_with(
    session: Session, groups: Sequence[Sequence[str]], most: int, below: int | None = None
) -> Sequence[int]:
    """Return the numbers of entries that hold a word of each group, the latest first.

    `below`: only numbers smaller than this one.
    """
    if on_postgresql(session):
        return session.scalars(_in_postgresql(groups, most, below)).all()
    return session.scalars(_in_sqlite(groups, most, below)).all()


def _in_sqlite(groups: Sequence[Sequence[str]], most: int, below: int | None) -> Any:
    # The index yields rows in the order of their numbers, so the latest come first without sorting.
    words = " AND ".join("(" + " OR ".join(f'"{word}"' for word in group) + ")" for group in groups)
    statement = select(_ENTRIES.c.rowid).where(literal_column("forum_search_fts").op("MATCH")(words))
    if below is not None:
        statement = statement.where(_ENTRIES.c.rowid < below)
    return statement.order_by(_ENTRIES.c.rowid.desc()).limit(most)


def _in_postgresql(groups: Sequence[Sequence[str]], most: int, below: int | None) -> Any:
    words = " & ".join("(" + " | ".join(f"'{word}'" for word in group) + ")" for group in groups)
    # Found first, then sorted: going through all entries from the latest on would have no bound.
    hits = select(SearchEntry.number).where(SearchEntry.folded.op("@@")(cast(literal(words), TSQUERY)))
    if below is not None:
        hits = hits.where(SearchEntry.number < below)
    found = hits.cte().prefix_with("MATERIALIZED", dialect="postgresql")
    return select(found.c.number).order_by(found.c.number.desc()).limit(most)
