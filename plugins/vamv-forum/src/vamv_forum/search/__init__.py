"""Finding posts by their words, parts of compounds included: "vorschuss" finds "Unterhaltsvorschuss".

Two steps, in SQLite as in PostgreSQL: which words of the forum have these letters in them, three at a time,
and which posts have these words. There are far fewer words than posts, and their number hardly grows once a
forum is large, so a search costs about the same in a small forum and in a large one. Words are reduced to
their German stem before they are looked for. Results come in the order of writing, the latest first: that
needs no sorting, and in a forum about law and money the latest answer is the one that still holds.
"""

from vamv_forum.search.finding import Found, find, hits
from vamv_forum.search.similar import similar
from vamv_forum.search.words import MOST_WORDS, beginning, excerpt, fold, terms
from vamv_forum.search.writing import forget_words, index_post, unindex_posts

__all__ = [
    "MOST_WORDS",
    "Found",
    "beginning",
    "excerpt",
    "find",
    "fold",
    "forget_words",
    "hits",
    "index_post",
    "similar",
    "terms",
    "unindex_posts",
]
