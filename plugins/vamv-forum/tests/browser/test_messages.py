"""Private messages in Chromium: two people, one on a phone without scripts, one in the dark."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from vamv.api.orm import new_id
from vamv.api.security import Identity
from vamv.testing.live import assert_accessible, assert_no_sideways_scroll
from vamv_forum.models import PUBLIC, Post
from vamv_forum.services import writing
from vamv_forum.services.categories import add_category

pytestmark = [
    pytest.mark.browser,
    pytest.mark.plugins("forum"),
    pytest.mark.settings({"forum.messages": "true"}),
]


def look(page):
    assert_accessible(page)
    assert_no_sideways_scroll(page)


@pytest.fixture
def post(live_server):
    """A post and its author."""
    author = live_server.make_person(name="Blaue Tanne")

    def write(session):
        category = add_category(session, slug="alltag", title="Alltag", description="", access=PUBLIC)
        new = writing.NewText(text="Wie macht ihr das abends?", content_warning="", client_id=new_id())
        writing.open_discussion(
            session,
            live_server.registry["vamv.vault"],
            category,
            new,
            actor=Identity(author.person_id, frozenset({"advice_seeker"}), "", "full", author.name, None),
            title="Abends allein",
            now=live_server.clock.now(),
        )
        return session.scalars(select(Post.id)).one()

    return author, live_server.change(write)


def test_from_a_post_to_a_conversation_and_out_of_it(dark_page, no_js_page, live_server, sign_in, post):
    author, post_id = post
    asker = no_js_page
    sign_in(asker, name="Stille Birke")
    asker.goto(f"/forum/p/{post_id}/more")
    asker.get_by_role("link", name="Nachricht schreiben").click()
    asker.get_by_label("Warum möchten Sie schreiben?").fill("Ihr Text hat mir gutgetan.")
    asker.get_by_role("button", name="Anfrage senden").click()
    expect(asker.get_by_text("Noch keine Antwort.")).to_be_visible()

    page = dark_page
    live_server.sign_in(page, author)
    page.goto("/forum/messages")
    look(page)
    page.get_by_role("link", name="Stille Birke").click()
    look(page)
    page.get_by_role("button", name="Annehmen").click()
    page.get_by_label("Ihre Nachricht").fill("Gern!")
    look(page)
    page.get_by_role("button", name="Nachricht senden").click()
    expect(page.get_by_text("Gern!")).to_be_visible()

    asker.reload()
    expect(asker.get_by_text("Gern!")).to_be_visible()
    asker.get_by_label("Ihre Nachricht").fill("Wie geht es Ihnen?")
    asker.get_by_role("button", name="Nachricht senden").click()

    page.get_by_role("link", name="Gespräch verlassen").click()
    look(page)
    page.get_by_label("Außerdem").check()
    page.get_by_role("button", name="Gespräch verlassen").click()
    look(page)
    asker.reload()
    expect(asker.get_by_text("Diese Person nimmt keine Nachrichten an.")).to_be_visible()
    page.goto("/account/hidden")
    look(page)
    page.get_by_role("button", name="Wieder zeigen").click()
    look(page)


def test_hiding_and_the_refusal_are_accessible(page, dark_desktop_page, live_server, sign_in, post):
    author, post_id = post
    live_server.sign_in(dark_desktop_page, author)
    dark_desktop_page.goto("/forum/messages")
    dark_desktop_page.get_by_label("Andere Mitglieder dürfen").uncheck()
    dark_desktop_page.get_by_role("button", name="Speichern").click()
    look(dark_desktop_page)
    sign_in(page)
    page.goto(f"/forum/p/{post_id}/message")
    look(page)
    page.goto(f"/mute/forum.post/{post_id}")
    look(page)
    page.get_by_role("button", name="Ausblenden").click()
    look(page)
