"""What becomes of a transcript, and of the words of somebody who leaves."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from vamv.api.vault import SealBroken
from vamv_groupchat.models import Aside, Backroom, ChatSession, Message, Participant, Room
from vamv_groupchat.privacy.erasure import erase_person
from vamv_groupchat.privacy.export import export_person
from vamv_groupchat.services.keys import close_text

from .conftest import form_with, texts

pytestmark = pytest.mark.plugins("groupchat")

MESSAGES = select(Message).where(Message.target_seq.is_(None))


@pytest.fixture
def spoken(meeting, moderator, as_person, enter, say):
    """Two people and a moderator have said something, in the room and beside it."""
    one, other = as_person(name="Stille Birke"), as_person(name="Leiser Ahorn")
    for each in (moderator, one, other):
        enter(each, meeting)
    say(one, meeting, "Geheimnis der Birke")
    say(other, meeting, "Geheimnis des Ahorns")
    form = form_with(one.get(f"/groupchat/s/{meeting.id}/whisper"), "text")
    form["text"] = "Geflüstertes"
    form.submit(status=303)
    return one, other


def test_nothing_that_is_said_stands_in_the_database_in_plain(spoken, dbsession):
    for table in ("groupchat_message", "groupchat_aside", "groupchat_session", "groupchat_participant"):
        for row in dbsession.execute(text(f"SELECT * FROM {table}")):
            assert b"Gehei" not in repr(tuple(row)).encode()
            assert b"Gefl" not in repr(tuple(row)).encode()


def test_the_transcript_and_its_key_go_at_the_set_time(spoken, meeting, work, clock, dbsession, vault):
    """After two hours of meeting and twenty-four of keeping, not an hour before."""
    kept = [(row.id, bytes(row.body)) for row in dbsession.scalars(MESSAGES)]
    session_id = meeting.id
    work()
    clock.advance(timedelta(hours=25, minutes=30))
    work()
    assert len(dbsession.scalars(MESSAGES).all()) == 2
    clock.advance(timedelta(minutes=45))
    work()
    for table in (Message, Aside, Backroom, Participant):
        assert dbsession.scalars(select(table)).all() == []
    chat = dbsession.get_one(ChatSession, session_id)
    assert chat.key_sealed == b""
    # A copy of the rows, such as a stolen backup of that table, is noise without the key.
    with pytest.raises(SealBroken):
        close_text(vault, chat, "groupchat.message", kept[0][0], "x")
    for row_id, body in kept:
        with pytest.raises(SealBroken):
            vault.open("groupchat.message", row_id, body)


def test_keys_of_two_meetings_open_nothing_of_one_another(spoken, meeting, meet, dbsession, vault):
    other = meet(dbsession.get_one(Room, meeting.room_id))
    message = dbsession.scalars(MESSAGES).first()
    mine = vault.open("groupchat.key", meeting.id, meeting.key_sealed)
    theirs = vault.open("groupchat.key", other.id, other.key_sealed)
    assert vault.unlock("groupchat.message", message.id, mine, message.body)
    with pytest.raises(SealBroken):
        vault.unlock("groupchat.message", message.id, theirs, message.body)


def test_whoever_leaves_the_portal_takes_their_words_along(spoken, meeting, dbsession):
    one, other = spoken
    erase_person(dbsession, one.person_id)
    page = other.get(f"/groupchat/s/{meeting.id}")
    assert texts(page) == ["Diese Nachricht ist nicht mehr da.", "Geheimnis des Ahorns"]
    assert "Stille Birke" not in page.text
    assert dbsession.scalars(select(Aside)).all() == []


def test_an_export_holds_the_own_words_and_nobody_elses(spoken, dbsession, vault):
    one, _other = spoken
    told = str([section.rows for section in export_person(dbsession, vault, one.person_id)])
    assert "Geheimnis der Birke" in told
    assert "Geflüstertes" in told
    assert "Ahorn" not in told
