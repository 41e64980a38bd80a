"""Discussions like the one whose title is being written."""

from collections import defaultdict

from sqlalchemy.orm import Session

from vamv.api.security import Identity
from vamv_forum.models import Discussion
from vamv_forum.search.finding import readable_entries
from vamv_forum.search.matching import entries_with, prefer_indexes, words_beginning
from vamv_forum.search.words import telling_terms
from vamv_forum.search.writing import OPENING

TERMS = 5
FORMS = 20  # words of the forum that may begin like one of the title's
EACH = 25  # opening posts that are looked at for a term, the latest
SPARE = 4  # times as many as wanted, because some may not be read by everybody


def similar(session: Session, actor: Identity | None, title: str, limit: int = 5) -> list[Discussion]:
    """Return discussions whose title or opening post has words of `title`, the most alike first.

    A word counts the more the rarer it is; words that stand in any title do not count. Only what `actor`
    may read, and at most `limit`.
    """
    prefer_indexes(session)
    score: dict[int, float] = defaultdict(float)
    for term in telling_terms(title)[:TERMS]:
        forms = words_beginning(session, term, FORMS)
        numbers = entries_with(session, [[OPENING], forms], EACH) if forms else []
        for number in numbers:
            score[number] += 1 / len(numbers)
    best = sorted(score, key=lambda number: (score[number], number), reverse=True)[: SPARE * limit]
    found = {row[0]: row[2] for row in readable_entries(session, actor, best, len(best))}
    return [found[number] for number in best if number in found][:limit]
