"""What the demo persons have left in the forum beside their texts."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.orm import new_id
from vamv.api.security import Identity
from vamv.api.vault import Vault
from vamv.api.web import RENDERER_VERSION, render_post
from vamv_forum.models import (
    GROUP,
    WATCH,
    Bookmark,
    Category,
    CategoryMember,
    CategoryWatch,
    Discussion,
    HeldPost,
    Mention,
    PollOption,
    Post,
    Subscription,
    Thanks,
)
from vamv_forum.services import polls
from vamv_forum.services.categories import add_category
from vamv_forum.services.changes import By
from vamv_forum.services.writing import NewText, reply

GROUP_CATEGORY = ("vaetergruppe", "Vätergruppe", "Für die Väter, die sich dienstags treffen.")
UNDER_ANOTHER_NAME = "Bei uns war es genauso. Mich könnte hier jemand kennen, deshalb ein anderer Name."
WAITING = "Ist es normal, dass man nach der Trennung monatelang nur funktioniert? Ich schlafe kaum."


def leave(session: Session, vault: Vault, now: datetime, people: Mapping[str, Identity]) -> None:
    """Let the demo persons follow, keep, thank and vote, each a little."""
    posts = session.scalars(select(Post).where(Post.removed_at.is_(None)).order_by(Post.created_at)).all()
    category = session.scalars(select(Category).order_by(Category.position)).first()
    if not posts or category is None:
        return
    day_before = now - timedelta(days=1)
    everybody = sorted({each.person_id for each in people.values()})
    seekers = {each.person_id: each for each in people.values() if "advice_seeker" in each.roles}
    for place, person_id in enumerate(everybody):
        of_others = [post for post in posts if post.author_id != person_id]
        _follow(session, person_id, of_others[place % len(of_others)], day_before)
        session.add(CategoryWatch(person_id=person_id, category_id=category.id, created_at=day_before))
    newest = seekers[max(seekers)]
    session.add(_waiting(category, newest.person_id, now - timedelta(minutes=20)))
    _group(session, seekers, By(people["C"].person_id, day_before))
    _ask(session, posts[0], everybody, now)
    _mask(session, vault, posts, newest, now - timedelta(hours=2))


def _follow(session: Session, person_id: str, post: Post, at: datetime) -> None:
    session.add(
        Subscription(person_id=person_id, discussion_id=post.discussion_id, level=WATCH, created_at=at)
    )
    session.add(Bookmark(person_id=person_id, post_id=post.id, created_at=at))
    session.add(Thanks(person_id=person_id, post_id=post.id, created_at=at))
    session.add(Mention(person_id=person_id, post_id=post.id))
    post.thanks += 1


def _waiting(category: Category, person_id: str, at: datetime) -> HeldPost:
    return HeldPost(
        category_id=category.id,
        title="Nur noch funktionieren",
        author_id=person_id,
        client_id=new_id(),
        source=WAITING,
        html=render_post(WAITING),
        renderer_version=RENDERER_VERSION,
        reason="newcomer",
        created_at=at,
    )


def _group(session: Session, members: Iterable[str], by: By) -> None:
    slug, title, description = GROUP_CATEGORY
    category = add_category(session, slug=slug, title=title, description=description, access=GROUP, by=by)
    for person_id in members:
        session.add(CategoryMember(category_id=category.id, person_id=person_id, added_at=by.now))


def _ask(session: Session, post: Post, everybody: Sequence[str], now: datetime) -> None:
    discussion = session.get_one(Discussion, post.discussion_id)
    polls.ask(
        session,
        discussion,
        question="Wann haben Sie abends Zeit zum Schreiben?",
        options=("vor 20 Uhr", "nach 20 Uhr", "erst nachts"),
        multiple=False,
        closes_at=now + timedelta(days=7),
        now=now,
    )
    here = select(PollOption.id).where(PollOption.discussion_id == discussion.id)
    options = session.scalars(here.order_by(PollOption.position)).all()
    for place, person_id in enumerate(everybody):
        chosen = [options[place % len(options)]]
        polls.vote(session, discussion.id, person_id=person_id, option_ids=chosen, now=now)


def _mask(session: Session, vault: Vault, posts: Sequence[Post], actor: Identity, at: datetime) -> None:
    own = {post.discussion_id for post in posts if post.author_id == actor.person_id}
    strange = next((post.discussion_id for post in posts if post.discussion_id not in own), None)
    if strange is not None:
        discussion = session.get_one(Discussion, strange)
        category = session.get_one(Category, discussion.category_id)
        new = NewText(UNDER_ANOTHER_NAME, alias="Nachtfalter")
        reply(session, vault, category, discussion, new, actor=actor, now=at)
