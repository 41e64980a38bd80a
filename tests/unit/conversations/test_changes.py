"""Edits and removals take numbers like messages: whoever reads by number, in any pieces, sees what the page shows."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, ForeignKey, MetaData, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from vamv.conversations.changes import (
    THE_CONVERSATION,
    edit,
    note_change,
    note_conversation,
    remove,
    targets,
)
from vamv.conversations.models import ChangingMessageMixin, ConversationMixin, message_constraints
from vamv.conversations.queries import messages_after, messages_before, rows_after
from vamv.conversations.services import append
from vamv.db.base import NAMING_CONVENTION
from vamv.db.engine import make_engine, writing
from vamv.db.types import Id, new_id

NOW = datetime(2026, 3, 2, 20, 15, tzinfo=UTC)


class Base(DeclarativeBase):
    """Tables of this test only."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


person = Table("person", Base.metadata, Column("id", Id(), primary_key=True))


class Room(ConversationMixin, Base):
    __tablename__ = "room"


class Line(ChangingMessageMixin, Base):
    __tablename__ = "room_line"
    __table_args__ = message_constraints()

    conversation_id: Mapped[str] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"))


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('changes') / 'test.sqlite'}")
    Base.metadata.create_all(engine)
    yield writing(engine)
    engine.dispose()


@pytest.fixture
def session(engine):
    with Session(engine) as session, session.begin():
        yield session


class Talk:
    """A conversation and the one person who writes in it."""

    def __init__(self, session):
        self.session = session
        self.anna = new_id()
        session.execute(person.insert(), [{"id": self.anna}])
        self.room = Room(created_at=NOW, last_message_at=NOW)
        session.add(self.room)
        session.flush()

    def say(self, text, client_id=None):
        return append(
            self.session,
            self.room,
            Line,
            sender_id=self.anna,
            client_id=client_id or new_id(),
            close=lambda _id: text.encode(),
            now=NOW,
        ).message

    def change(self, how, message, client_id=None, **more):
        arguments = {"actor_id": self.anna, "client_id": client_id or new_id(), "now": NOW, **more}
        return how(self.session, self.room, message, **arguments)

    def edit(self, message, text, client_id=None):
        return self.change(edit, message, client_id, close=lambda _id: text.encode())

    def page(self):
        return [shown(line) for line in messages_after(self.session, Line, self.room.id, 0, 1000)]


def shown(line):
    return (line.seq, line.body, line.removed_at is not None)


@pytest.fixture
def talk(session):
    return Talk(session)


def test_an_edit_changes_the_message_and_takes_a_number(talk):
    first = talk.say("Halo")
    change = talk.edit(first, "Hallo").message
    assert (first.body, first.changed_at, first.seq) == (b"Hallo", NOW, 1)
    assert (change.seq, change.target_seq, change.body) == (2, 1, b"")
    assert talk.room.last_seq == 2


def test_a_removed_message_keeps_its_place_and_no_text(talk):
    first = talk.say("zu viel")
    talk.change(remove, first)
    assert (first.body, first.removed_at) == (b"", NOW)
    talk.edit(first, "doch")
    assert first.body == b""
    assert talk.page() == [(1, b"", True)]


def test_a_change_that_is_sent_again_is_the_same_change(talk):
    first = talk.say("Halo")
    once = talk.edit(first, "Hallo", client_id="c")
    again = talk.edit(first, "Adieu", client_id="c")
    assert again.message is once.message
    assert not again.first
    assert first.body == b"Hallo"


def test_changes_of_the_conversation_itself_are_in_the_same_order(talk):
    talk.say("eins")
    arguments = {"actor_id": None, "client_id": "frozen", "now": NOW}
    noted = note_conversation(talk.session, talk.room, Line, **arguments).message
    assert (noted.seq, noted.target_seq) == (2, THE_CONVERSATION)
    assert not note_conversation(talk.session, talk.room, Line, **arguments).first
    assert talk.say("zwei").seq == 3


def test_pages_leave_changes_out(talk):
    first = talk.say("eins")
    talk.edit(first, "1")
    talk.say("zwei")
    assert [line.seq for line in messages_after(talk.session, Line, talk.room.id, 0, 10)] == [1, 3]
    assert [line.seq for line in messages_before(talk.session, Line, talk.room.id, 9, 10)] == [1, 3]
    assert [line.seq for line in rows_after(talk.session, Line, talk.room.id, 0, 10)] == [1, 2, 3]


class Reader:
    """Somebody who knows everything up to a number, and asks for what came behind it."""

    def __init__(self):
        self.seq = 0
        self.lines = {}

    def fetch(self, talk, limit):
        rows = rows_after(talk.session, Line, talk.room.id, self.seq, limit)
        # No number is ever missing, so a client can tell a gap from the number alone.
        assert [row.seq for row in rows] == list(range(self.seq + 1, self.seq + 1 + len(rows)))
        found = targets(talk.session, Line, rows)
        for row in rows:
            target = row.target_seq if row.target_seq is not None else row.seq
            if target in found:
                self.lines[target] = shown(found[target])
            self.seq = row.seq
        return len(rows)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["say", "edit", "remove", "note", "conversation", "again", "read"]),
        st.integers(0, 30),
        st.integers(1, 4),
    ),
    max_size=40,
)


@settings(max_examples=120, deadline=None)
@given(steps=STEPS)
def test_readers_who_ask_at_any_time_in_any_pieces_end_with_what_the_page_shows(engine, steps):
    with Session(engine) as session:
        talk, readers = Talk(session), [Reader(), Reader(), Reader()]
        messages, last = [], None
        for what, number, limit in steps:
            message = messages[number % len(messages)] if messages else None
            if what == "say":
                messages.append(talk.say(f"Text {number}"))
            elif what == "read":
                readers[number % 2].fetch(talk, limit)
            elif what == "again" and last is not None:
                before = talk.room.last_seq
                talk.edit(*last)
                assert talk.room.last_seq == before
            elif what == "conversation":
                note_conversation(session, talk.room, Line, actor_id=talk.anna, client_id=new_id(), now=NOW)
            elif message is not None and what == "edit":
                last = (message, f"Neu {number}", new_id())
                talk.edit(*last)
            elif message is not None and what in ("remove", "note"):
                talk.change(remove if what == "remove" else note_change, message)
        for reader in readers:
            while reader.fetch(talk, 3):
                pass
            assert sorted(reader.lines.values()) == talk.page()
            assert reader.seq == talk.room.last_seq
        session.rollback()
