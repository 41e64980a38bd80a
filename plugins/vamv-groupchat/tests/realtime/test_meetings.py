"""Rooms over sockets: what one says the others have at once, under the rules of the forms."""

from datetime import timedelta

import pytest

from vamv.api.orm import new_id
from vamv.api.security import Identity
from vamv.moderation.blocks import BLOCK, mute
from vamv_groupchat.models import MODERATOR, STANDING, ChatSession, Participant, Room
from vamv_groupchat.policy import Presence
from vamv_groupchat.services import dates, entering, leading, rooms, writing

pytestmark = [pytest.mark.plugins("groupchat"), pytest.mark.settings({"vamv.hosts": "127.0.0.1"})]

PRESENCE = Presence(away=timedelta(minutes=5), idle=timedelta(minutes=15))


class Evening:
    """A meeting that goes on, with Marlene who moderates; others come in with `come`."""

    def __init__(self, live_server, realtime_client, **room):
        self.server, self._connect = live_server, realtime_client
        self.vault = live_server.registry["vamv.vault"]
        self.marlene = live_server.make_person("moderator", name="Marlene Berg")
        self.id = live_server.change(lambda session: self._plan(session, room))
        self.come(self.marlene)

    def _plan(self, session, room):
        now = self.server.clock.now()
        made = rooms.add_room(session, self.vault, now=now, kind=STANDING, title="Abendrunde", **room)
        rooms.set_staff(session, made, {self.marlene.person_id: MODERATOR})
        chat = dates.add_date(session, self.vault, made, topic="", starts_at=now, minutes=120, now=now)
        leading.open_first(session, self.vault, chat, self.marlene.person_id, now=now)
        return chat.id

    def do(self, work):
        """Call `work(session, chat)` in a transaction."""
        return self.server.change(lambda session: work(session, session.get_one(ChatSession, self.id)))

    def come(self, person=None):
        """Let somebody in, as the form does, and return them."""
        person = person or self.server.make_person()
        moderates = person is self.marlene
        role = "moderator" if moderates else "advice_seeker"
        actor = Identity(person.person_id, frozenset({role}), "", "full", "", None)

        def work(session, chat):
            room = session.get_one(Room, chat.room_id)
            entering.enter(
                session,
                self.vault,
                room,
                chat,
                actor,
                moderating=moderates,
                presence=PRESENCE,
                now=self.server.clock.now(),
            )

        self.do(work)
        return person

    def listen(self, person=None):
        """Open the room's page: connect somebody who is in it, and subscribe."""
        client = self._connect(person or self.come(), "/groupchat")
        assert client.ask("subscribe", {"conversation": self.id})["code"] == "ok"
        return client

    def say(self, client, text, client_id=None):
        return client.ask("send", {"conversation": self.id, "text": text, "client_id": client_id or new_id()})

    def pen(self, session, chat, person):
        return writing.Pen(session, self.vault, chat, person.person_id, PRESENCE, self.server.clock.now())


@pytest.fixture
def evening(live_server, realtime_client):
    return Evening(live_server, realtime_client)


def holds(text):
    return lambda told: text in str(told["rows"])


def test_what_one_says_the_others_get_at_once_and_it_is_the_same_for_all(evening):
    anna, ben = evening.listen(), evening.listen()
    answer = evening.say(anna, "Guten Abend")
    assert answer["code"] == "ok"
    heard = [client.wait("rows", holds("Guten Abend"))["rows"] for client in (anna, ben)]
    assert heard[0][-1] == heard[1][-1]
    assert heard[0][-1]["seq"] == answer["seq"]


def test_a_form_and_a_socket_are_one_room(evening):
    anna, ben = evening.listen(), evening.come()
    evening.do(lambda session, chat: writing.say(evening.pen(session, chat, ben), "Vom Formular", "f"))
    anna.wait("rows", holds("Vom Formular"))


def test_the_same_message_again_is_one_message(evening):
    anna = evening.listen()
    assert evening.say(anna, "Einmal", "c1")["seq"] == evening.say(anna, "Einmal", "c1")["seq"]


def test_who_has_not_come_in_hears_nothing(evening, live_server, realtime_client):
    stranger = realtime_client(live_server.make_person(), "/groupchat")
    for event, data in (
        ("subscribe", {}),
        ("send", {"text": "Hallo", "client_id": "c"}),
        ("hand", {"up": "1"}),
        ("writing", {}),
        ("own", {"part": "beside"}),
        ("here", {"read": 1}),
    ):
        assert stranger.ask(event, {"conversation": evening.id, **data}) == {"code": "left"}, event
        assert stranger.ask(event, {"conversation": new_id(), **data}) == {"code": "not_found"}, event


@pytest.mark.parametrize("event", ["send", "hand", "writing", "own", "here"])
@pytest.mark.parametrize("data", [None, [], "text", {"conversation": 7}, {"conversation": None}])
def test_what_is_no_event_is_answered_with_a_code(evening, event, data):
    answer = evening.listen().ask(event, data)
    assert answer["code"] in ("malformed", "not_found"), answer


def test_empty_and_long_texts_are_refused_in_words(evening):
    anna = evening.listen()
    assert evening.say(anna, "  ") == {"code": "invalid", "words": "Hier steht noch nichts."}
    assert evening.say(anna, "x" * 2001)["code"] == "invalid"


def test_the_moderator_slows_freezes_and_closes(evening, live_server):
    anna = evening.listen()

    def steer(step, **more):
        evening.do(
            lambda session, chat: leading.steer(
                session,
                evening.vault,
                chat,
                step,
                actor_id=evening.marlene.person_id,
                now=live_server.clock.now(),
                **more,
            )
        )

    steer(leading.SLOW, seconds=30)
    anna.wait("rows", holds("30"))
    assert evening.say(anna, "Erstens")["code"] == "ok"
    answer = evening.say(anna, "Zweitens")
    assert answer["code"] == "slow"
    assert "Ihr Text steht noch im Feld" in answer["words"]
    steer(leading.FREEZE)
    anna.wait("rows", holds("angehalten"))
    assert evening.say(anna, "Drittens")["code"] == "frozen"
    steer(leading.CLOSE)
    anna.wait("rows", holds("zu Ende"))
    assert evening.say(anna, "Viertens")["code"] == "closed"


def sanction(evening, person, kind):
    def work(session, chat):
        who = session.get_one(Participant, (person.person_id, chat.id))
        leading.sanction(
            session,
            evening.vault,
            chat,
            who,
            kind=kind,
            reason="insult",
            actor_id=evening.marlene.person_id,
            now=evening.server.clock.now(),
        )

    evening.do(work)


def test_whoever_is_removed_is_out_at_once(evening):
    person = evening.come()
    anna, ben = evening.listen(person), evening.listen()
    sanction(evening, person, "remove")
    assert anna.wait("left") == {"conversation": evening.id, "code": "left"}
    assert evening.say(anna, "Noch da?")["code"] == "left"
    before = len(anna.heard)
    evening.say(ben, "Weiter")
    ben.wait("rows", holds("Weiter"))
    assert anna.heard[before:] == []


def test_whoever_is_muted_sees_why(evening):
    person = evening.come()
    anna = evening.listen(person)
    sanction(evening, person, "mute")
    anna.wait("own")
    assert "stummgeschaltet" in str(anna.ask("own", {"conversation": evening.id, "part": "room"})["node"])
    assert evening.say(anna, "Warum?")["code"] == "muted"


def test_a_whisper_reaches_the_moderators_and_nobody_notices(evening):
    person = evening.come()
    marlene, anna, ben = evening.listen(evening.marlene), evening.listen(person), evening.listen()
    before = ben.ask("subscribe", {"conversation": evening.id})["last"]
    evening.do(
        lambda session, chat: writing.whisper(evening.pen(session, chat, person), "Mir ist bange", "w1")
    )
    marlene.wait("own")
    anna.wait("own")
    beside = {"conversation": evening.id, "part": "beside"}
    assert "Mir ist bange" in str(marlene.ask("own", beside))
    assert "Mir ist bange" in str(anna.ask("own", beside))
    assert "Mir ist bange" not in str(ben.ask("own", beside))
    assert ben.ask("subscribe", {"conversation": evening.id})["last"] == before
    assert "own" not in [name for name, _told in ben.heard]


def test_a_hand_is_seen_by_all_and_by_its_owner(evening):
    person = evening.come(evening.server.make_person(name="Stille Birke"))
    anna, ben = evening.listen(person), evening.listen()
    assert anna.ask("hand", {"conversation": evening.id, "up": "1"}) == {"code": "ok"}
    ben.wait("rows", holds("Wortmeldungen"))
    own = str(anna.ask("own", {"conversation": evening.id, "part": "room"})["node"])
    assert "Wortmeldung zurücknehmen" in own


def test_a_page_in_sight_keeps_the_moderator_present(evening, live_server):
    marlene, anna = evening.listen(evening.marlene), evening.listen()
    live_server.clock.advance(timedelta(minutes=4))
    assert marlene.ask("here", {"conversation": evening.id, "read": 0}) == {"code": "ok"}
    live_server.clock.advance(timedelta(minutes=4))
    assert evening.say(anna, "Noch da")["code"] == "ok"
    live_server.clock.advance(timedelta(minutes=2))
    assert evening.say(anna, "Und jetzt?")["code"] == "unstaffed"


def test_a_block_separates_two_who_are_in_the_room_already(evening, live_server):
    """Neither gets the other's texts, name or count from then on; the others and moderators get all."""
    ex = live_server.make_person(name="Roter Ahorn")
    anna_person = live_server.make_person(name="Stille Birke")
    evening.come(ex), evening.come(anna_person)
    anna, other, ben = evening.listen(anna_person), evening.listen(ex), evening.listen()
    evening.say(anna, "Vorher")
    other.wait("rows", holds("Vorher"))

    def block(session):
        mute(
            session,
            evening.vault,
            person_id=anna_person.person_id,
            other_id=ex.person_id,
            name="Roter Ahorn",
            kind=BLOCK,
            now=live_server.clock.now(),
        )

    live_server.change(block)
    for client in (anna, other):
        client.wait("hint")
        client.heard.clear()
    evening.say(anna, "Von Anna")
    evening.say(other, "Vom Ahorn")
    evening.say(ben, "Von Ben")
    assert other.ask("hand", {"conversation": evening.id, "up": "1"})["code"] == "ok"
    for client in (anna, other, ben):
        client.wait("rows", holds("Von Ben"))
    last = ben.ask("subscribe", {"conversation": evening.id})["last"]
    for client in (anna, other, ben):
        client.wait("rows", lambda told: told["upto"] >= last)
    assert "Vom Ahorn" not in str(anna.heard)
    assert "Roter Ahorn" not in str(anna.heard)
    assert "Von Anna" not in str(other.heard)
    assert "Von Anna" in str(ben.heard)
    assert "Vom Ahorn" in str(ben.heard)
