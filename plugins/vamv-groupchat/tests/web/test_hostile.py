"""Somebody who sends what no page offers them: to meetings, texts and people that are none of their business."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select

from vamv.api.orm import new_id
from vamv.security.models import PersonRole
from vamv_groupchat.models import GROUP, Aside, Message, Participant, Waiting
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.queries import people
from vamv_groupchat.services import rooms, writing
from vamv_groupchat.services.writing import Pen

from .conftest import form_with, post, texts

pytestmark = pytest.mark.plugins("groupchat")

CANARY = "canary von jemand anderem"


@pytest.fixture
def pen(dbsession, registry, vault, clock):
    """What somebody writes with, past every page."""

    def make(person, chat):
        return Pen(dbsession, vault, chat, person.person_id, presence_of(registry), clock.now())

    return make


@pytest.fixture
def hostile(as_person):
    return as_person(name="Böser Wille")


def send(browser, path, **data):
    """Send a form that no page has shown; return how it was answered."""
    token = {"csrf_token": browser.csrf_token} if hasattr(browser, "csrf_token") else {}
    return browser.post(path, {**token, **data}, status="*")


PATHS = (
    "",
    "/whisper",
    "/team",
    "/lead",
    "/steer",
    "/hand",
    "/writing",
    "/leave",
    "/remind",
    "/rows",
    "/calendar.ics",
)


def test_a_meeting_of_a_closed_group_answers_like_one_that_never_was(
    make_room, meet, moderator, hostile, as_person, enter, say, vault, dbsession, clock
):
    """By every address and method, with the id of a real meeting, message, person and aside."""
    room = make_room(kind=GROUP, title="Frisch getrennt")
    chat = meet(room)
    enter(moderator, chat)
    member = as_person()
    post(member, f"/groupchat/join/{rooms.invitation_of(vault, room)}")
    enter(member, chat)
    say(member, chat, CANARY)
    message = dbsession.scalars(select(Message).where(Message.sender_id == member.person_id)).one()
    ref = people.participant(dbsession, chat.id, member.person_id).ref
    paths = (*PATHS, "/enter", f"/m/{message.id}", f"/p/{ref}", f"/p/{ref}/call", f"/p/{ref}/hand-over")
    for path in paths:
        for method in ("get", "post"):
            answers = []
            for session_id in (chat.id, new_id()):
                address = f"/groupchat/s/{session_id}{path}"
                data = {"csrf_token": hostile.csrf_token, "text": "x", "accepted": "y", "step": "close"}
                answer = (
                    hostile.get(address, status="*")
                    if method == "get"
                    else hostile.post(address, data, status="*")
                )
                answers.append((answer.status_int, answer.text.replace(session_id, "ID")))
                assert CANARY not in answer.text
                assert "Frisch getrennt" not in answer.text
            assert answers[0][0] in (403, 404, 405), (method, path)
            assert answers[0][0] == answers[1][0], (method, path)
    assert dbsession.get(Participant, (hostile.person_id, chat.id)) is None
    for address in (f"/groupchat/{room.id}", f"/groupchat/{room.id}/leave"):
        hostile.get(address, status=404)
    # Nor does anything else tell of the text, reporting least of all.
    for address in (f"/report/groupchat.message/{message.id}", f"/mute/groupchat.message/{message.id}"):
        assert CANARY not in hostile.get(address, status=404).text


def test_invitations_cannot_be_guessed_or_bent(make_room, hostile, vault):
    room = make_room(kind=GROUP, title="Frisch getrennt")
    secret = rooms.invitation_of(vault, room)
    assert len(secret) == 52
    other = make_room(kind=GROUP, title="Ganz andere")
    bent = (
        secret[:-1],
        f"{secret}a",
        secret.upper(),
        room.id,
        other.id,
        new_id() + new_id(),
        "%00",
        "a" * 5000,
    )
    for guess in bent:
        assert hostile.get(f"/groupchat/join/{guess}", status="*").status_int in (400, 404, 414)
        assert send(hostile, f"/groupchat/join/{guess}").status_int in (400, 404, 414)
    guesses = [hostile.get(f"/groupchat/join/{new_id()}{new_id()}", status="*").status_int for _ in range(3)]
    assert guesses == [404] * 3
    hostile.get(f"/groupchat/{room.id}", status=404)


def test_a_participant_does_nothing_that_is_for_moderators(
    meeting, moderator, hostile, as_person, enter, say, pen, dbsession
):
    """Neither over others nor over the room; not with the word for a person, a decision, or a held text."""
    victim = as_person(name="Stille Birke")
    for each in (moderator, victim, hostile):
        enter(each, meeting)
    held = writing.say(pen(hostile, meeting), "Wartet", "h", hold=True).message
    whispered = writing.whisper(pen(victim, meeting), CANARY, "w").message
    ref = people.participant(dbsession, meeting.id, victim.person_id).ref
    here = f"/groupchat/s/{meeting.id}"
    forms = {
        "/steer": {"step": "close"},
        f"/p/{ref}": {"kind": "ban", "reason": "insult", "days": "0"},
        f"/p/{ref}/call": {},
        f"/p/{ref}/hand-over": {},
        f"/aside/{held.id}": {"do": "release"},
        f"/aside/{whispered.id}": {"do": "release"},
        f"/decision/{new_id()}/lift": {},
        "/team": {"text": "Ich bin die Moderation", "client_id": "t"},
    }
    for path, data in forms.items():
        assert send(hostile, here + path, **data).status_int in (403, 404), path
    for path in ("/lead", "/team", f"/team?to={ref}", f"/p/{ref}"):
        assert hostile.get(here + path, status="*").status_int in (403, 404), path
    # A whisper concerns nobody but its author, whatever the form says.
    send(hostile, f"{here}/whisper?to={ref}", text="An wen?", client_id="c", about=victim.person_id, to=ref)
    mine = dbsession.scalars(
        select(Aside).where(Aside.sender_id == hostile.person_id, Aside.kind == "whisper")
    )
    assert {each.about_id for each in mine} <= {hostile.person_id}
    assert CANARY not in hostile.get(f"{here}/whisper").text
    assert CANARY not in hostile.get(f"{here}/whisper?before={whispered.id}").text
    dbsession.refresh(meeting)
    dbsession.refresh(held)
    assert (meeting.closed_at, held.settled_at) == (None, None)
    assert "Wartet" not in texts(victim.get(here))


def test_nobody_changes_or_takes_back_the_words_of_another(
    meeting, moderator, hostile, as_person, enter, say, dbsession
):
    victim = as_person()
    for each in (moderator, victim, hostile):
        enter(each, meeting)
    say(victim, meeting, CANARY)
    message = dbsession.scalars(select(Message).where(Message.sender_id == victim.person_id)).one()
    address = f"/groupchat/s/{meeting.id}/m/{message.id}"
    hostile.get(address, status=404)
    for do in ("change", "take_back"):
        assert send(hostile, address, do=do, text="verdreht", client_id="c").status_int == 404
    assert CANARY in texts(victim.get(f"/groupchat/s/{meeting.id}"))


def test_who_comes_late_reads_nothing_of_before_by_any_address(
    make_room, meet, moderator, as_person, hostile, enter, say, dbsession
):
    chat = meet(make_room(from_entry=True))
    early = as_person()
    for each in (moderator, early):
        enter(each, chat)
    say(early, chat, CANARY)
    message = dbsession.scalars(select(Message).where(Message.sender_id == early.person_id)).one()
    enter(hostile, chat)
    here = f"/groupchat/s/{chat.id}"
    # Changing it brings it to those only who had it.
    change = form_with(early.get(f"{here}/m/{message.id}"), "text")
    change["text"] = f"{CANARY}, geändert"
    change.submit("do", value="change", status=303)
    for number in (0, 1, 2, message.seq - 1, message.seq, 999999999):
        for query in (f"?after={number}", f"?before={number}", f"/rows?after={number}"):
            assert CANARY not in hostile.get(here + query).text, query
    for odd in ("-1", "1e9", "0x0", "²", "1" * 30, "%00", "1;2"):
        for query in (f"?after={odd}", f"?before={odd}", f"/rows?after={odd}"):
            assert CANARY not in hostile.get(here + query, status="*").text, query
    for address in (f"/report/groupchat.message/{message.id}", f"/mute/groupchat.message/{message.id}"):
        assert CANARY not in hostile.get(address, status=404).text


def test_whoever_is_out_stays_out_by_every_address(
    make_room, meet, moderator, hostile, enter, say, dbsession
):
    """Banned in one meeting means out of every other one of the room as well."""
    room = make_room()
    chat, other = meet(room), meet(room)
    for each in (chat, other):
        enter(moderator, each)
        enter(hostile, each)
    ref = people.participant(dbsession, chat.id, hostile.person_id).ref
    post(moderator, f"/groupchat/s/{chat.id}/p/{ref}", kind="ban", reason="insult", days="0")
    for each in (chat, other):
        here = f"/groupchat/s/{each.id}"
        say(moderator, each, CANARY)
        for path in ("", "/rows?after=0", "/whisper", "/enter"):
            assert CANARY not in hostile.get(here + path, status="*").text
        for path in ("", "/hand", "/writing", "/whisper", "/enter"):
            send(hostile, here + path, text="Noch da", client_id=new_id(), up="1", accepted="y")
        who = people.participant(dbsession, each.id, hostile.person_id)
        assert who.left_at is not None
        assert (who.hand_at, who.writing_at) == (None, None)
    said = dbsession.scalars(select(Message).where(Message.sender_id == hostile.person_id)).all()
    assert said == []


def test_nobody_takes_a_lost_place_back_over_the_heads_of_those_who_wait(
    make_room, meet, moderator, hostile, as_person, enter, clock, dbsession, work
):
    """Whispering, the hand, "ich schreibe noch", asking for rows: none of it makes two people of one place."""
    chat = meet(make_room(places=1))
    enter(moderator, chat)
    enter(hostile, chat)
    here = f"/groupchat/s/{chat.id}"
    for _ in range(2):
        clock.advance(timedelta(minutes=8))
        moderator.get(here)
        hostile.get("/groupchat")
    other = as_person()
    enter(other, chat)
    assert dbsession.get(Waiting, (other.person_id, chat.id)) is None
    for path in ("/whisper", "/rows?after=0", ""):
        hostile.get(here + path, status="*")
    for path in ("/hand", "/writing", "/whisper", ""):
        send(hostile, here + path, text="Noch da", client_id=new_id(), up="1")
    idle = presence_of_places(dbsession, chat, clock)
    assert [each.person_id for each in idle] == [other.person_id]
    assert dbsession.scalars(select(Message).where(Message.sender_id == hostile.person_id)).all() == []


def presence_of_places(dbsession, chat, clock):
    here = people.present(people.participants(dbsession, chat.id), clock.now(), timedelta(minutes=15))
    return [each for each in here if not each.moderating]


def test_who_cannot_speak_raises_no_hand(meeting, moderator, hostile, as_person, enter, dbsession):
    """Neither who only listens nor who was muted; taking a hand down is always possible."""
    enter(moderator, meeting)
    enter(hostile, meeting)
    listener = as_person()
    enter(listener, meeting, listening=True)
    ref = people.participant(dbsession, meeting.id, hostile.person_id).ref
    post(moderator, f"/groupchat/s/{meeting.id}/p/{ref}", kind="mute", reason="insult", days="0")
    for each in (hostile, listener):
        post(each, f"/groupchat/s/{meeting.id}/hand", up="1")
        assert people.participant(dbsession, meeting.id, each.person_id).hand_at is None
        post(each, f"/groupchat/s/{meeting.id}/hand", up="0")


def test_a_moderator_who_is_none_any_more_sees_and_keeps_open_nothing(
    meeting, moderator, as_person, enter, say, clock, dbsession
):
    """sec-C06: the right counts at each request, not the one they came in with."""
    former, friend = as_person("moderator", name="Gewesen"), as_person()
    enter(former, meeting)
    enter(friend, meeting)
    dbsession.execute(delete(PersonRole).where(PersonRole.person_id == former.person_id))
    dbsession.add(PersonRole(person_id=former.person_id, role="advice_seeker"))
    dbsession.flush()
    here = f"/groupchat/s/{meeting.id}"
    seen_at = people.participant(dbsession, meeting.id, former.person_id).seen_at
    clock.advance(timedelta(minutes=6))
    for path in ("", "/whisper", "/rows?after=0", "/lead", "/team"):
        assert former.get(here + path, status="*").status_int in (303, 403), path
    for path in ("", "/hand", "/writing", "/whisper", "/steer"):
        send(former, here + path, text="Ich leite noch", client_id=new_id(), up="1", step="open")
    assert people.participant(dbsession, meeting.id, former.person_id).seen_at == seen_at
    assert "Gerade begleitet niemand den Raum" in friend.get(here).text
    assert dbsession.scalars(select(Message).where(Message.sender_id == former.person_id)).all() == []
