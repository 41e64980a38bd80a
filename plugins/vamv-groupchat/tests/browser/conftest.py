"""The demo rooms with an evening that goes on, and ways into it."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from vamv.api.plugin import SeedContext
from vamv.testing.walk import Cast
from vamv_groupchat.models import GROUP, STANDING, ChatSession, Message, Participant
from vamv_groupchat.queries import rooms
from vamv_groupchat.seed import story
from vamv_groupchat.services.rooms import invitation_of


@pytest.fixture
def people(live_server):
    """The demo rooms, with an evening that goes on; the people in it."""
    names = ("Stille Birke", "Roter Ahorn", "Kleine Möwe", "Müder Bär", "Leise Eule", "Später Gast")
    made = {
        f"advice_seeker_{number}": live_server.make_person(name=name) for number, name in enumerate(names, 1)
    }
    made["moderator_1"] = live_server.make_person("moderator", name="Marlene Berg")
    made["counsellor_1"] = live_server.make_person("counsellor", name="Kim Sand")
    seed = SeedContext(
        progress=lambda _text: None, people={handle: each.person_id for handle, each in made.items()}
    )
    vault, now = live_server.registry["vamv.vault"], live_server.clock.now()
    live_server.change(lambda session: story.tell(session, vault, now, seed))
    return made


@pytest.fixture
def come_in(live_server, people):
    """Sign somebody in on a page, and bring them into the room that is open."""

    def come(page, who):
        live_server.sign_in(page, people[who])
        page.goto("/groupchat")
        page.get_by_role("link", name="Abendrunde").first.click()
        page.get_by_role("link", name="Raum betreten").click()
        rules = page.get_by_label("Ich halte mich an die Regeln")
        if rules.count():
            rules.check()
        page.get_by_role("button", name="Raum betreten").click()
        expect(page.get_by_text("Das ist die beste Stelle für Schokolade.")).to_be_visible()
        return page

    return come


@pytest.fixture
def evening(live_server, people):
    """Those of the demo rooms who look at pages, signed in, and what they look at."""
    cast = Cast(live_server)
    roles = {
        "parent": "advice_seeker_3",
        "newcomer": "advice_seeker_6",
        "moderator": "moderator_1",
    }
    for who, handle in roles.items():
        cast.add(who, people[handle])
    vault = live_server.registry["vamv.vault"]
    own, other = (people[f"advice_seeker_{number}"].person_id for number in (3, 2))

    def look(session):
        found = {room.kind: room for room in rooms.all_rooms(session)}
        chat = session.scalar(select(ChatSession).where(ChatSession.opened_at.is_not(None)))
        planned = session.scalar(
            select(ChatSession).where(
                ChatSession.room_id == found[STANDING].id, ChatSession.opened_at.is_(None)
            )
        )
        mine = session.scalar(select(Message).where(Message.sender_id == own, Message.target_seq.is_(None)))
        cast.ids.update(
            chat=chat.id,
            room=found[STANDING].id,
            group=found[GROUP].id,
            planned=planned.id,
            mine=mine.id,
            ref=session.get_one(Participant, (other, chat.id)).ref,
            secret=invitation_of(vault, found[GROUP]),
        )

    live_server.change(look)
    return cast
