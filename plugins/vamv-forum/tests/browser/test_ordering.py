"""The pages with which the forum is put in order, in a browser: readable, narrow, without a script."""

import pytest

from vamv.api.security import Identity
from vamv.testing.live import assert_accessible, assert_no_sideways_scroll
from vamv_forum.models import GROUP, PUBLIC
from vamv_forum.queries.places import category_by_slug
from vamv_forum.services import writing
from vamv_forum.services.categories import add_category

pytestmark = [pytest.mark.browser, pytest.mark.plugins("forum")]


@pytest.fixture
def write_posts(live_server):
    """Write a discussion, return its id: `write_posts("Titel", "erster Text", …)`."""
    person = live_server.make_person()
    actor = Identity(person.person_id, frozenset({"advice_seeker"}), "", "full", "", None)
    when = {"actor": actor, "now": live_server.clock.now()}
    vault = live_server.registry["vamv.vault"]

    def write(title, first, *rest):
        def work(session):
            category = category_by_slug(session, "alltag") or add_category(
                session, slug="alltag", title="Alltag", description="", access=PUBLIC
            )
            new = writing.NewText(first)
            found = writing.open_discussion(session, vault, category, new, title=title, **when)
            for text in rest:
                writing.reply(session, vault, category, found[0], writing.NewText(text), **when)
            return found[0].id

        return live_server.change(work)

    return write


def check(page, address):
    page.goto(address)
    assert_accessible(page)
    assert_no_sideways_scroll(page)


def test_a_moderator_splits_a_discussion_without_a_script(no_js_page, sign_in, write_posts):
    discussion_id = write_posts("Ferien", "Wohin?", "An die See", "Ganz andere Frage")
    page = no_js_page
    sign_in(page, "moderator")
    page.goto(f"/forum/d/{discussion_id}")
    page.get_by_role("link", name="Diskussion ordnen").click()
    page.get_by_role("link", name="Beiträge auswählen").click()
    page.get_by_label("Ganz andere Frage").check()
    page.get_by_role("button", name="Weiter").click()
    page.get_by_label("Titel der neuen Diskussion").fill("Eine andere Frage")
    page.get_by_role("button", name="Neue Diskussion daraus machen").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Eine andere Frage"


def test_the_moderators_pages_read_well(page, sign_in, write_posts):
    discussion_id = write_posts("Ferien", "Wohin?", "An die See")
    write_posts("Sommer", "Im Sommer an die See")
    sign_in(page, "moderator")
    for end in ("moderate", "merge?q=See", "split", "split_off?chosen=2&q=Sommer"):
        check(page, f"/forum/d/{discussion_id}/{end}")


def test_the_pages_for_categories_read_well(page, sign_in, live_server):
    def group(session):
        row = add_category(session, slug="uns", title="Uns", description="", access=GROUP, region="Mainz")
        add_category(
            session, slug="alltag", title="Alltag", description="", access=PUBLIC, rules="Kurz, bitte."
        )
        return row.id

    group_id = live_server.change(group)
    sign_in(page, "coordinator")
    for end in ("", "/new", f"/{group_id}", f"/{group_id}/members", f"/{group_id}/delete"):
        check(page, f"/forum/manage{end}")
    check(page, "/forum/alltag")
    check(page, "/forum")
