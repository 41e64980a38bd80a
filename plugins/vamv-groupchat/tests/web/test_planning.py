"""Rooms and their dates: who may plan them, what people see of them, and who is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv.notifications.models import Notification
from vamv_groupchat.models import ChatSession, Duty, Room
from vamv_groupchat.services.rooms import add_hours

from .conftest import form_with, post

pytestmark = pytest.mark.plugins("groupchat")


def told(dbsession, person_id):
    found = select(Notification.type).where(
        Notification.person_id == person_id, Notification.type.startswith("groupchat.")
    )
    return list(dbsession.scalars(found))


def plain(page):
    return " ".join(page.html.get_text().split())


def test_a_room_is_made_planned_and_found(as_person, dbsession, browser, clock):
    coordinator = as_person("coordinator", name="Ada Lenz")
    moderator = as_person("moderator", name="Marlene Berg")
    form = form_with(coordinator.get("/groupchat/manage/new"), "title")
    form["title"], form["announcement"], form["places"] = "Abendrunde", "Für **alle**.", "12"
    page = form.submit(status=303).follow()
    room = dbsession.scalars(select(Room)).one()
    staff = form_with(coordinator.get(f"/groupchat/manage/{room.id}/staff"), "part")
    staff["name"], staff["part"] = "Marlene Berg", "moderator"
    staff.submit(status=303)
    hours = form_with(page.click("Feste Zeit hinzufügen"), "first_day")
    first = clock.now().date() + timedelta(days=3)
    hours["first_day"], hours["clock"], hours["minutes"] = first.isoformat(), "20:30", "90"
    page = hours.submit(status=303).follow()
    assert "s um 20:30 Uhr, 90 Minuten" in plain(page)
    chats = dbsession.scalars(select(ChatSession)).all()
    assert chats
    assert {duty.person_id for duty in dbsession.scalars(select(Duty))} == {moderator.person_id}
    seen = browser.get("/groupchat")
    assert "Abendrunde" in seen.text
    assert "um 20:30 Uhr" in plain(seen)
    assert "begleitet von Marlene Berg" in plain(seen)
    room_page = seen.click("Abendrunde")
    assert "<strong>alle</strong>" in room_page.text
    assert "Dieser Raum ist besetzt von Marlene Berg." in plain(room_page)


def test_opening_hours_make_each_meeting_once(make_room, dbsession, work, clock):
    room = make_room()
    from_day = clock.now().date() + timedelta(days=1)
    add_hours(dbsession, room, first_day=from_day, minute_of_day=1200, minutes=90, every_weeks=1)
    work()
    for _day in range(3):
        clock.advance(timedelta(days=1))
        work()
    days = list(dbsession.scalars(select(ChatSession.planned_day).order_by(ChatSession.planned_day)))
    assert days
    assert len(days) == len(set(days))


def test_a_reminder_comes_once_shortly_before(make_room, meet, as_person, work, clock, dbsession):
    chat = meet(make_room(), after=timedelta(hours=5))
    person = as_person()
    post(person, f"/groupchat/s/{chat.id}/remind", wanted="1")
    work()
    assert told(dbsession, person.person_id) == []
    clock.advance(timedelta(hours=4, minutes=5))
    work()
    clock.advance(timedelta(minutes=2))
    work()
    assert told(dbsession, person.person_id) == ["groupchat.reminder"]


def test_whoever_wanted_to_come_hears_of_a_change_and_a_cancellation(
    make_room, meet, moderator, as_person, dbsession
):
    room = make_room()
    chat = meet(room, after=timedelta(days=2))
    person = as_person()
    post(person, f"/groupchat/s/{chat.id}/remind", wanted="1")
    page = moderator.get(f"/groupchat/manage/{room.id}/dates/{chat.id}")
    form = form_with(page, "topic")
    form["topic"], form["clock"] = "Kraft schöpfen", "19:17"
    form.submit(status=303)
    assert told(dbsession, person.person_id) == ["groupchat.moved"]
    post(moderator, f"/groupchat/manage/{room.id}/dates/{chat.id}/cancel")
    assert told(dbsession, person.person_id) == ["groupchat.moved", "groupchat.cancelled"]
    assert "Kraft schöpfen" not in person.get(f"/groupchat/{room.id}").text


def test_the_substitute_is_called_once_when_nobody_looks_after_a_room(
    meeting, work, clock, dbsession, as_person
):
    substitute = dbsession.scalars(
        select(Duty.person_id).where(Duty.session_id == meeting.id, Duty.part == "substitute")
    ).one()
    work()
    for _minute in range(12):
        clock.advance(timedelta(minutes=1))
        work()
    assert told(dbsession, substitute) == ["groupchat.substitute"]


def test_a_room_that_is_looked_after_calls_nobody(meeting, moderator, enter, work, clock, dbsession):
    enter(moderator, meeting)
    work()
    for _minutes in range(3):
        clock.advance(timedelta(minutes=4))
        moderator.get(f"/groupchat/s/{meeting.id}")
        work()
    found = select(Notification).where(Notification.type == "groupchat.substitute")
    assert dbsession.scalars(found).all() == []


def test_the_calendar_file_tells_nobody_what_it_is_about(make_room, meet, browser):
    chat = meet(make_room(), after=timedelta(days=1), topic="Umgang nach der Trennung")
    answer = browser.get(f"/groupchat/s/{chat.id}/calendar.ics")
    assert answer.content_type == "text/calendar"
    assert f"DTSTART:{chat.starts_at:%Y%m%dT%H%M%SZ}\r\n" in answer.text
    assert "SUMMARY:Termin\r\n" in answer.text
    for word in ("Umgang", "Abendrunde", "chat", "portal", "http"):
        assert word.lower() not in answer.text.lower()


def test_parents_plan_nothing(make_room, as_person):
    room = make_room()
    for path in ("/groupchat/manage", "/groupchat/manage/new", f"/groupchat/manage/{room.id}/dates"):
        as_person().get(path, status=403)


def test_a_date_in_the_past_is_refused(make_room, moderator):
    room = make_room()
    form = form_with(moderator.get(f"/groupchat/manage/{room.id}/dates"), "topic")
    form["day"] = "2020-01-01"
    assert "schon vorbei" in form.submit(status=422).text


def test_only_the_team_looks_after_a_room(make_room, moderator, as_person):
    room = make_room()
    as_person(name="Stille Birke")
    form = form_with(moderator.get(f"/groupchat/manage/{room.id}/staff"), "part")
    form["name"] = "Stille Birke"
    assert "Im Team gibt es niemanden mit diesem Namen" in form.submit(status=422).text
