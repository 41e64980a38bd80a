"""Places and messages stay exact when several people do something in the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.security import Identity
from vamv.db.engine import writing as for_writing
from vamv.testing.people import make_person
from vamv_groupchat.models import STANDING, ChatSession, Message, Participant, Room, Waiting
from vamv_groupchat.policy import Presence
from vamv_groupchat.services import dates, entering, rooms, writing

pytestmark = pytest.mark.plugins("groupchat")

AT_ONCE = 6
PLACES = 2
PRESENCE = Presence(away=timedelta(minutes=5), idle=timedelta(minutes=15))


@pytest.fixture
def place(real_app, clock):
    """An engine, the vault, a meeting with a moderator in it, and people who want to come in."""
    registry, now = real_app.registry, clock.now()
    engine, vault = for_writing(registry["vamv.engine"]), registry["vamv.vault"]
    with Session(engine) as session, session.begin():
        people = [make_person(registry, session, now, "advice_seeker").person_id for _ in range(AT_ONCE)]
        moderator = make_person(registry, session, now, "moderator").person_id
        room = rooms.add_room(session, vault, now=now, kind=STANDING, title="Abendrunde", places=PLACES)
        chat = dates.add_date(session, vault, room, topic="", starts_at=now, minutes=90, now=now)
        come_in(session, vault, chat.id, moderator, now, moderating=True)
        session_id = chat.id
    return engine, vault, session_id, people


def come_in(session, vault, session_id, person_id, now, *, moderating=False):
    chat = session.get_one(ChatSession, session_id)
    room = session.get_one(Room, chat.room_id)
    actor = Identity(person_id, frozenset(), "", "full", "", None)
    return entering.enter(
        session, vault, room, chat, actor, moderating=moderating, presence=PRESENCE, now=now
    )


def all_at_once(work, things):
    with ThreadPoolExecutor(len(things)) as pool:
        return list(pool.map(work, things))


def test_of_six_who_come_at_once_two_get_the_two_places(place, clock):
    engine, vault, session_id, people = place

    def enter(person_id):
        with Session(engine) as session, session.begin():
            return type(come_in(session, vault, session_id, person_id, clock.now()))

    came = all_at_once(enter, people)
    assert came.count(Participant) == PLACES
    assert came.count(Waiting) == AT_ONCE - PLACES


def test_what_is_said_at_once_has_numbers_without_gaps_and_is_stored_once(place, clock):
    engine, vault, session_id, people = place
    with Session(engine) as session, session.begin():
        for person_id in people[:PLACES]:
            come_in(session, vault, session_id, person_id, clock.now())

    def say(number):
        with Session(engine) as session, session.begin():
            pen = writing.Pen(
                session,
                vault,
                session.get_one(ChatSession, session_id),
                people[number % PLACES],
                PRESENCE,
                clock.now(),
            )
            # Every message is sent twice, as by a finger that slips.
            return writing.say(pen, f"Satz {number}", f"form-{number // 2 * 2 + number % PLACES}").message.seq

    all_at_once(say, [0, 1, 2, 3, 0, 1, 2, 3])
    with Session(engine) as session:
        rows = session.execute(select(Message.seq, Message.target_seq).order_by(Message.seq)).all()
        assert [seq for seq, _target in rows] == list(range(1, len(rows) + 1))
        # The others say that somebody has come.
        assert [target for _seq, target in rows].count(None) == 4
        assert session.get_one(ChatSession, session_id).last_seq == len(rows)
