"""What a conversation promises: one order without gaps, nothing twice, nothing lost, whoever writes when."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, Table, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from vamv.conversations.models import (
    ConversationMixin,
    MessageMixin,
    ParticipantMixin,
    message_constraints,
)
from vamv.conversations.queries import messages_after, messages_before
from vamv.conversations.services import append, mark_read
from vamv.db.base import NAMING_CONVENTION
from vamv.db.engine import make_engine, writing
from vamv.db.types import Id, new_id

NOW = datetime(2026, 3, 2, 20, 15, tzinfo=UTC)
WRITERS = 4
EACH = 10


class Base(DeclarativeBase):
    """Tables of this test only."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)


person = Table("person", Base.metadata, Column("id", Id(), primary_key=True))


class Room(ConversationMixin, Base):
    __tablename__ = "room"


class Line(MessageMixin, Base):
    __tablename__ = "room_line"
    __table_args__ = message_constraints()

    conversation_id: Mapped[str] = mapped_column(ForeignKey("room.id", ondelete="CASCADE"))


class Seat(ParticipantMixin, Base):
    __tablename__ = "room_seat"

    conversation_id: Mapped[str] = mapped_column(
        ForeignKey("room.id", ondelete="CASCADE"), primary_key=True, index=True
    )


@pytest.fixture
def engine(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'test.sqlite'}")
    Base.metadata.create_all(engine)
    yield writing(engine)
    engine.dispose()


@pytest.fixture
def session(engine):
    with Session(engine) as session, session.begin():
        yield session


def people(session, number):
    ids = [new_id() for _ in range(number)]
    session.execute(person.insert(), [{"id": each} for each in ids])
    return ids


def room(session):
    made = Room(created_at=NOW, last_message_at=NOW)
    session.add(made)
    session.flush()
    return made


def say(session, room, sender, text="hallo", client_id=None, now=NOW):
    return append(
        session,
        room,
        Line,
        sender_id=sender,
        client_id=client_id or new_id(),
        close=lambda message_id: f"{message_id} {text}".encode(),
        now=now,
    )


def test_messages_are_numbered_from_one_and_sealed_to_their_row(session):
    (anna,), talk = people(session, 1), room(session)
    first, second = say(session, talk, anna), say(session, talk, anna, now=NOW + timedelta(minutes=1))
    assert (first.message.seq, second.message.seq, talk.last_seq) == (1, 2, 2)
    assert first.first
    assert second.message.body.startswith(second.message.id.encode())
    assert talk.last_message_at == NOW + timedelta(minutes=1)


def test_what_is_sent_again_is_the_same_message(session):
    (anna, ben), talk = people(session, 2), room(session)
    sent = say(session, talk, anna, client_id="c")
    again = say(session, talk, anna, "etwas anderes", client_id="c")
    assert again.message is sent.message
    assert not again.first
    # The number of another client, by chance or by will, takes nothing away.
    assert say(session, talk, ben, client_id="c").message.seq == 2


def test_a_clock_set_back_does_not_change_the_order(session):
    (anna,), talk = people(session, 1), room(session)
    say(session, talk, anna, now=NOW + timedelta(hours=1))
    say(session, talk, anna, now=NOW)
    assert talk.last_message_at == NOW + timedelta(hours=1)


def test_reading_by_number_gives_the_right_piece_in_the_right_order(session):
    (anna,), talk, other = people(session, 1), room(session), room(session)
    for _ in range(7):
        say(session, talk, anna)
        say(session, other, anna)
    assert [line.seq for line in messages_after(session, Line, talk.id, 2, 3)] == [3, 4, 5]
    assert [line.seq for line in messages_before(session, Line, talk.id, 6, 3)] == [3, 4, 5]
    assert [line.seq for line in messages_after(session, Line, talk.id, 7, 3)] == []
    assert {line.conversation_id for line in messages_after(session, Line, talk.id, 0, 100)} == {talk.id}


def test_a_read_mark_never_goes_back(session):
    (anna, ben), talk = people(session, 2), room(session)
    seats = [Seat(conversation_id=talk.id, person_id=each, joined_at=NOW) for each in (anna, ben)]
    session.add_all(seats)
    session.flush()
    for seq in (5, 3):
        mark_read(session, Seat, conversation_id=talk.id, person_id=anna, seq=seq)
    assert [seat.read_seq for seat in seats] == [5, 0]


def test_a_session_goes_on_behind_what_others_wrote_meanwhile(engine):
    with Session(engine, expire_on_commit=False) as mine, Session(engine) as theirs:
        (anna,), talk = people(mine, 1), room(mine)
        say(mine, talk, anna)
        mine.commit()
        say(theirs, theirs.get_one(Room, talk.id), anna)
        theirs.commit()
        assert say(mine, talk, anna).message.seq == 3


def test_what_a_savepoint_takes_back_leaves_no_gap(session):
    (anna,), talk = people(session, 1), room(session)
    say(session, talk, anna)
    savepoint = session.begin_nested()
    assert say(session, talk, anna).message.seq == 2
    savepoint.rollback()
    assert say(session, talk, anna, "doch").message.seq == 2
    assert [line.seq for line in messages_after(session, Line, talk.id, 0, 9)] == [1, 2]


def test_writers_at_once_lose_nothing_and_leave_no_gap(engine):
    with Session(engine) as session, session.begin():
        writers = people(session, WRITERS)
        talk_id = room(session).id

    def write(sender):
        for _ in range(EACH):
            client_id = new_id()
            # Each is sent twice, as by a client that did not hear the answer.
            for _again in range(2):
                with Session(engine) as session, session.begin():
                    say(session, session.get_one(Room, talk_id), sender, client_id=client_id)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, writers))
    with Session(engine) as session:
        numbers = list(session.scalars(select(Line.seq).order_by(Line.seq)))
        assert numbers == list(range(1, WRITERS * EACH + 1))
        assert session.get_one(Room, talk_id).last_seq == WRITERS * EACH
