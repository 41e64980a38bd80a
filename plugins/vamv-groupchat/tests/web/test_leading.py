"""What moderators do in a room, and that nobody else can."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv.audit.models import AuditEntry
from vamv_groupchat.models import Aside, Message, Participant, Room, Sanction
from vamv_groupchat.queries.people import BAN, sanction_here
from vamv_groupchat.services.writing import hide_message, restore_message

from .conftest import form_with, texts

pytestmark = pytest.mark.plugins("groupchat")


@pytest.fixture
def inside(meeting, moderator, as_person, enter):
    """Somebody in the room with the moderator."""
    enter(moderator, meeting)
    person = as_person(name="Stille Birke")
    enter(person, meeting)
    return person


@pytest.fixture
def stay(meeting, clock):
    """Let time pass with people who look in every few minutes: `stay(20, moderator, person)`."""

    def wait(minutes, *people):
        while minutes:
            step = min(minutes, 4)
            clock.advance(timedelta(minutes=step))
            minutes -= step
            for each in people:
                each.get(f"/groupchat/s/{meeting.id}")

    return wait


def decide(moderator, meeting, person, dbsession, kind, **more):
    who = dbsession.get(Participant, (person.person_id, meeting.id))
    form = form_with(moderator.get(f"/groupchat/s/{meeting.id}/p/{who.ref}"), "kind")
    form["kind"], form["reason"] = kind, "insult"
    for name, value in more.items():
        form[name] = value
    return form.submit(status=303).follow()


def actions(dbsession):
    found = select(AuditEntry.action).where(AuditEntry.action.startswith("groupchat."))
    return set(dbsession.scalars(found))


def test_a_muted_person_reads_and_can_ask_why(inside, meeting, moderator, say, dbsession):
    decide(moderator, meeting, inside, dbsession, "mute")
    page = say(inside, meeting, "Warum?", status=422)
    assert "stummgeschaltet" in page.text
    form = form_with(inside.get(f"/groupchat/s/{meeting.id}/whisper"), "text")
    form["text"] = "Warum?"
    form.submit(status=303)
    assert "groupchat.person.mute" in actions(dbsession)


def test_a_removed_person_does_not_come_back_today_and_learns_the_reason(
    inside, meeting, moderator, dbsession
):
    decide(moderator, meeting, inside, dbsession, "remove")
    assert "/enter" in inside.get(f"/groupchat/s/{meeting.id}", status=303).location
    page = inside.get(f"/groupchat/s/{meeting.id}/enter")
    assert "aus dem Raum genommen" in page.text
    assert "Beleidigung" in page.text
    assert not page.html.select('form[action$="/enter"]')


def test_a_ban_holds_for_the_room_until_it_ends(inside, meeting, moderator, meet, dbsession, clock):
    decide(moderator, meeting, inside, dbsession, "ban", days="7")
    room = dbsession.get_one(Room, meeting.room_id)
    now = clock.now()
    assert "gesperrt" in inside.get(f"/groupchat/s/{meeting.id}/enter").text
    later = meet(room, after=timedelta(days=6, hours=23))
    who = inside.person_id
    assert sanction_here(dbsession, later, who, (BAN,), now + timedelta(days=6)) is not None
    assert sanction_here(dbsession, later, who, (BAN,), now + timedelta(days=8)) is None


def test_a_decision_can_be_taken_back(inside, meeting, moderator, say, dbsession):
    page = decide(moderator, meeting, inside, dbsession, "mute")
    next(form for form in page.forms.values() if form.action.endswith("/lift")).submit(status=303)
    assert texts(say(inside, meeting, "Danke")) == ["Danke"]
    assert dbsession.scalars(select(Sanction)).one().lifted_at is not None


def test_a_frozen_room_lets_only_moderators_write(inside, meeting, moderator, say, steer):
    steer(moderator, meeting, "freeze")
    assert "angehalten" in say(inside, meeting, "Moment", status=422).text
    say(moderator, meeting, "Wir atmen kurz durch.")
    steer(moderator, meeting, "thaw")
    assert texts(say(inside, meeting, "Weiter"))[-1] == "Weiter"


def test_closing_ends_it_for_everybody_and_what_was_said_can_be_read(
    inside, meeting, moderator, say, steer, dbsession
):
    say(inside, meeting, "Bis nächste Woche")
    steer(moderator, meeting, "close")
    page = inside.get(f"/groupchat/s/{meeting.id}")
    assert "Dieser Chat ist zu Ende" in page.text
    assert texts(page) == ["Bis nächste Woche"]
    assert not page.html.select("textarea")
    assert "groupchat.session.close" in actions(dbsession)


def test_the_clock_closes_and_a_moderator_can_extend(inside, meeting, moderator, say, steer, stay):
    stay(118, moderator, inside)
    steer(moderator, meeting, "extend")
    stay(4, moderator, inside)
    say(inside, meeting, "Noch kurz")
    stay(15, moderator, inside)
    late = {"csrf_token": inside.csrf_token, "text": "Zu spät"}
    page = inside.post(f"/groupchat/s/{meeting.id}", late, status=422)
    assert "zu Ende" in page.text
    assert form_with(page, "text")["text"].value == "Zu spät"


def test_a_whisper_is_for_the_moderators_and_its_author(
    inside, meeting, moderator, as_person, enter, dbsession
):
    other = as_person()
    enter(other, meeting)
    form = form_with(inside.get(f"/groupchat/s/{meeting.id}/whisper"), "text")
    form["text"] = "Mir geht es nicht gut"
    form.submit(status=303)
    team = moderator.get(f"/groupchat/s/{meeting.id}/team")
    assert "Mir geht es nicht gut" in team.text
    assert "Mir geht es nicht gut" not in other.get(f"/groupchat/s/{meeting.id}/whisper").text
    assert "Mir geht es nicht gut" not in other.get(f"/groupchat/s/{meeting.id}").text
    answer = form_with(team.click("Antworten"), "text")
    answer["text"] = "Ich bin für Sie da"
    answer.submit(status=303)
    assert "Die Moderation hat Ihnen geschrieben" in inside.get(f"/groupchat/s/{meeting.id}").html.get_text()
    assert "Ich bin für Sie da" in inside.get(f"/groupchat/s/{meeting.id}/whisper").text
    assert "Ich bin für Sie da" not in other.get(f"/groupchat/s/{meeting.id}/whisper").text


def test_the_moderators_have_a_channel_of_their_own(inside, meeting, moderator, as_person, enter):
    second = as_person("moderator", name="Jonas Feld")
    enter(second, meeting)
    form = form_with(moderator.get(f"/groupchat/s/{meeting.id}/team"), "text")
    form["text"] = "Übernimmst du gleich?"
    form.submit(status=303)
    assert "Übernimmst du gleich?" in second.get(f"/groupchat/s/{meeting.id}/team").text
    inside.get(f"/groupchat/s/{meeting.id}/team", status=403)
    assert "Übernimmst" not in inside.get(f"/groupchat/s/{meeting.id}/whisper").text


def test_the_lead_goes_to_another_moderator_in_the_room(
    inside, meeting, moderator, as_person, enter, dbsession
):
    second = as_person("moderator", name="Jonas Feld")
    enter(second, meeting)
    assert meeting.lead_id == moderator.person_id
    page = moderator.get(f"/groupchat/s/{meeting.id}/lead")
    next(form for form in page.forms.values() if form.action.endswith("/hand-over")).submit(status=303)
    dbsession.refresh(meeting)
    assert meeting.lead_id == second.person_id


def test_who_has_been_quiet_is_listed_for_moderators_only(inside, meeting, moderator, stay):
    stay(16, moderator, inside)
    page = moderator.get(f"/groupchat/s/{meeting.id}/lead")
    assert "Schon länger still" in page.text
    inside.get(f"/groupchat/s/{meeting.id}/lead", status=403)


@pytest.mark.settings({"vamv.held_words": "abzock"})
def test_a_text_with_a_word_of_the_chapter_waits_for_a_moderator(inside, meeting, moderator, say, dbsession):
    page = say(inside, meeting, "Das ist doch Abzocke")
    assert "Die Moderation liest diese Nachricht zuerst" in page.text
    assert texts(page) == []
    team = moderator.get(f"/groupchat/s/{meeting.id}/team")
    form = next(form for form in team.forms.values() if "/aside/" in form.action)
    form.submit("do", value="release", status=303)
    page = inside.get(f"/groupchat/s/{meeting.id}")
    assert texts(page) == ["Das ist doch Abzocke"]
    assert dbsession.scalars(select(Aside)).one().settled_at is not None


def test_a_moderator_is_there_on_whatever_page_of_the_room(inside, meeting, moderator, say, clock):
    for path in ("lead", "team"):
        clock.advance(timedelta(minutes=4))
        inside.get("/groupchat")
        moderator.get(f"/groupchat/s/{meeting.id}/{path}")
    assert texts(say(inside, meeting, "Immer noch offen")) == ["Immer noch offen"]


def test_nobody_steers_a_room_from_outside_or_without_the_right(meeting, moderator, as_person, inside):
    for person in (inside, as_person("coordinator"), as_person("administrator")):
        person.post(
            f"/groupchat/s/{meeting.id}/steer", {"csrf_token": person.csrf_token, "step": "close"}, status=403
        )
    outside = as_person("moderator")
    outside.post(
        f"/groupchat/s/{meeting.id}/steer", {"csrf_token": outside.csrf_token, "step": "close"}, status=403
    )
    assert meeting.closed_at is None


def test_a_moderator_cannot_be_removed_by_another(inside, meeting, moderator, as_person, enter, dbsession):
    second = as_person("moderator", name="Jonas Feld")
    enter(second, meeting)
    who = dbsession.get(Participant, (second.person_id, meeting.id))
    moderator.post(
        f"/groupchat/s/{meeting.id}/p/{who.ref}",
        {"csrf_token": moderator.csrf_token, "kind": "remove", "reason": "other", "days": "7"},
        status=422,
    )
    assert dbsession.scalars(select(Sanction)).all() == []


def test_reports_come_from_people_in_the_room_only(inside, meeting, moderator, say, as_person, dbsession):
    page = say(moderator, meeting, "Ein Satz")
    report = inside.get(f"/groupchat/s/{meeting.id}").html.select_one('a[href^="/report/"]')["href"]
    inside.get(report, status=200)
    as_person().get(report, status=404)
    assert texts(page) == ["Ein Satz"]


def test_what_moderation_hides_stays_as_a_place_without_words(
    inside, meeting, moderator, say, dbsession, clock
):
    say(inside, meeting, "Das gehört nicht hierher")
    message = dbsession.scalars(select(Message).where(Message.target_seq.is_(None))).one()
    before = meeting.last_seq
    hide_message(dbsession, message.id, now=clock.now(), reason="privacy")
    page = inside.get(f"/groupchat/s/{meeting.id}")
    assert texts(page) == ["Die Moderation hat diese Nachricht ausgeblendet."]
    # Whoever follows by numbers learns of it too.
    assert meeting.last_seq == before + 1
    restore_message(dbsession, message.id, now=clock.now())
    assert texts(inside.get(f"/groupchat/s/{meeting.id}")) == ["Das gehört nicht hierher"]
