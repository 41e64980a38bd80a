"""Under which names people are shown. Nothing here gives away whose other pseudonym it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.security import display_names
from vamv.api.vault import Vault
from vamv_forum.models import Alias, Post
from vamv_forum.queries.aliases import alias_name


@dataclass(frozen=True)
class Written:
    """What of a post its author's name depends on; a `Post` has the same."""

    id: str
    author_id: str | None
    masked: bool
    alias_id: str | None
    role_mark: str | None = None


def names_for(session: Session, vault: Vault, posts: Iterable[Any]) -> dict[str, str]:
    """Return the name above each of these posts, by the id of the post (`Post`, or `Written`).

    For a masked post this is its pseudonym, never the account's name. Posts whose author has left, or whose
    pseudonym is gone, are missing: `views.common.name_of` has the words for them.
    """
    shown = list(posts)
    people = display_names(session, vault, [each.author_id for each in shown if not each.masked])
    aliases = _aliases(session, vault, {each.alias_id for each in shown if each.masked and each.alias_id})
    names = {
        each.id: aliases.get(each.alias_id, "") if each.masked else people.get(each.author_id, "")
        for each in shown
    }
    return {post_id: name for post_id, name in names.items() if name}


def openers(session: Session, discussion_ids: Sequence[str]) -> dict[str, Written]:
    """Return who opened each of these discussions, as their opening posts have it."""
    rows = session.execute(
        select(Post.discussion_id, Post.id, Post.author_id, Post.masked, Post.alias_id, Post.role_mark).where(
            Post.discussion_id.in_(discussion_ids), Post.seq == 1
        )
    )
    return {
        row.discussion_id: Written(row.id, row.author_id, row.masked, row.alias_id, row.role_mark)
        for row in rows
    }


def _aliases(session: Session, vault: Vault, ids: set[str]) -> dict[str | None, str]:
    if not ids:
        return {}
    found = session.scalars(select(Alias).where(Alias.id.in_(ids)))
    return {alias.id: alias_name(vault, alias) for alias in found}
