"""A room with a meeting that goes on, and quick ways into it."""

from datetime import timedelta

import pytest

from vamv.api.security import Identity
from vamv.moderation.blocks import BLOCK, mute
from vamv_groupchat.models import MODERATOR, STANDING, SUBSTITUTE
from vamv_groupchat.services import dates, rooms


def identity(person, role="advice_seeker"):
    """Return who a service is told is acting."""
    return Identity(person.person_id, frozenset({role}), "", "full", "", None)


@pytest.fixture
def moderator(as_person):
    return as_person("moderator", name="Marlene Berg")


@pytest.fixture
def make_room(dbsession, vault, clock, moderator, make_person):
    """Make a room: `make_room(places=2)`; Marlene moderates, somebody else is the substitute."""

    def make(kind=STANDING, title="Abendrunde", **more):
        room = rooms.add_room(dbsession, vault, now=clock.now(), kind=kind, title=title, **more)
        substitute = make_person("counsellor", name=f"Kim {title}")
        rooms.set_staff(dbsession, room, {moderator.person_id: MODERATOR, substitute.person_id: SUBSTITUTE})
        return room

    return make


@pytest.fixture
def meet(dbsession, vault, clock):
    """Plan a meeting of two hours in a room; it has just begun unless `after` says otherwise."""

    def make(room, *, after=timedelta(0), topic="", minutes=120):
        return dates.add_date(
            dbsession,
            vault,
            room,
            topic=topic,
            starts_at=clock.now() + after,
            minutes=minutes,
            now=clock.now(),
        )

    return make


@pytest.fixture
def meeting(make_room, meet):
    return meet(make_room())


@pytest.fixture
def enter():
    """Let a browser into a meeting: `page = enter(browser, meeting)`."""

    def come(browser, chat, *, alias="", listening=False, status=303):
        page = browser.get(f"/groupchat/s/{chat.id}/enter")
        form = form_with(page, "csrf_token", action=f"/groupchat/s/{chat.id}/enter")
        if "accepted" in form.fields:
            form["accepted"] = True
            form["listening"] = listening
        if alias:
            form["alias_name"] = alias
        answer = form.submit(status=status)
        return answer.follow() if status == 303 else answer

    return come


@pytest.fixture
def say(enter):
    """Say something in the room: `page = say(browser, meeting, "Guten Abend")`."""

    def speak(browser, chat, text, status=303):
        form = form_with(browser.get(f"/groupchat/s/{chat.id}"), "text")
        form["text"] = text
        answer = form.submit(status=status)
        return answer.follow() if status == 303 else answer

    return speak


@pytest.fixture
def steer():
    """Have a moderator steer a meeting: `steer(browser, meeting, "freeze")`."""

    def press(browser, chat, step, **more):
        return browser.post(
            f"/groupchat/s/{chat.id}/steer",
            {"csrf_token": browser.csrf_token, "step": step, **more},
            status=303,
        ).follow()

    return press


@pytest.fixture
def block(dbsession, vault, clock):
    """Have somebody block another, by the account or by the name in a room."""

    def set_up(one, other, *, alias=None):
        mute(
            dbsession,
            vault,
            person_id=one.person_id,
            other_id=other.person_id,
            name="x",
            kind=BLOCK,
            alias=alias,
            now=clock.now(),
        )

    return set_up


def form_with(page, field, action=None):
    return next(
        form
        for form in page.forms.values()
        if field in form.fields and (action is None or form.action == action)
    )


def texts(page):
    """Return what stands in the room, one string for each message."""
    return [
        " ".join(each.select_one(".groupchat-text").get_text().split())
        for each in page.html.select("li[data-seq]")
    ]


def post(browser, path, **data):
    return browser.post(path, {"csrf_token": browser.csrf_token, **data}, status=303)
