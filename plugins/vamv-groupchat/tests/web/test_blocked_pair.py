"""Two who share a block: every page of the one is that of a world in which the other is not (N05, F16)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv.api.orm import new_id
from vamv.moderation.content import Alias
from vamv_groupchat.models import Aside, Message
from vamv_groupchat.notifications import presence_of
from vamv_groupchat.services import writing
from vamv_groupchat.services.writing import Pen

from .conftest import form_with, post, texts

pytestmark = pytest.mark.plugins("groupchat")

READER, HIDDEN = "Stille Birke", "Lauter Bach"
READER_ALIAS, HIDDEN_ALIAS = "Blauer Schirm", "Roter Faden"
SECRET = "Satz des Unsichtbaren"


def words(page):
    """Return what somebody reads on a page, the title of the room left out."""
    found = page.html.select_one("main")
    found.select_one("h1").extract()
    return " ".join(found.get_text(" ").split())


def words_of(node):
    """Return what somebody reads in a node that was sent to a page."""
    if isinstance(node, str):
        return [node.strip()] if node.strip() else []
    return [word for child in node if not isinstance(child, dict) for word in words_of(child)]


def rows(browser, chat):
    """Return what an open page is sent, as somebody reads it."""
    found = browser.get(f"/groupchat/s/{chat.id}/rows?after=0").json["rows"]
    return [(row["target"] == 0, " ".join(words_of(row["node"])[1:])) for row in found]


@pytest.fixture
def evening(dbsession, registry, vault, clock, make_room, meet, moderator, enter, say):
    """Let an evening happen, with the hidden one or without: `evening(reader, friend, hidden)`."""

    def write(person, chat):
        presence = presence_of(registry)
        return Pen(dbsession, vault, chat, person.person_id, presence, clock.now())

    def last_said(chat, person):
        return dbsession.scalars(
            select(Message)
            .where(Message.conversation_id == chat.id, Message.sender_id == person.person_id)
            .where(Message.target_seq.is_(None))
            .order_by(Message.seq.desc())
        ).first()

    def happen(reader, friend, hidden, reader_alias="", hidden_alias=""):
        chat = meet(make_room(title="Mit" if hidden is not None else "Ohne"), topic="Ferien")
        path = f"/groupchat/s/{chat.id}"
        enter(moderator, chat)
        if hidden is not None:
            enter(hidden, chat, alias=hidden_alias)
            say(hidden, chat, f"{SECRET} eins")
        clock.advance(timedelta(seconds=1))
        enter(reader, chat, alias=reader_alias)
        clock.advance(timedelta(seconds=1))
        enter(friend, chat)
        say(friend, chat, "Guten Abend")
        if hidden is not None:
            say(hidden, chat, f"{SECRET} zwei")
            page = hidden.get(path)
            change = form_with(page.click("Ändern", href="/m/", index=-1), "text")
            change["text"] = f"{SECRET} geändert"
            change.submit("do", value="change", status=303)
            say(hidden, chat, f"{SECRET} drei")
            taken = form_with(hidden.get(path).click("Ändern", href="/m/", index=-1), "text")
            taken.submit("do", value="take_back", status=303)
            say(hidden, chat, f"{SECRET} vier")
            message_id = last_said(chat, hidden).id
            writing.hide_message(dbsession, message_id, now=clock.now(), reason="insult")
            post(hidden, f"{path}/hand", up="1")
            post(hidden, f"{path}/writing")
            writing.whisper(write(hidden, chat), f"{SECRET} geflüstert", "w")
            held = writing.say(write(hidden, chat), f"{SECRET} zurückgehalten", "h", hold=True)
            assert isinstance(held.message, Aside)
            released = writing.release(write(moderator, chat), held.message)
            assert isinstance(released.message, Message)
        say(reader, chat, "Ich bin auch da")
        post(reader, f"{path}/hand", up="1")
        clock.advance(timedelta(seconds=1))
        post(friend, f"{path}/hand", up="1")
        writing.whisper(write(reader, chat), "Eine Frage", "q")
        writing.whisper(write(moderator, chat), "Eine Antwort", "a", about=reader.person_id)
        return chat

    return happen


def read(browser, chat):
    """Return everything that somebody can read of a meeting, page by page."""
    path = f"/groupchat/s/{chat.id}"
    return {
        "room": words(browser.get(f"/groupchat/{chat.room_id}")),
        "enter": words(browser.get(f"{path}/enter")),
        "chat": words(browser.get(path)),
        "from the first": words(browser.get(f"{path}?after=1")),
        "before": words(browser.get(f"{path}?before=999")),
        "rows": rows(browser, chat),
        "whisper": words(browser.get(f"{path}/whisper")),
        "again": words(browser.get(path)),
    }


@pytest.mark.parametrize(
    ("by_reader", "reader_alias", "hidden_alias", "by_name"),
    [
        (True, "", "", False),
        (False, READER_ALIAS, HIDDEN_ALIAS, False),
        (True, "", HIDDEN_ALIAS, True),
        (False, READER_ALIAS, "", True),
    ],
)
def test_no_page_of_a_meeting_tells_one_of_two_that_the_other_is_there(
    evening, block, as_person, dbsession, by_reader, reader_alias, hidden_alias, by_name
):
    """Names, texts, numbers, hands, who writes: all as if the other had never come; under any name."""
    reader, friend, hidden = as_person(name=READER), as_person(name="Leiser Ahorn"), as_person(name=HIDDEN)
    one, other = (reader, hidden) if by_reader else (hidden, reader)
    if not by_name:
        block(one, other)
    with_them = evening(reader, friend, hidden, reader_alias, hidden_alias)
    if by_name:
        alias = Alias(hidden_alias if by_reader else reader_alias, with_them.room_id)
        block(one, other, alias=alias)
    without = evening(reader, friend, None, reader_alias)
    seen, expected = read(reader, with_them), read(reader, without)
    for page, text in expected.items():
        assert seen[page] == text, page
    assert "Guten Abend" in seen["chat"]
    for text in seen.values():
        assert SECRET not in str(text)
        assert HIDDEN not in str(text)
        assert HIDDEN_ALIAS not in str(text)
    assert "3 dabei" in seen["chat"]
    # It is the block that does it: others see both.
    theirs = words(friend.get(f"/groupchat/s/{with_them.id}"))
    assert "4 dabei" in theirs
    assert SECRET in theirs


def test_the_pages_around_tell_nothing_of_the_other_either(evening, block, as_person):
    reader, friend, hidden = as_person(name=READER), as_person(name="Leiser Ahorn"), as_person(name=HIDDEN)
    block(reader, hidden)
    chat = evening(reader, friend, hidden, "", HIDDEN_ALIAS)
    for one, not_there in ((reader, (HIDDEN, HIDDEN_ALIAS, SECRET)), (hidden, (READER, "Ich bin auch da"))):
        for address in ("/", "/groupchat", f"/groupchat/{chat.room_id}", "/notifications", "/search?q=Satz"):
            page = one.get(address).text
            assert not any(each in page for each in not_there), address


def test_who_waits_is_told_a_number_without_the_other_and_the_order_stays(
    make_room, meet, moderator, as_person, enter, block, clock
):
    """What is full is full; but "vor Ihnen warten" does not count somebody who must not exist."""
    chat = meet(make_room(places=1))
    enter(moderator, chat)
    first, hidden, reader, last = as_person(), as_person(name=HIDDEN), as_person(name=READER), as_person()
    block(hidden, reader)
    enter(first, chat)
    for each in (hidden, reader, last):
        clock.advance(timedelta(seconds=1))
        page = enter(each, chat)
    assert "Vor Ihnen warten 2" in page.text
    page = reader.get(f"/groupchat/s/{chat.id}/enter")
    assert "Sie sind als Nächste*r dran" in page.text
    assert HIDDEN not in page.text
    post(first, f"/groupchat/s/{chat.id}/leave")
    hidden.get(f"/groupchat/s/{chat.id}", status=200)
    assert "Sie sind als Nächste*r dran" in reader.get(f"/groupchat/s/{chat.id}/enter").text
    assert "Vor Ihnen warten 1" in last.get(f"/groupchat/s/{chat.id}/enter").text


def test_whoever_moderates_is_heard_by_all(meeting, moderator, as_person, enter, say, block):
    """A moderator who has blocked somebody, or was blocked before, still keeps order for them."""
    reader = as_person(name=READER)
    block(moderator, reader)
    enter(moderator, meeting)
    enter(reader, meeting)
    say(moderator, meeting, "Bitte bleiben Sie freundlich.")
    page = reader.get(f"/groupchat/s/{meeting.id}")
    assert texts(page) == ["Bitte bleiben Sie freundlich."]
    assert "begleitet von Marlene Berg" in words(page)


def test_whispers_say_nothing_of_how_much_others_whisper(
    meeting, moderator, as_person, enter, dbsession, registry, vault, clock
):
    """No number of the channel beside the room stands in a participant's page."""
    reader, other = as_person(name=READER), as_person(name=HIDDEN)
    for each in (moderator, reader, other):
        enter(each, meeting)
    presence = presence_of(registry)
    for number in range(45):
        for each in (reader, other, other):
            pen = Pen(dbsession, vault, meeting, each.person_id, presence, clock.now())
            writing.whisper(pen, f"{each.person_id[:4]} {number}", new_id())
        clock.advance(timedelta(seconds=1))
    page = reader.get(f"/groupchat/s/{meeting.id}/whisper")
    assert page.html.select("[data-part=beside] [data-seq]") == []
    before = page.click("Vorige Seite")
    assert [each.get_text(strip=True)[-1] for each in before.html.select(".groupchat-text")] == list("01234")
