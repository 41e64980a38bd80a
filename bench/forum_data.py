"""Fills a database with a forum: as many posts as wanted, and one discussion of 10,000 more.

The rows are made from the models' own tables, so that a new column with a default needs nothing here. One in
fifty posts opens a discussion; a hundred discussions are written in at any time, so the posts of each lie
scattered as in a real forum. 200 people write; each has seen some of it.
"""

import json
import random
import re
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from forum_bulk import Bulk
from forum_text import Writer
from sqlalchemy.orm import Session

from vamv.api.web import RENDERER_VERSION
from vamv.db.engine import writing
from vamv.testing.people import make_person
from vamv_forum.models import MEMBERS, PUBLIC, Discussion, Post, ReadMark, SearchEntry, SearchWord
from vamv_forum.search.words import words
from vamv_forum.search.writing import OPENING
from vamv_forum.services.categories import add_category

LONG = 10_000  # posts of the long discussion
EACH = 50  # posts of any other, on average
ALIVE = 100  # discussions that are written in at the same time
PEOPLE = 200
SEEN = 100  # discussions that each person has seen
STEP = timedelta(days=1) / 250  # so a larger forum is an older one, and what is new is as much
RECENT = 10_000  # the latest posts, none of which is in the long discussion
PLACES = (("alltag", PUBLIC), ("geld", PUBLIC), ("recht", PUBLIC), ("kinder", PUBLIC), ("kraft", MEMBERS))


@dataclass(frozen=True)
class Filled:
    """Where things stand: `long`, the discussion of 10,000; `ordinary`, one of at least 40 posts."""

    posts: int
    discussions: int
    category: str
    category_id: str
    long: str
    ordinary: str
    people: list[str]
    seconds: float

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Filled":
        return cls(**json.loads(text))


@dataclass
class _Discussion:
    id: str
    category_id: str
    members_only: bool
    title: str
    first: int = -1  # its opening post, counted over the whole forum
    last: int = 0
    posts: int = 0


def fill(registry: Any, posts: int, now: datetime) -> Filled:
    """Fill an empty forum; return what stands where. The last post is as old as `now`."""
    began = time.perf_counter()
    engine = registry["vamv.engine"]
    with Session(writing(engine)) as session, session.begin():
        people = [
            make_person(
                registry, session, now - STEP * (posts + LONG), "advice_seeker", name=f"Person {number}"
            ).person_id
            for number in range(PEOPLE)
        ]
        categories = []
        for slug, access in PLACES:
            category = add_category(session, slug=slug, title=slug.title(), description="", access=access)
            categories.append((category.id, access == MEMBERS))
    forum = _Forum(posts, people, categories, now)
    with Bulk(engine) as bulk:
        bulk.insert(Discussion.__table__, forum.discussion_rows())
        bulk.insert(Post.__table__, forum.post_rows())
        bulk.insert(ReadMark.__table__, forum.read_marks())
        bulk.insert(SearchEntry.__table__, forum.search_entries())
        bulk.insert(SearchWord.__table__, forum.search_words())
    long, *others = forum.discussions
    return Filled(
        posts=posts + LONG,
        discussions=len(forum.discussions),
        category=PLACES[0][0],
        category_id=categories[0][0],
        long=long.id,
        ordinary=next(each.id for each in reversed(others) if each.posts >= 40 and not each.members_only),
        people=people,
        seconds=round(time.perf_counter() - began, 1),
    )


class _Forum:
    """The rows of a forum, in the order in which people wrote them."""

    def __init__(self, posts: int, people: list[str], categories: list[Any], now: datetime) -> None:
        self._random = random.Random(posts)
        self._writer = Writer()
        self._people = people
        self._total = posts + LONG
        self._began = now - STEP * self._total
        # As many in a large forum as in a small one.
        self._planted = {self._total * part // 6 for part in range(1, 6)}
        # The long discussion first, in the first category, which everybody may read.
        self.discussions = [
            _Discussion(self._id(), *categories[number % len(categories)], self._writer.title())
            for number in range(posts // EACH + 1)
        ]
        self._ids: list[str] = []
        self._words: list[str] = []  # of each post, as its search entry has them
        self._first: dict[str, int] = {}  # each word, and the first entry that holds it
        self._dealt = self._deal()

    def _deal(self) -> list[tuple[int, int]]:
        """Return the discussion of each post, and its number there."""
        dealt = []
        long, others = self.discussions[0], len(self.discussions) - 1
        every = (self._total - RECENT) / LONG
        for number in range(self._total):
            if long.posts < LONG and number >= long.posts * every:
                which = 0
            else:
                share = (number - long.posts) / (self._total - LONG)
                block = int(share * others) // ALIVE * ALIVE
                which = 1 + block + int(self._random.random() * min(ALIVE, others - block))
            discussion = self.discussions[which]
            if not discussion.posts:
                discussion.first = number
            discussion.posts += 1
            discussion.last = number
            dealt.append((which, discussion.posts))
        return dealt

    def _id(self) -> str:
        return format(self._random.getrandbits(104), "026x")

    def _at(self, number: int) -> datetime:
        return self._began + (number + 1) * STEP

    def _person(self) -> str:
        return self._people[int(self._random.random() * PEOPLE)]

    def discussion_rows(self) -> Iterator[dict[str, Any]]:
        for each in self.discussions:
            if each.posts:
                yield {
                    "id": each.id,
                    "category_id": each.category_id,
                    "title": each.title,
                    "author_id": self._person(),
                    "created_at": self._at(each.first),
                    "last_post_at": self._at(each.last),
                    "last_seq": each.posts,
                    "post_count": each.posts,
                }

    def post_rows(self) -> Iterator[dict[str, Any]]:
        for number, (which, seq) in enumerate(self._dealt):
            discussion = self.discussions[which]
            text = self._writer.post(number, number / self._total, discussion.members_only)
            if number in self._planted:
                text += " Der Murmelbahnhof ist fertig."
            post_id = self._id()
            self._ids.append(post_id)
            found = _words(f"{discussion.title}\n{text}" if seq == 1 else text)
            for word in found:
                self._first.setdefault(word, number + 1)
            self._words.append(" ".join([OPENING, *found] if seq == 1 else found))
            yield {
                "id": post_id,
                "discussion_id": discussion.id,
                "seq": seq,
                "author_id": self._person(),
                "client_id": f"form{number}",
                "source": text,
                "html": f"<p>{text}</p>",
                "renderer_version": RENDERER_VERSION,
                "created_at": self._at(number),
            }

    def read_marks(self) -> Iterator[dict[str, Any]]:
        for person_id in self._people:
            for each in self._random.sample(self.discussions, min(SEEN, len(self.discussions))):
                if each.posts:
                    seen = self._random.randint(1, each.posts)
                    yield {"person_id": person_id, "discussion_id": each.id, "last_seq": seen}

    def search_entries(self) -> Iterator[dict[str, Any]]:
        for number, (post_id, found) in enumerate(zip(self._ids, self._words, strict=True), 1):
            yield {"number": number, "post_id": post_id, "folded": found}

    def search_words(self) -> Iterator[dict[str, Any]]:
        for number, (word, entry) in enumerate(self._first.items(), 1):
            yield {"number": number, "word": word, "entry_number": entry}


_WORD = re.compile(r"\w+")


def _words(text: str) -> list[str]:
    # What the forum does to these texts, in a tenth of the time.
    plain = text.lower()
    for letter, other in (("ä", "a"), ("ö", "o"), ("ü", "u"), ("ß", "ss")):
        plain = plain.replace(letter, other)
    return list(dict.fromkeys(_WORD.findall(plain)))


_SAMPLE = "Straße, Äpfel und MÜDE Größe: 7 Äpfel"
assert _words(_SAMPLE) == words(_SAMPLE)
