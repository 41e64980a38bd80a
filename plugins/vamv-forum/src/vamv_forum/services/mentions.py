"""Calling somebody by name: "@Stille Birke" in a post.

Nothing happens for a name that nobody here has, or whose owner may not read here: it stays plain text, and
tells nobody whether there is such a person.
"""

import re
from collections.abc import Mapping
from html import escape

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.orm import insert
from vamv.api.security import people_named
from vamv.api.vault import Vault
from vamv.api.web import render_post
from vamv_forum.models import (
    GROUP,
    MUTE,
    Alias,
    Category,
    CategoryMember,
    Discussion,
    Mention,
    Post,
    Subscription,
)
from vamv_forum.services.aliases import name_key

MOST = 10
MOST_WORDS = 3
_LONGEST = 40
_WORD = r"\w[\w.'’·-]*"
_CALL = re.compile(rf"(?<![\w@.])@({_WORD}(?: {_WORD}){{0,{MOST_WORDS - 1}}})")
_TRAILING = " .'’·-_"
_QUOTED = re.compile(r"^\s*>.*$", re.MULTILINE)
_TAG = re.compile(r"(<[^>]*>)")


def candidates(text: str) -> list[list[str]]:
    """Return for each "@" the names that may be meant, the longest first; quoted lines are left out."""
    found = []
    for match in list(_CALL.finditer(_QUOTED.sub("", text)))[:MOST]:
        words = match[1].split(" ")
        names = [" ".join(words[:count]).rstrip(_TRAILING) for count in range(len(words), 0, -1)]
        found.append([name for name in dict.fromkeys(names) if name and len(name) <= _LONGEST])
    return found


def note(session: Session, vault: Vault, discussion: Discussion, post: Post) -> list[str]:
    """Keep whom a post names and set their names off in it; return who has not been told of it yet."""
    calls = candidates(post.source)
    if not calls:
        return []
    known = _people(session, vault, discussion, sorted({name for names in calls for name in names}))
    meant = [next((name for name in names if name in known), None) for names in calls]
    named = {name: known[name] for name in meant if name is not None and known[name] != post.author_id}
    if not named:
        return []
    post.html = emphasised(render_post(post.source), named)
    session.flush()
    return _new_ones(session, discussion, post, sorted(set(named.values())))


def emphasised(html: str, named: Mapping[str, str]) -> str:
    """Return rendered HTML with these names set off, but for those in links and in code."""
    longest_first = sorted((escape(name, quote=False) for name in named), key=len, reverse=True)
    call = re.compile(rf"@(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    inside = 0
    pieces = []
    for piece in _TAG.split(str(html)):
        if piece.startswith(("<a ", "<a>", "<code")):
            inside += 1
        elif piece.startswith(("</a", "</code")):
            inside -= 1
        plain = not inside and not piece.startswith("<")
        pieces.append(call.sub(r"<strong>\g<0></strong>", piece) if plain else piece)
    return "".join(pieces)


def _people(session: Session, vault: Vault, discussion: Discussion, names: list[str]) -> dict[str, str]:
    """Return who is meant by which name: a pseudonym of this discussion, or an account's name.

    Whoever writes here under a pseudonym is not found by the name of their account: it would join the two.
    """
    keys = {name: name_key(vault, discussion.id, name) for name in names}
    here = select(Alias.person_id, Alias.name_key).where(Alias.discussion_id == discussion.id)
    rows = session.execute(here.where(Alias.name_key.in_(keys.values())))
    by_key = {key: person_id for person_id, key in rows}
    masked = {name: by_key[key] for name, key in keys.items() if key in by_key}
    open_ = people_named(session, vault, [name for name in names if name not in masked])
    disguised = set(session.scalars(here.where(Alias.person_id.in_(open_.values()))))
    allowed = _readers(session, discussion, {*masked.values(), *open_.values()})
    found = {name: person_id for name, person_id in open_.items() if person_id not in disguised}
    return {name: person_id for name, person_id in {**found, **masked}.items() if person_id in allowed}


def _readers(session: Session, discussion: Discussion, people: set[str]) -> set[str]:
    category = session.get_one(Category, discussion.category_id)
    if category.access != GROUP:
        return people
    member = (CategoryMember.category_id == category.id, CategoryMember.person_id.in_(people))
    return set(session.scalars(select(CategoryMember.person_id).where(*member)))


def _new_ones(session: Session, discussion: Discussion, post: Post, people: list[str]) -> list[str]:
    before = set(session.scalars(select(Mention.person_id).where(Mention.post_id == post.id)))
    fresh = [person_id for person_id in people if person_id not in before][: MOST - len(before)]
    for person_id in fresh:
        row = insert(session, Mention).values(post_id=post.id, person_id=person_id)
        session.execute(row.on_conflict_do_nothing(index_elements=["post_id", "person_id"]))
    deaf = select(Subscription.person_id).where(
        Subscription.discussion_id == discussion.id,
        Subscription.level == MUTE,
        Subscription.person_id.in_(fresh),
    )
    muted = set(session.scalars(deaf)) if fresh else set()
    return [person_id for person_id in fresh if person_id not in muted]
