"""Writing in Chromium: what appears while somebody types, and the page that asks once more."""

import pytest
from playwright.sync_api import expect

from vamv.api.security import Identity
from vamv.testing.live import assert_accessible, assert_no_sideways_scroll
from vamv_forum.models import PUBLIC
from vamv_forum.services import writing
from vamv_forum.services.categories import add_category

pytestmark = [pytest.mark.browser, pytest.mark.plugins("forum")]


@pytest.fixture
def advance(live_server):
    """A discussion in /forum/alltag."""
    author = live_server.make_person(name="Blaue Tanne")

    def write(session):
        writing.open_discussion(
            session,
            live_server.registry["vamv.vault"],
            add_category(session, slug="alltag", title="Alltag", description="", access=PUBLIC),
            writing.NewText("Wie geht das?"),
            actor=Identity(author.person_id, frozenset({"advice_seeker"}), "", "full", author.name, None),
            title="Unterhaltsvorschuss beantragen",
            now=live_server.clock.now(),
        )

    live_server.change(write)


def test_discussions_that_are_alike_appear_while_the_title_is_written(page, sign_in, advance):
    sign_in(page)
    page.goto("/forum/alltag/new")
    status = page.locator("[data-similar] [role=status]")
    expect(page.locator("[data-similar]")).to_be_hidden()
    page.get_by_label("Worum geht es?").press_sequentially("Unterhaltsvorschuss")
    expect(status).to_have_text("Eine ähnliche Diskussion:")
    expect(page.locator("[data-similar] a")).to_have_text("Unterhaltsvorschuss beantragen")
    assert_accessible(page)
    assert_no_sideways_scroll(page)
    page.get_by_label("Worum geht es?").fill("Zahnspange")
    expect(page.locator("[data-similar]")).to_be_hidden()


def test_the_page_with_hints_is_accessible_and_leads_on(dark_page, sign_in, advance):
    sign_in(dark_page)
    dark_page.goto("/forum/alltag/new")
    dark_page.get_by_label("Worum geht es?").fill("Unterhaltsvorschuss")
    dark_page.get_by_label("Ihr Beitrag").fill("0151 23456789. Ich will nicht mehr leben.")
    dark_page.get_by_role("button", name="Diskussion veröffentlichen").click()
    expect(dark_page.get_by_role("heading", name="Einen Moment noch")).to_be_visible()
    dark_page.get_by_text("Unter anderem Namen schreiben").click()
    assert_accessible(dark_page)
    assert_no_sideways_scroll(dark_page)
    dark_page.get_by_role("button", name="Trotzdem veröffentlichen").first.click()
    expect(dark_page.get_by_role("heading", name="Unterhaltsvorschuss")).to_be_visible()
