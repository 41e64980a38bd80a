"""The forum as its people meet it: on a phone and a desktop, without scripts, in another language, turned round.

A mother reads for the first time, writes, is read first, gets an answer; a moderator takes a question out of
the discussion; the mother leaves and takes her words along.
"""

import threading

import pytest
from playwright.sync_api import expect

from vamv.api.security import Identity
from vamv.jobs.worker import Worker
from vamv.testing.live import DESKTOP, PHONE, assert_accessible, assert_no_sideways_scroll
from vamv_forum.models import PUBLIC
from vamv_forum.services import writing
from vamv_forum.services.categories import add_category

NEWCOMERS = {"forum.newcomer_posts": "1"}
pytestmark = [pytest.mark.browser, pytest.mark.plugins("forum"), pytest.mark.settings(NEWCOMERS)]

GERMAN = {
    "reply": "Ihr Beitrag",
    "send": "Antwort veröffentlichen",
    "waits": "wartet auf Freigabe",
    "release": "Veröffentlichen",
    "arrange": "Diskussion ordnen",
    "choose": "Beiträge auswählen",
    "on": "Weiter",
    "title": "Titel der neuen Diskussion",
    "split": "Neue Diskussion daraus machen",
    "moved": "Ein Beitrag steht jetzt in einer anderen Diskussion",
    "take along": "Meine Texte löschen",
    "delete": "Konto löschen",
    "removed": "Dieser Beitrag wurde von der Person entfernt",
}
ENGLISH = {
    "reply": "Your post",
    "send": "Publish reply",
    "waits": "waits for release",
    "release": "Publish",
    "arrange": "Arrange the discussion",
    "choose": "Choose posts",
    "on": "Continue",
    "title": "Title of the new discussion",
    "split": "Make a new discussion of them",
    "moved": "One post is now in another discussion",
    "take along": "Delete my texts",
    "delete": "Delete account",
    "removed": "The person who wrote this post has removed it",
}
QUESTION = "Wie lange dauert es, bis der Alltag wieder leicht wird?"
ANSWER = "Bei uns hat es einen Sommer gedauert."


@pytest.fixture
def discussion(live_server):
    """The address of a discussion of three posts in a public category."""
    person = live_server.make_person(name="Stille Birke")
    when = {
        "actor": Identity(person.person_id, frozenset({"advice_seeker"}), "", "full", person.name, None),
        "now": live_server.clock.now(),
    }
    vault = live_server.registry["vamv.vault"]

    def write(session):
        category = add_category(session, slug="alltag", title="Alltag", description="", access=PUBLIC)
        new = writing.NewText("Wir sind seit März allein.")
        found, _post, _first = writing.open_discussion(
            session, vault, category, new, title="Neu allein", **when
        )
        for text in ("Das wird.", "Und wer zahlt die Klassenfahrt?"):
            writing.reply(session, vault, category, found, writing.NewText(text), **when)
        return found.id

    return f"/forum/d/{live_server.change(write)}"


class Journey:
    """The same way for everybody, in these words and windows."""

    def __init__(self, live_server, new_page, words, viewport, **options):
        self.live_server = live_server
        self.words = words
        self.scripts = options.get("java_script_enabled", True)
        self.open = lambda: new_page(viewport, **options)

    def person(self, role=None, name=None):
        """Return the page of somebody with this role; of a visitor without one."""
        page = self.open()
        if role is not None:
            self.live_server.sign_in(page, self.live_server.make_person(role, name=name))
        if self.words is ENGLISH:
            page.goto("/")
            page.get_by_role("button", name="English").click()
            expect(page.locator("html")).to_have_attribute("lang", "en")
        return page

    def look(self, page):
        # Axe is a script itself.
        if self.scripts:
            assert_accessible(page)
            assert_no_sideways_scroll(page)

    def press(self, page, name):
        page.get_by_role("button", name=self.words[name], exact=True).click()

    def follow(self, page, name):
        page.get_by_role("link", name=self.words[name]).first.click()

    def work(self):
        registry = self.live_server.registry
        Worker(registry, threading.Event()).run_until_idle(self.live_server.clock.now())

    def go(self, address):
        visitor = self.person()
        visitor.goto("/forum")
        visitor.get_by_role("link", name="Alltag").first.click()
        visitor.get_by_role("link", name="Neu allein").first.click()
        expect(visitor.locator("article")).to_have_count(3)
        self.look(visitor)

        mother = self.person("advice_seeker", name="Leise Linde")
        mother.goto(address)
        mother.get_by_label(self.words["reply"]).fill(QUESTION)
        self.press(mother, "send")
        expect(mother.get_by_text(QUESTION)).to_be_visible()
        self.look(mother)
        mother.goto(address)
        expect(mother.get_by_text(self.words["waits"])).to_be_visible()
        self.look(mother)
        visitor.reload()
        expect(visitor.get_by_text(QUESTION)).to_have_count(0)

        moderator = self.person("moderator", name="Frau Kern")
        moderator.goto("/forum/waiting")
        self.look(moderator)
        self.press(moderator, "release")
        expect(moderator.get_by_text(QUESTION)).to_have_count(0)
        visitor.reload()
        expect(visitor.get_by_text(QUESTION)).to_be_visible()

        counsellor = self.person("counsellor", name="Herr Mai")
        counsellor.goto(address)
        counsellor.get_by_label(self.words["reply"]).fill(ANSWER)
        self.press(counsellor, "send")
        expect(counsellor.get_by_text(ANSWER)).to_be_visible()
        self.work()
        mother.goto("/notifications")
        self.look(mother)
        # That her text was released, and that somebody has answered.
        expect(mother.locator("main .list .row")).to_have_count(2)
        mother.goto(address)
        expect(mother.locator("article.new", has_text=ANSWER)).to_be_visible()

        moderator.goto(address)
        self.follow(moderator, "arrange")
        self.look(moderator)
        self.follow(moderator, "choose")
        moderator.get_by_label("Klassenfahrt").check()
        self.look(moderator)
        self.press(moderator, "on")
        moderator.get_by_label(self.words["title"]).fill("Klassenfahrt bezahlen")
        self.press(moderator, "split")
        expect(moderator.get_by_role("heading", level=1)).to_have_text("Klassenfahrt bezahlen")
        visitor.goto(address)
        self.follow(visitor, "moved")
        expect(visitor.get_by_role("heading", level=1)).to_have_text("Klassenfahrt bezahlen")

        mother.goto("/account/delete")
        mother.get_by_label(self.words["take along"]).check()
        self.press(mother, "on")
        self.press(mother, "delete")
        mother.wait_for_url("**/goodbye")
        visitor.goto(address)
        expect(visitor.get_by_text(QUESTION)).to_have_count(0)
        expect(visitor.get_by_text(self.words["removed"])).to_be_visible()
        expect(visitor.get_by_text(ANSWER)).to_be_visible()
        self.look(visitor)


def test_on_a_phone(live_server, new_page, discussion):
    Journey(live_server, new_page, GERMAN, PHONE).go(discussion)


def test_on_a_desktop_in_the_dark_and_in_english(live_server, new_page, discussion):
    Journey(live_server, new_page, ENGLISH, DESKTOP, color_scheme="dark").go(discussion)


def test_without_scripts(live_server, new_page, discussion):
    Journey(live_server, new_page, GERMAN, PHONE, java_script_enabled=False).go(discussion)


@pytest.mark.settings({**NEWCOMERS, "vamv.locales": "ar"})
def test_from_right_to_left(live_server, new_page, discussion):
    Journey(live_server, new_page, GERMAN, PHONE).go(discussion)
