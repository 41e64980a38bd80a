"""Coming in: the rules, the places, another name, and who stays out."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv.moderation.blocks import BLOCK, mute
from vamv.notifications.models import Notification
from vamv_groupchat.models import GROUP, Alias, Member, Participant, Waiting
from vamv_groupchat.services import rooms

from .conftest import form_with, post, texts

pytestmark = pytest.mark.plugins("groupchat")


def told(dbsession, person, what):
    found = select(Notification).where(
        Notification.person_id == person.person_id, Notification.type == f"groupchat.{what}"
    )
    return len(dbsession.scalars(found).all())


def test_the_rules_come_before_the_room(meeting, moderator, as_person, enter, dbsession):
    enter(moderator, meeting)
    person = as_person()
    page = person.get(f"/groupchat/s/{meeting.id}/enter")
    assert "So gehen wir miteinander um" in page.text
    form = form_with(page, "accepted")
    answer = form.submit(status=422)
    assert "Bitte setzen Sie den Haken" in answer.text
    assert dbsession.get(Participant, (person.person_id, meeting.id)) is None


def test_before_its_hour_the_room_is_closed_but_for_moderators(make_room, meet, moderator, as_person, enter):
    chat = meet(make_room(), after=timedelta(minutes=20))
    page = as_person().get(f"/groupchat/s/{chat.id}/enter")
    assert "Der Raum ist noch nicht offen." in page.text
    assert "Er öffnet heute um" in page.text
    assert "begleitet von Marlene Berg" in enter(moderator, chat).html.get_text().replace("\n", " ")


def test_whoever_comes_when_all_places_are_taken_waits_and_moves_up(
    make_room, meet, moderator, as_person, enter, dbsession, clock
):
    chat = meet(make_room(places=2))
    enter(moderator, chat)
    first, second, third, fourth = (as_person() for _ in range(4))
    enter(first, chat)
    enter(second, chat)
    page = enter(third, chat)
    clock.advance(timedelta(seconds=1))
    assert "Sie sind als Nächste*r dran" in page.text
    assert "Vor Ihnen warten 1" in enter(fourth, chat).text
    post(first, f"/groupchat/s/{chat.id}/leave")
    assert dbsession.get(Participant, (third.person_id, chat.id)) is not None
    assert dbsession.get(Waiting, (third.person_id, chat.id)) is None
    assert told(dbsession, third, "place") == 1
    assert told(dbsession, fourth, "place") == 0
    third.get(f"/groupchat/s/{chat.id}", status=200)
    # Who went away queues like everybody else.
    enter(first, chat)
    assert dbsession.get(Waiting, (first.person_id, chat.id)) is not None


def test_a_place_becomes_free_when_nobody_uses_it(make_room, meet, moderator, as_person, enter, clock, work):
    chat = meet(make_room(places=2))
    enter(moderator, chat)
    people = [as_person() for _ in range(3)]
    for each in people:
        enter(each, chat)
    work()
    for minutes in (8, 6):
        clock.advance(timedelta(minutes=minutes))
        for each in people[1:]:
            each.get("/groupchat")
        people[1].get(f"/groupchat/s/{chat.id}")
    people[2].get(f"/groupchat/s/{chat.id}", status=303)
    clock.advance(timedelta(minutes=2))
    work()
    people[2].get(f"/groupchat/s/{chat.id}", status=200)


def test_whoever_comes_back_too_late_finds_the_place_taken_and_the_text_kept(
    make_room, meet, moderator, as_person, enter, clock
):
    chat = meet(make_room(places=2))
    enter(moderator, chat)
    away, here, third = (as_person() for _ in range(3))
    for each in (away, here, third):
        enter(each, chat)
    form = form_with(away.get(f"/groupchat/s/{chat.id}"), "text")
    form["text"] = "Ich war kurz beim Kind"
    for minutes in (8, 8):
        clock.advance(timedelta(minutes=minutes))
        here.get(f"/groupchat/s/{chat.id}")
        moderator.get(f"/groupchat/s/{chat.id}/lead")
        third.get("/groupchat")
        away.get("/groupchat")
    page = form.submit(status=303).follow()
    assert "Ihr Text ist gesichert" in page.text
    enter(away, chat)
    post(here, f"/groupchat/s/{chat.id}/leave")
    page = away.get(f"/groupchat/s/{chat.id}")
    assert form_with(page, "text")["text"].value == "Ich war kurz beim Kind"


def test_one_such_chat_a_day(make_room, meet, moderator, as_person, enter, clock):
    one, other = (meet(make_room(title=title, once_a_day=True)) for title in ("Themenabend", "Frühstück"))
    for chat in (one, other):
        enter(moderator, chat)
    person = as_person()
    enter(person, one)
    page = person.get(f"/groupchat/s/{other.id}/enter")
    assert "Sie waren heute schon in einem solchen Chat" in page.text
    enter(person, one)


def test_late_comers_see_nothing_of_before(make_room, meet, moderator, as_person, enter, say):
    chat = meet(make_room(from_entry=True))
    enter(moderator, chat)
    early, late = as_person(), as_person()
    enter(early, chat)
    say(early, chat, "Nur für die Frühen")
    page = enter(late, chat)
    assert texts(page) == []
    say(early, chat, "Willkommen")
    assert texts(late.get(f"/groupchat/s/{chat.id}")) == ["Willkommen"]
    assert texts(late.get(f"/groupchat/s/{chat.id}?before=99")) == ["Willkommen"]


def test_another_name_is_for_this_room_alone_and_stays(
    meeting, moderator, as_person, enter, say, dbsession, vault
):
    enter(moderator, meeting)
    person, other = as_person(name="Stille Birke"), as_person()
    enter(person, meeting, alias="Blauer Schirm")
    enter(other, meeting)
    say(person, meeting, "Hier bin ich jemand anderes")
    page = other.get(f"/groupchat/s/{meeting.id}")
    assert "Blauer Schirm" in page.text
    assert "Stille Birke" not in page.text
    lead = moderator.get(f"/groupchat/s/{meeting.id}/lead")
    assert person.person_id not in lead.text
    taken = enter(as_person(), meeting, alias="blauer  schirm", status=422)
    assert "gibt es schon" in taken.text
    assert len(dbsession.scalars(select(Alias)).all()) == 1


def test_two_who_share_a_block_do_not_meet(
    meeting, moderator, as_person, enter, say, dbsession, vault, clock
):
    """Under another name too, in both directions, and in no count."""
    enter(moderator, meeting)
    mother, other, friend = as_person(name="Stille Birke"), as_person(name="Lauter Bach"), as_person()
    when = {"name": "Lauter Bach", "kind": BLOCK, "now": clock.now()}
    mute(dbsession, vault, person_id=mother.person_id, other_id=other.person_id, **when)
    enter(mother, meeting, alias="Blauer Schirm")
    enter(other, meeting)
    enter(friend, meeting)
    say(mother, meeting, "Von der Mutter")
    say(other, meeting, "Vom anderen")
    for reader, not_there in ((mother, "Lauter Bach"), (other, "Blauer Schirm")):
        page = reader.get(f"/groupchat/s/{meeting.id}")
        assert len(texts(page)) == 1
        assert not_there not in page.text
        assert "3 dabei" in " ".join(page.html.get_text().split())
    page = friend.get(f"/groupchat/s/{meeting.id}")
    assert len(texts(page)) == 2
    assert "4 dabei" in " ".join(page.html.get_text().split())
    assert len(texts(moderator.get(f"/groupchat/s/{meeting.id}"))) == 2


def test_from_a_message_one_can_keep_somebody_away(meeting, moderator, as_person, enter, say):
    enter(moderator, meeting)
    one, other = as_person(name="Stille Birke"), as_person(name="Lauter Bach")
    for each in (one, other):
        enter(each, meeting)
    say(moderator, meeting, "Guten Abend")
    say(other, meeting, "Ich kenne dich doch")
    page = one.get(f"/groupchat/s/{meeting.id}")
    links = page.html.select('a[href^="/mute/"], a[href*="/mute"]')
    assert len(links) == 1
    form = form_with(one.get(links[0]["href"]), "kind")
    form["kind"] = "block"
    form.submit(status=303)
    assert texts(one.get(f"/groupchat/s/{meeting.id}")) == ["Guten Abend"]
    say(one, meeting, "Endlich Ruhe")
    assert "Endlich Ruhe" not in other.get(f"/groupchat/s/{meeting.id}").text


def test_a_closed_group_is_there_for_its_members_only(
    make_room, meet, moderator, as_person, enter, dbsession, vault, clock, browser
):
    room = make_room(kind=GROUP, title="Frisch getrennt")
    chat = meet(room)
    enter(moderator, chat)
    person = as_person()
    assert "Frisch getrennt" not in person.get("/groupchat").text
    person.get(f"/groupchat/{room.id}", status=404)
    person.get(f"/groupchat/s/{chat.id}/enter", status=404)
    assert "/login" in browser.get(f"/groupchat/{room.id}", status=303).location
    link = f"/groupchat/join/{rooms.invitation_of(vault, room)}"
    assert "Frisch getrennt" in person.get(link).text
    post(person, link)
    assert dbsession.get(Member, (person.person_id, room.id)) is not None
    assert "Frisch getrennt" in person.get("/groupchat").text
    enter(person, chat)
    assert "Gruppe verlassen" in person.get(f"/groupchat/{room.id}").text
    assert "Gruppe verlassen" not in person.get(f"/groupchat/{make_room().id}").text
    post(person, f"/groupchat/{room.id}/leave")
    person.get(f"/groupchat/{room.id}", status=404)


def test_a_new_invitation_ends_the_old_one(make_room, moderator, as_person, vault):
    room = make_room(kind=GROUP, title="Frisch getrennt")
    old = rooms.invitation_of(vault, room)
    page = moderator.get(f"/groupchat/manage/{room.id}/invitation")
    assert old in page.text
    assert page.html.select_one(".groupchat-code svg") is not None
    post(moderator, f"/groupchat/manage/{room.id}/invitation")
    as_person().get(f"/groupchat/join/{old}", status=404)
