"""The forum's rules as plain functions: no database, no request, no clock."""

from collections.abc import Collection
from datetime import datetime, timedelta

from vamv.api.security import Identity
from vamv_forum.models import MEMBERS, PUBLIC, Category, Discussion, Post

# Whose answer is marked, the most telling role first: somebody who asks for help has to see who answers.
MARKED_ROLES = ("counsellor", "expert", "moderator", "coordinator")

# Who may say what the law is; their answers need no second look.
PROFESSIONALS = ("counsellor", "expert")


class Refused(Exception):
    """The forum does not allow this; the subclasses say why."""


class Closed(Refused):
    """Nobody can write here any more: the discussion is locked, or its category archived."""


class Gone(Refused):
    """The post has been removed or hidden, so there is nothing to change."""


class AliasTaken(Refused):
    """Somebody else writes under this name in the discussion."""


class AliasTooLate(Refused):
    """The person is known in the discussion under their own name already."""


class NotLegal(Refused):
    """The post is not about the law, or its author is a professional already."""


class TooLate(Refused):
    """The time for taking a removal back is over."""


def is_member(actor: Identity | None) -> bool:
    """Tell whether this is somebody who is fully signed in."""
    return actor is not None and actor.stage == "full"


def readable_access(actor: Identity | None) -> tuple[str, ...]:
    """Return which kinds of category this person may read, beside those of their own groups."""
    return (PUBLIC, MEMBERS) if is_member(actor) else (PUBLIC,)


def is_readable(post: Post) -> bool:
    """Tell whether the text of a post is shown to its readers."""
    return post.removed_at is None and post.hidden_at is None


def is_listed(discussion: Discussion) -> bool:
    """Tell whether a discussion is shown to its readers."""
    gone = discussion.removed_at or discussion.hidden_at or discussion.merged_into_id
    return gone is None


def is_open(category: Category, discussion: Discussion | None = None) -> bool:
    """Tell whether somebody may write here."""
    return category.archived_at is None and (discussion is None or discussion.locked_at is None)


def is_author(post: Post, actor: Identity | None) -> bool:
    """Tell whether this person wrote the post."""
    return actor is not None and post.author_id == actor.person_id


def may_see_versions(post: Post, actor: Identity | None, moderates: bool) -> bool:
    """Tell whether this person may read what an edited post said before.

    Everybody sees that it was edited. Its earlier words are for the author and moderation only: people also
    edit to take back an address or a child's name.
    """
    return post.edited_at is not None and (moderates or (is_author(post, actor) and is_readable(post)))


def may_undo_removal(post: Post, now: datetime, minutes: int) -> bool:
    """Tell whether the author may still take back having removed the post, and its text is still there."""
    return (
        post.removed_at is not None
        and bool(post.html)
        and now - post.removed_at <= timedelta(minutes=minutes)
    )


def role_mark(roles: Collection[str]) -> str | None:
    """Return the role under which a person's posts are marked; None for a parent among parents."""
    return next((role for role in MARKED_ROLES if role in roles), None)


def is_legal(category: Category, discussion: Discussion) -> bool:
    """Tell whether answers are marked as experience or as professional."""
    return category.legal or discussion.legal


def is_signable(category: Category, discussion: Discussion, post: Post) -> bool:
    """Tell whether a professional can confirm what a post says."""
    return is_readable(post) and is_legal(category, discussion) and post.role_mark not in PROFESSIONALS


def first_of_page(seq: int, size: int) -> int:
    """Return the number of the post that begins the page on which number `seq` stands; pages begin at 1."""
    return (max(seq, 1) - 1) // size * size + 1


def new_since(now: datetime, days: int) -> datetime:
    """Return the moment before which nothing counts as new, read or not."""
    return now - timedelta(days=days)
