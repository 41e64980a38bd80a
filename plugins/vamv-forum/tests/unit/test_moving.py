"""Whatever is split and merged: numbers without gaps, exact counts, every post found, nothing given away."""

from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import event, func, select

from vamv.api.orm import new_id
from vamv.api.security import Identity
from vamv_forum import place_policy, policy
from vamv_forum.models import (
    PUBLIC,
    WATCH,
    Alias,
    Discussion,
    HeldPost,
    Post,
    ReadMark,
    SearchEntry,
    Subscription,
)
from vamv_forum.queries.people import names_for
from vamv_forum.services import moving, visibility, writing
from vamv_forum.services.categories import add_category
from vamv_forum.services.reading import mark_read

pytestmark = pytest.mark.plugins("forum")
STEPS = 30


@pytest.fixture
def forum(dbsession, vault, clock, make_person):
    return Forum(dbsession, vault, clock, [make_person(name=f"Stiller Ahorn {letter}") for letter in "ABC"])


class Forum:
    """A small forum to be stirred, and what has to hold for it."""

    def __init__(self, session, vault, clock, people):
        self.session, self.vault, self.clock = session, vault, clock
        self.people = [
            Identity(p.person_id, frozenset({"advice_seeker"}), "", "full", "", None) for p in people
        ]
        self.names = {p.person_id: p.name for p in people}
        self.category = add_category(session, slug="alltag", title="Alltag", description="", access=PUBLIC)
        self.aliases = {}

    def open(self, actor, *, alias=""):
        new = writing.NewText("Ein Anfang", alias=alias)
        when = {"actor": actor, "title": "Ein Titel", "now": self.clock.now()}
        found = writing.open_discussion(self.session, self.vault, self.category, new, **when)
        self.clock.advance(timedelta(seconds=1))
        return found[0]

    def reply(self, discussion, actor, *, alias=""):
        new = writing.NewText("Eine Antwort", alias=alias)
        when = {"actor": actor, "now": self.clock.now()}
        post, _first = writing.reply(self.session, self.vault, self.category, discussion, new, **when)
        self.clock.advance(timedelta(seconds=1))
        return post

    def split_off(self, discussion, numbers, client_id=None):
        return moving.split_off(
            self.session,
            self.vault,
            discussion,
            numbers,
            category=self.category,
            title="Abgetrennt",
            client_id=client_id or new_id(),
            now=self.clock.now(),
        )

    def split_into(self, discussion, numbers, target):
        return moving.split_into(
            self.session,
            self.vault,
            discussion,
            numbers,
            target=target,
            client_id=new_id(),
            now=self.clock.now(),
        )

    def merge(self, source, target):
        return moving.merge(self.session, self.vault, source, target)

    def listed(self):
        return [each for each in self.session.scalars(select(Discussion)) if policy.is_listed(each)]

    def texts(self, discussion=None):
        """Return the posts that are posts, and no places left behind."""
        statement = select(Post).where(Post.moved_to_id.is_(None)).order_by(Post.id)
        if discussion is not None:
            statement = statement.where(Post.discussion_id == discussion.id).order_by(Post.seq)
        return self.session.scalars(statement.execution_options(populate_existing=True)).all()

    def known(self):
        """Return who has read which post, as the marks say it."""
        marks = {
            (each.person_id, each.discussion_id): each.last_seq
            for each in self.session.scalars(select(ReadMark))
        }
        return {
            (actor.person_id, post.id)
            for actor in self.people
            for post in self.texts()
            if post.seq <= marks.get((actor.person_id, post.discussion_id), 0)
        }

    def check(self):
        self.session.expire_all()
        for discussion in self.session.scalars(select(Discussion)).all():
            posts = self.session.scalars(
                select(Post).where(Post.discussion_id == discussion.id).order_by(Post.seq)
            ).all()
            assert [post.seq for post in posts] == list(range(1, discussion.last_seq + 1))
            assert discussion.post_count == sum(policy.is_readable(post) for post in posts)
            if discussion.merged_into_id:
                assert not posts
            else:
                written = [post.created_at for post in posts if post.moved_to_id is None]
                assert discussion.last_post_at == max(written)
        for post in self.texts():
            place = self.session.get_one(Discussion, post.discussion_id)
            assert place.merged_into_id is None
        findable = select(SearchEntry.post_id).where(SearchEntry.folded != "")
        readable = {post.id for post in self.texts() if policy.is_readable(post)}
        assert set(self.session.scalars(findable)) == readable
        self.check_names()

    def check_names(self):
        posts = self.texts()
        names = names_for(self.session, self.vault, posts)
        for post in posts:
            if post.masked:
                wanted = self.aliases.setdefault(post.id, names[post.id])
                assert names[post.id].startswith(wanted)
                assert names[post.id] not in self.names.values()
            else:
                assert names[post.id] == self.names[post.author_id]


class Stir:
    """Does something in a forum that chance has chosen."""

    def __init__(self, forum, seed):
        self.forum, self.chance = forum, Random(seed)
        self.known = set()
        for number, actor in enumerate(forum.people):
            forum.open(actor, alias=f"Leise Linde {number}" if self.chance.random() < 0.5 else "")

    def step(self):
        actions = (
            [self.reply] * 4 + [self.read] * 3 + [self.hide, self.remove, self.split, self.into, self.merge]
        )
        self.known = self.forum.known()
        self.chance.choice(actions)(
            self.chance.choice(self.forum.listed()), self.chance.choice(self.forum.people)
        )
        self.forum.check()

    def reply(self, discussion, actor):
        wanted = "" if self.chance.random() < 0.6 else f"Leise Linde {self.chance.randrange(3)}"
        try:
            self.forum.reply(discussion, actor, alias=wanted)
        except policy.Refused:
            self.forum.reply(discussion, actor)

    def read(self, discussion, actor):
        seq = self.chance.randint(1, discussion.last_seq)
        mark_read(self.forum.session, person_id=actor.person_id, discussion_id=discussion.id, seq=seq)

    def hide(self, discussion, _actor):
        post = self.chance.choice(self.forum.texts(discussion))
        now = self.forum.clock.now()
        if post.hidden_at is None:
            visibility.hide_post(self.forum.session, post.id, now=now, reason="law")
        else:
            visibility.restore_post(self.forum.session, post.id, now=now)

    def remove(self, discussion, _actor):
        post = self.chance.choice(self.forum.texts(discussion))
        if post.hidden_at is None and discussion.last_seq > 1:
            visibility.remove(self.forum.session, discussion, post, now=self.forum.clock.now())

    def split(self, discussion, _actor):
        chosen = self._some(discussion)
        if chosen:
            self.forum.split_off(discussion, chosen)
            assert self.forum.known() == self.known

    def into(self, discussion, _actor):
        chosen, target = self._some(discussion), self.chance.choice(self.forum.listed())
        if chosen and target.id != discussion.id:
            self.forum.split_into(discussion, chosen, target)
            assert self.forum.known() <= self.known

    def merge(self, discussion, _actor):
        target = self.chance.choice(self.forum.listed())
        if target.id != discussion.id and len(self.forum.listed()) > 2:
            self.forum.merge(discussion, target)
            assert self.forum.known() <= self.known

    def _some(self, discussion):
        numbers = [post.seq for post in self.forum.texts(discussion) if post.seq > 1]
        return self.chance.sample(numbers, self.chance.randint(0, len(numbers)))


@pytest.mark.parametrize("seed", range(4))
def test_whatever_is_moved_everything_stays_exact(forum, seed):
    stir = Stir(forum, seed)
    for _step in range(STEPS):
        stir.step()


def test_what_was_read_stays_read_behind_what_was_read(forum):
    reader, writer, other = forum.people
    first, second = forum.open(writer), forum.open(writer)
    forum.reply(second, other)
    for discussion, seq in ((first, 1), (second, 1)):
        mark_read(forum.session, person_id=reader.person_id, discussion_id=discussion.id, seq=seq)
    forum.merge(second, first)
    mark = forum.session.get_one(ReadMark, (reader.person_id, first.id), populate_existing=True)
    assert (mark.last_seq, first.last_seq) == (2, 3)


def test_the_same_form_twice_is_one_split(forum):
    _reader, writer, other = forum.people
    discussion = forum.open(writer)
    forum.reply(discussion, other)
    client_id = new_id()
    once = forum.split_off(discussion, [2], client_id)
    again = forum.split_off(discussion, [2], client_id)
    assert once.told
    assert (again.discussion.id, again.told) == (once.discussion.id, [])
    assert forum.merge(once.discussion, discussion).told
    assert not forum.merge(once.discussion, discussion).told
    forum.check()


@pytest.mark.parametrize("numbers", [[], [1], [1, 2], [9], [2, 9]])
def test_posts_that_open_a_discussion_or_are_not_there_do_not_move(forum, numbers):
    discussion = forum.open(forum.people[0])
    forum.reply(discussion, forum.people[1])
    with pytest.raises(place_policy.Unfit):
        forum.split_off(discussion, numbers)
    forum.check()


def test_a_hidden_discussion_neither_gives_nor_takes_posts(forum):
    hidden, other = forum.open(forum.people[0]), forum.open(forum.people[1])
    for discussion in (hidden, other):
        forum.reply(discussion, forum.people[2])
    visibility.hide_discussion(forum.session, hidden.id, now=forum.clock.now(), reason="law")
    for attempt in (
        lambda: forum.merge(hidden, other),
        lambda: forum.merge(other, hidden),
        lambda: forum.split_off(hidden, [2]),
        lambda: forum.split_into(other, [2], hidden),
    ):
        with pytest.raises(policy.Refused):
            attempt()
    forum.check()


def test_a_pseudonym_goes_along_and_stays_free_of_others(forum):
    masked, namesake, writer = forum.people
    source, target = forum.open(writer), forum.open(writer)
    post = forum.reply(source, masked, alias="Leise Linde")
    theirs = forum.reply(target, namesake, alias="Leise Linde")
    forum.split_into(source, [2], target)
    moved = forum.session.get_one(Post, post.id, populate_existing=True)
    names = names_for(forum.session, forum.vault, [moved, theirs])
    assert names == {post.id: "Leise Linde 2", theirs.id: "Leise Linde"}
    # Answering there, the person goes on under that name.
    again = forum.reply(target, masked)
    assert again.alias_id == moved.alias_id


def test_two_pseudonyms_of_one_person_are_not_joined(forum):
    masked, _other, writer = forum.people
    source, target = forum.open(writer), forum.open(writer)
    here = forum.reply(source, masked, alias="Leise Linde")
    there = forum.reply(target, masked, alias="Rote Rose")
    forum.merge(source, target)
    moved = forum.session.get_one(Post, here.id, populate_existing=True)
    names = names_for(forum.session, forum.vault, [moved, there])
    assert names == {here.id: "Leise Linde", there.id: "Rote Rose"}
    assert forum.session.scalar(select(func.count()).where(Alias.discussion_id == target.id)) == 1


def test_whoever_followed_follows_and_what_waits_goes_along(forum):
    follower, writer, quiet = forum.people
    source, target = forum.open(writer), forum.open(writer)
    for person, discussion in ((follower, source), (quiet, source), (quiet, target)):
        level = WATCH if discussion is source else "mute"
        forum.session.add(
            Subscription(
                person_id=person.person_id,
                discussion_id=discussion.id,
                level=level,
                created_at=forum.clock.now(),
            )
        )
    held = HeldPost(
        category_id=forum.category.id,
        discussion_id=source.id,
        author_id=quiet.person_id,
        client_id=new_id(),
        source="Wartet",
        html="<p>Wartet</p>",
        renderer_version=1,
        reason="newcomer",
        created_at=forum.clock.now(),
    )
    forum.session.add(held)
    forum.session.flush()
    forum.merge(source, target)
    rows = select(Subscription.person_id, Subscription.discussion_id, Subscription.level)
    assert {tuple(row) for row in forum.session.execute(rows)} == {
        (follower.person_id, target.id, WATCH),
        (quiet.person_id, target.id, "mute"),
    }
    forum.session.refresh(held)
    assert held.discussion_id == target.id


def test_five_hundred_posts_move_with_few_statements(forum, registry, dbsession):
    writer, other, _reader = forum.people
    discussion = forum.open(writer)
    now = forum.clock.now()
    dbsession.add_all(
        Post(
            discussion_id=discussion.id,
            seq=seq,
            author_id=other.person_id,
            client_id=new_id(),
            source="Eine Antwort",
            html="<p>Eine Antwort</p>",
            renderer_version=1,
            created_at=now,
        )
        for seq in range(2, 502)
    )
    discussion.last_seq = discussion.post_count = 501
    dbsession.flush()
    asked = []

    def note(*arguments):
        asked.append(arguments[2])

    event.listen(registry["vamv.engine"], "before_cursor_execute", note)
    moved = forum.split_off(discussion, range(2, 502))
    event.remove(registry["vamv.engine"], "before_cursor_execute", note)
    assert len(asked) < 40
    assert (moved.discussion.last_seq, moved.discussion.post_count, discussion.post_count) == (500, 500, 1)
    assert len(moved.told) == 1
