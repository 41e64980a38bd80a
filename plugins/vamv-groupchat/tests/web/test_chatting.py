"""Three people in a room and somebody who looks after them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv.api.orm import new_id
from vamv.statistics.models import MetricCount
from vamv_groupchat.models import Message, Participant
from vamv_groupchat.policy import Presence
from vamv_groupchat.services import writing
from vamv_groupchat.services.writing import Pen

from .conftest import form_with, post, texts

pytestmark = pytest.mark.plugins("groupchat")

# The other rows say that something about the meeting has changed.
MESSAGES = select(Message).where(Message.target_seq.is_(None))


@pytest.fixture
def two(as_person):
    return as_person(name="Stille Birke"), as_person(name="Leiser Ahorn")


def test_people_write_to_one_another_while_a_moderator_is_there(meeting, moderator, two, enter, say):
    enter(moderator, meeting)
    one, other = two
    for each in two:
        enter(each, meeting)
    say(moderator, meeting, "Schön, dass Sie da sind.")
    page = say(one, meeting, "Guten Abend zusammen")
    assert texts(page) == ["Schön, dass Sie da sind.", "Guten Abend zusammen"]
    seen = other.get(f"/groupchat/s/{meeting.id}")
    assert texts(seen) == texts(page)
    assert "Stille Birke" in seen.text
    assert "begleitet von Marlene Berg" in " ".join(seen.html.get_text().split())
    # Numbers before these say who has come and that the room was opened.
    first, second = (int(each["data-seq"]) for each in seen.html.select("ol > li[data-seq]"))
    assert second == first + 1


def test_a_message_is_one_element_that_names_no_account(meeting, moderator, two, enter, say):
    """So that what goes on by itself can put exactly this element into the page."""
    enter(moderator, meeting)
    enter(two[0], meeting)
    page = say(two[0], meeting, "Ein Satz")
    element = page.html.select_one("li[data-seq]")
    assert element["data-by"]
    assert two[0].person_id not in page.text
    assert element["data-day-word"] == "heute"
    assert "bubble-own" in element["class"]
    assert element.select_one("[data-name]").get_text(strip=True) == "Stille Birke"
    assert element.select_one("[data-text]").get_text(strip=True) == "Ein Satz"
    assert element.parent.name == "ol"


def test_nobody_reads_who_has_not_come_in(meeting, moderator, two, enter, say):
    enter(moderator, meeting)
    say(moderator, meeting, "Nur für uns")
    assert "/enter" in two[0].get(f"/groupchat/s/{meeting.id}", status=303).location


def test_the_same_form_sent_twice_is_one_message(meeting, moderator, two, enter, dbsession):
    enter(moderator, meeting)
    enter(two[0], meeting)
    form = form_with(two[0].get(f"/groupchat/s/{meeting.id}"), "text")
    form["text"] = "Einmal"
    form.submit(status=303)
    form.submit(status=303)
    assert len(dbsession.scalars(MESSAGES).all()) == 1


def test_without_a_moderator_the_room_is_there_to_read_only(
    meeting, moderator, two, enter, say, clock, dbsession
):
    enter(moderator, meeting)
    enter(two[0], meeting)
    say(moderator, meeting, "Bis gleich")
    clock.advance(timedelta(minutes=6))
    page = say(two[0], meeting, "Ist noch jemand da?", status=422)
    assert "Gerade begleitet niemand den Raum" in page.text
    assert form_with(page, "text")["text"].value == "Ist noch jemand da?"
    moderator.get(f"/groupchat/s/{meeting.id}")
    assert texts(say(two[0], meeting, "Ist noch jemand da?"))[-1] == "Ist noch jemand da?"


def test_what_is_new_stands_below_a_line_and_a_day_above(meeting, moderator, two, enter, say):
    enter(moderator, meeting)
    one, other = two
    enter(one, meeting)
    enter(other, meeting)
    say(one, meeting, "Gelesen")
    other.get(f"/groupchat/s/{meeting.id}")
    say(one, meeting, "Noch neu")
    page = other.get(f"/groupchat/s/{meeting.id}")
    lines = [each.get_text(" ", strip=True) for each in page.html.select("ol.groupchat-messages > li")]
    assert lines[0] == "heute"
    assert lines[-2] == "Neu, seit Sie weg waren"
    assert "Noch neu" in lines[-1]
    assert not other.get(f"/groupchat/s/{meeting.id}").html.select(".groupchat-new")


def test_long_talks_come_in_pages_by_number(meeting, moderator, enter, dbsession, vault, clock):
    enter(moderator, meeting)
    presence = Presence(timedelta(minutes=5), timedelta(minutes=15))
    pen = Pen(dbsession, vault, meeting, moderator.person_id, presence, clock.now())
    for number in range(45):
        writing.say(pen, f"Satz {number}", new_id())
    page = moderator.get(f"/groupchat/s/{meeting.id}")
    assert texts(page)[0] == "Satz 5"
    before = page.click("Vorige Seite")
    assert texts(before) == [f"Satz {number}" for number in range(5)]
    assert texts(before.click("Nächste Seite"))[0] == "Satz 5"


def test_slow_mode_asks_for_a_pause_and_keeps_the_text(meeting, moderator, two, enter, say, steer, clock):
    enter(moderator, meeting)
    enter(two[0], meeting)
    steer(moderator, meeting, "slow", seconds="30")
    say(two[0], meeting, "Erstens")
    page = say(two[0], meeting, "Zweitens", status=422)
    assert "In 30 Sekunden geht es" in page.text
    clock.advance(timedelta(seconds=31))
    assert texts(say(two[0], meeting, "Zweitens")) == ["Erstens", "Zweitens"]


def test_a_hand_goes_up_and_the_moderator_gives_the_floor(meeting, moderator, two, enter, clock):
    enter(moderator, meeting)
    for each in two:
        enter(each, meeting)
        post(each, f"/groupchat/s/{meeting.id}/hand", up="1")
        clock.advance(timedelta(seconds=5))
    hands = moderator.get(f"/groupchat/s/{meeting.id}").html.select(".groupchat-hands li")
    assert [each.get_text(strip=True) for each in hands] == ["Stille Birke", "Leiser Ahorn"]
    lead = moderator.get(f"/groupchat/s/{meeting.id}/lead")
    form = [form for form in lead.forms.values() if form.action.endswith("/call")][1]
    form.submit(status=303)
    hands = two[0].get(f"/groupchat/s/{meeting.id}").html.select(".groupchat-hands li")
    assert [each.get_text(" ", strip=True) for each in hands] == ["Leiser Ahorn ist dran", "Stille Birke"]


def test_the_others_see_for_a_while_who_is_still_writing(meeting, moderator, two, enter, clock):
    enter(moderator, meeting)
    for each in two:
        enter(each, meeting)
    post(two[0], f"/groupchat/s/{meeting.id}/writing")
    assert "Schreibt noch: Stille Birke" in two[1].get(f"/groupchat/s/{meeting.id}").text
    clock.advance(timedelta(minutes=4))
    assert "Schreibt noch" not in two[1].get(f"/groupchat/s/{meeting.id}").text


def test_listening_means_reading_only(meeting, moderator, two, enter, dbsession):
    enter(moderator, meeting)
    page = enter(two[0], meeting, listening=True)
    assert "Sie lesen nur mit" in page.text
    assert not page.html.select("textarea")
    answer = two[0].post(
        f"/groupchat/s/{meeting.id}", {"csrf_token": two[0].csrf_token, "text": "Doch"}, status=422
    )
    assert "Sie lesen nur mit" in answer.text
    assert dbsession.scalars(MESSAGES).all() == []


def test_what_is_said_is_counted_without_saying_by_whom(meeting, moderator, two, enter, say, dbsession):
    enter(moderator, meeting)
    enter(two[0], meeting)
    say(two[0], meeting, "Zählt")
    rows = dbsession.scalars(select(MetricCount).where(MetricCount.metric.startswith("groupchat.")))
    counted = {(row.metric, row.dimensions): row.amount for row in rows}
    assert counted == {
        ("groupchat.sessions", "{}"): 1,
        ("groupchat.entries", '{"by":"team"}'): 1,
        ("groupchat.entries", '{"by":"parent"}'): 1,
        ("groupchat.messages", '{"by":"parent"}'): 1,
    }


def test_the_text_of_a_crisis_brings_the_numbers_at_once(meeting, moderator, two, enter, say):
    enter(moderator, meeting)
    enter(two[0], meeting)
    assert "0800 111 0 111" in say(two[0], meeting, "Ich will nicht mehr leben").html.select_one("main").text


def test_leaving_frees_the_place_and_lowers_the_hand(meeting, moderator, two, enter, dbsession):
    enter(moderator, meeting)
    enter(two[0], meeting)
    post(two[0], f"/groupchat/s/{meeting.id}/hand", up="1")
    post(two[0], f"/groupchat/s/{meeting.id}/leave")
    who = dbsession.get(Participant, (two[0].person_id, meeting.id))
    assert who.left_at is not None
    assert who.hand_at is None


def test_drafts_are_kept_in_the_room_and_gone_when_sent(meeting, moderator, enter, say):
    page = enter(moderator, meeting)
    form = page.html.select_one("form[data-draft]")
    assert form["data-draft"] == f"groupchat.chat:{meeting.id}"
    moderator.post(
        form["data-draft-url"],
        {"csrf_token": moderator.csrf_token, "draft_key": form["data-draft"], "text": "Angefangen"},
    )
    again = form_with(moderator.get(f"/groupchat/s/{meeting.id}"), "text")
    assert again["text"].value == "Angefangen"
    again.submit(status=303)
    assert form_with(moderator.get(f"/groupchat/s/{meeting.id}"), "text")["text"].value == ""


def test_own_words_can_be_changed_for_a_while(meeting, moderator, two, enter, say, clock):
    enter(moderator, meeting)
    one, other = two
    enter(one, meeting)
    enter(other, meeting)
    change = say(one, meeting, "Bin um aht da").click("Ändern", href="/m/")
    form = form_with(change, "text")
    assert form["text"].value == "Bin um aht da"
    form["text"] = "Bin um acht da"
    page = form.submit("do", value="change", status=303).follow()
    assert texts(page) == ["Bin um acht da"]
    assert "geändert" in page.html.select_one("li[data-seq] .groupchat-foot").get_text()
    assert texts(other.get(f"/groupchat/s/{meeting.id}")) == ["Bin um acht da"]
    other.get(change.request.path, status=404)
    clock.advance(timedelta(minutes=16))
    late = form.submit("do", value="change", status=422)
    assert "lässt sich nicht mehr ändern" in late.text
    assert texts(one.get(f"/groupchat/s/{meeting.id}")) == ["Bin um acht da"]


def test_own_words_can_be_taken_back(meeting, moderator, two, enter, say, dbsession):
    enter(moderator, meeting)
    enter(two[0], meeting)
    form = form_with(say(two[0], meeting, "Zu viel gesagt").click("Ändern", href="/m/"), "text")
    page = form.submit("do", value="take_back", status=303).follow()
    assert texts(page) == ["Diese Nachricht wurde zurückgenommen."]
    assert [each.body for each in dbsession.scalars(MESSAGES)] == [b""]
