"""Telling people of posts. Writing one costs the same however many follow: the worker tells them, by and by.

What the notification says is neutral; only the portal shows the title.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from vamv.api.jobs import JobContext, enqueue
from vamv.api.moderation import who_hides, who_is_apart
from vamv.api.notifications import notify
from vamv.api.vault import Vault
from vamv_forum import _, policy
from vamv_forum.events import PostChanged, PostWritten
from vamv_forum.models import Category, Discussion, Post, Subscription
from vamv_forum.queries.following import recent_posts, to_be_told, watchers
from vamv_forum.queries.people import openers
from vamv_forum.services import following, mentions
from vamv_forum.services.reading import about

TELL = "forum.tell"
TELL_OF_NEW = "forum.tell_of_new"
# How many people one job tells: others who write on SQLite wait for it that long.
CHUNK = 100


def declare(config: Any) -> None:
    """Declare what people can be told of, and who is told when."""
    config.add_notification_type(
        "forum.reply",
        _("notification-answer", default="Neues in einer Diskussion, der Sie folgen"),
        stop="forum.unfollow",
    )
    config.add_notification_type(
        "forum.new",
        _("notification-new", default="Neue Diskussion in einem Bereich, dem Sie folgen"),
        stop="forum.unwatch",
    )
    config.add_notification_type(
        "forum.mention", _("notification-mention", default="Jemand spricht Sie in einem Beitrag an")
    )
    config.add_job(TELL, tell)
    config.add_job(TELL_OF_NEW, tell_of_new)

    def written(event: PostWritten, session: Session) -> None:
        """Let the author follow, tell those who are called by name, and have the others told later."""
        discussion, post, now = event.discussion, event.post, event.now
        if post.author_id is not None:
            following.follow_by_writing(
                session, person_id=post.author_id, discussion_id=discussion.id, now=now
            )
        _tell_named(session, config.registry["vamv.vault"], discussion, post, now)
        _enqueue(session, TELL if post.seq > 1 else TELL_OF_NEW, discussion.id, "", now)

    def changed(event: PostChanged, session: Session) -> None:
        """Tell those whom an edited post calls by name for the first time."""
        _tell_named(session, config.registry["vamv.vault"], event.discussion, event.post, event.now)

    config.add_subscriber(written, (PostWritten, Session))
    config.add_subscriber(changed, (PostChanged, Session))


def _tell_named(session: Session, vault: Vault, discussion: Discussion, post: Post, now: datetime) -> None:
    people = mentions.note(session, vault, discussion, post)
    if not people:
        return
    hidden = _hidden_from(session, [post])[post.id]
    apart = _apart_from_opener(session, discussion)
    told = [person_id for person_id in people if person_id not in hidden and person_id not in apart]
    for person_id in told:
        _notify(session, "forum.mention", person_id, discussion, post.id, now)
    # Who is called by name need not hear of the same post again.
    _note_told(session, discussion.id, told, post.seq)


def tell(context: JobContext) -> None:
    """Tell some of those who follow a discussion that it has something new, then go on behind them."""
    session, now = context.session, context.now
    discussion, category = _place(session, context.payload["discussion"])
    posts = recent_posts(session, discussion.id) if discussion is not None else []
    if discussion is None or category is None or not posts:
        return
    people = to_be_told(session, discussion, category, after=context.payload["after"], limit=CHUNK)
    hidden = _hidden_from(session, posts)
    apart = _apart_from_opener(session, discussion)
    told = []
    for person_id, seen in people:
        first = next(
            (
                post
                for post in posts
                if post.seq > seen
                and post.author_id != person_id
                and person_id not in hidden[post.id]
                and person_id not in apart
            ),
            None,
        )
        if first is not None:
            _notify(session, "forum.reply", person_id, discussion, first.id, now)
            told.append(person_id)
    _note_told(session, discussion.id, told, discussion.last_seq)
    if len(people) == CHUNK:
        _enqueue(session, TELL, discussion.id, people[-1][0], now)


def tell_of_new(context: JobContext) -> None:
    """Tell some of those who follow a category of a new discussion, then go on behind them."""
    session, now = context.session, context.now
    discussion, category = _place(session, context.payload["discussion"])
    posts = recent_posts(session, discussion.id)[:1] if discussion is not None else []
    if discussion is None or category is None or not posts:
        return
    opening = posts[0]
    hidden = _hidden_from(session, posts)[opening.id]
    people = watchers(session, category, after=context.payload["after"], limit=CHUNK)
    for person_id in people:
        if person_id != opening.author_id and person_id not in hidden:
            _notify(session, "forum.new", person_id, discussion, opening.id, now)
    if len(people) == CHUNK:
        _enqueue(session, TELL_OF_NEW, discussion.id, people[-1], now)


def _place(session: Session, discussion_id: str) -> tuple[Discussion | None, Category | None]:
    discussion = session.get(Discussion, discussion_id)
    if discussion is None or not policy.is_listed(discussion):
        return None, None
    return discussion, session.get(Category, discussion.category_id)


def _hidden_from(session: Session, posts: Iterable[Any]) -> dict[str, frozenset[str]]:
    """Return for each post who has muted its author, under the name it was written under."""
    known: dict[tuple[str, str | None], frozenset[str]] = {}
    found: dict[str, frozenset[str]] = {}
    for post in posts:
        if post.author_id is None:
            found[post.id] = frozenset()
            continue
        who = (post.author_id, (post.alias_id or "?") if post.masked else None)
        if who not in known:
            known[who] = who_hides(session, *who)
        found[post.id] = known[who]
    return found


def _apart_from_opener(session: Session, discussion: Discussion) -> frozenset[str]:
    """Return for whom the whole discussion must not be there, because of who opened it."""
    opening = openers(session, [discussion.id]).get(discussion.id)
    if opening is None or opening.author_id is None or opening.role_mark:
        return frozenset()
    return who_is_apart(session, opening.author_id, (opening.alias_id or "?") if opening.masked else None)


def _note_told(session: Session, discussion_id: str, people: list[str], seq: int) -> None:
    if people:
        session.execute(
            update(Subscription)
            .where(Subscription.discussion_id == discussion_id, Subscription.person_id.in_(people))
            .values(told_seq=seq)
            .execution_options(synchronize_session=False)
        )


def _notify(
    session: Session, type_: str, person_id: str, discussion: Discussion, post_id: str, now: datetime
) -> None:
    notify(
        session,
        person_id=person_id,
        type=type_,
        now=now,
        route="forum.post",
        route_args={"post": post_id},
        summary=discussion.title,
        about=about(discussion.id),
    )


def _enqueue(session: Session, name: str, discussion_id: str, after: str, now: datetime) -> None:
    # A reply while others are being told begins anew from the first: nobody is told twice of it.
    enqueue(
        session,
        name,
        {"discussion": discussion_id, "after": after},
        now=now,
        unique_key=f"{name}:{discussion_id}:{after}",
    )
