"""What an open page asks for where it cannot open a socket: the same rows, under the same rules."""

from datetime import timedelta

import pytest

from .conftest import form_with, post

pytestmark = pytest.mark.plugins("groupchat")


@pytest.fixture
def two(as_person, enter, meeting, moderator):
    found = as_person(name="Stille Birke"), as_person(name="Leiser Ahorn")
    for each in (moderator, *found):
        enter(each, meeting)
    return found


def rows(browser, chat, after=0, status=200):
    answer = browser.get(f"/groupchat/s/{chat.id}/rows?after={after}", status=status)
    return answer.json if status == 200 else None


def said(answer):
    return [row for row in answer["rows"] if row["target"] is None]


def test_a_page_gets_what_it_has_missed_and_the_present_state_once(meeting, moderator, two, say, steer):
    one, other = two
    known = rows(other, meeting)["upto"]
    say(one, meeting, "Erstens")
    say(moderator, meeting, "Zweitens")
    steer(moderator, meeting, "freeze")
    answer = rows(other, meeting, known)
    assert [row["target"] for row in answer["rows"]] == [None, None, 0]
    assert answer["upto"] == answer["rows"][-1]["seq"]
    assert not answer["more"]
    assert "angehalten" in str(answer["rows"][-1]["node"])
    assert rows(other, meeting, answer["upto"])["rows"] == []


def test_a_row_says_nothing_of_who_reads_it(meeting, two, say):
    one, other = two
    say(one, meeting, "Für alle gleich")
    mine, theirs = said(rows(one, meeting)), said(rows(other, meeting))
    assert mine == theirs
    assert one.person_id not in str(mine)


def test_a_changed_message_comes_again_in_its_place(meeting, two, say):
    one, other = two
    page = say(one, meeting, "Alt")
    known = rows(other, meeting)["upto"]
    form = form_with(page.click("Ändern", href="/m/"), "text")
    form["text"] = "Neu"
    form.submit("do", value="change", status=303)
    row = rows(other, meeting, known)["rows"][-1]
    assert row["target"] == int(page.html.select_one("li[data-seq]")["data-seq"])
    assert "Neu" in str(row["node"])


def test_who_came_later_gets_nothing_from_before(make_room, meet, moderator, as_person, enter, say):
    chat = meet(make_room(from_entry=True))
    early, late = as_person(), as_person()
    enter(moderator, chat)
    enter(early, chat)
    page = say(early, chat, "Vorher")
    enter(late, chat)
    form = form_with(page.click("Ändern", href="/m/"), "text")
    form["text"] = "Vorher, geändert"
    form.submit("do", value="change", status=303)
    assert "Vorher" not in str(rows(late, chat))
    assert "Vorher" in str(rows(early, chat))


def test_only_who_is_in_gets_rows(meeting, two, as_person, moderator, clock):
    one, _other = two
    rows(as_person(), meeting, status=403)
    post(one, f"/groupchat/s/{meeting.id}/leave")
    rows(one, meeting, status=403)
    clock.advance(timedelta(minutes=1))
    assert "1 dabei" not in str(rows(moderator, meeting)["rows"][-1]["node"])


def test_who_comes_and_goes_is_counted_for_all(meeting, two, moderator):
    one, other = two
    known = rows(other, meeting)["upto"]
    post(one, f"/groupchat/s/{meeting.id}/leave")
    state = str(rows(other, meeting, known)["rows"][-1]["node"])
    assert "2" in state
    assert "Stille Birke" not in state
    assert "Leiser Ahorn" in state


def test_what_somebody_may_not_have_looks_like_any_event(meeting, moderator, two, say, block):
    """So that an open page does not tell when a person writes who must not exist for it."""
    one, other = two
    block(one, other)
    known = rows(one, meeting)["upto"]
    say(other, meeting, "Unsichtbar")
    hidden = rows(one, meeting, known)
    post(moderator, f"/groupchat/s/{meeting.id}/writing")
    event = rows(one, meeting, hidden["upto"])
    for answer, before in ((hidden, known), (event, hidden["upto"])):
        assert [(row["seq"], row["target"]) for row in answer["rows"]] == [(before + 1, 0)]
        assert answer["upto"] == before + 1
    assert "Unsichtbar" not in str(hidden)
