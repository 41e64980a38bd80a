"""Reporting a post, with and without an account, and what the moderation desk does to it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv_forum.models import GROUP, CategoryMember, Post
from vamv_forum.services import visibility
from vamv_forum.services.categories import add_category

pytestmark = pytest.mark.plugins("forum")


@pytest.fixture
def group(dbsession):
    """A category for a group."""
    return add_category(dbsession, slug="gruppe", title="Gruppe", description="", access=GROUP)


def address_of_second_post(browser, discussion):
    return report_of_second_post(browser, discussion).rpartition("/")[2]


def report_of_second_post(browser, discussion):
    page = browser.get(f"/forum/d/{discussion.id}")
    more = browser.get(page.html.select_one("#post-2 a[href$='/more']")["href"])
    return more.html.select_one("a[href*='/report/forum.post/']")["href"]


def form_with(page, field):
    return next(form for form in page.forms.values() if field in form.fields)


def test_a_visitor_reports_a_post_and_a_moderator_hides_and_restores_it(
    browser, as_person, everyday, tell, clock
):
    discussion = tell(everyday, "Frage", "eins", "Das ist Werbung.")
    form = form_with(browser.get(report_of_second_post(browser, discussion)), "reason")
    clock.advance(timedelta(minutes=1))
    form["reason"] = "advertising"
    form["text"] = "Hier wirbt jemand."
    form.submit()

    moderator = as_person("moderator")
    desk = moderator.get("/moderation")
    case = desk.click(href=r"/moderation/case/")
    assert "Das ist Werbung." in case
    form = form_with(case, "action")
    form["action"], form["reason"], form["words"] = "hide", "advertising", "Werbung hat hier keinen Platz."
    form.submit().follow()
    page = browser.get(f"/forum/d/{discussion.id}")
    assert "Das ist Werbung." not in page
    assert "Die Moderation hat diesen Beitrag ausgeblendet" in page

    form = form_with(moderator.get(case.request.path), "words")
    form["words"] = "Es war doch keine Werbung."
    form.submit().follow()
    assert "Das ist Werbung." in browser.get(f"/forum/d/{discussion.id}")


def test_a_hidden_post_leaves_its_place_and_comes_back_when_restored(
    browser, everyday, tell, dbsession, clock
):
    discussion = tell(everyday, "Frage", "eins", "Geheimzeug", "drei")
    post_id = address_of_second_post(browser, discussion)
    # Doing either twice is harmless, and counts once.
    for _ in range(2):
        visibility.hide_post(dbsession, post_id, now=clock.now(), reason="insult")
    page = browser.get(f"/forum/d/{discussion.id}")
    assert "Geheimzeug" not in page
    assert "drei" in page
    assert "Die Moderation hat diesen Beitrag ausgeblendet" in page
    assert not browser.get("/forum/search", {"q": "Geheimzeug"}).html.select(".row")
    dbsession.refresh(discussion)
    assert discussion.post_count == 2
    for _ in range(2):
        visibility.restore_post(dbsession, post_id, now=clock.now())
    assert "Geheimzeug" in browser.get(f"/forum/d/{discussion.id}")
    assert browser.get("/forum/search", {"q": "Geheimzeug"}).html.select(".row")
    dbsession.refresh(discussion)
    assert discussion.post_count == 3


def test_a_hidden_discussion_is_gone_for_all_but_moderation(
    browser, as_person, everyday, tell, dbsession, clock
):
    discussion = tell(everyday, "Schlimmer Titel", "eins")
    visibility.hide_discussion(dbsession, discussion.id, now=clock.now(), reason="insult")
    browser.get(f"/forum/d/{discussion.id}", status=404)
    assert "Schlimmer Titel" not in browser.get("/forum")
    assert "Schlimmer Titel" not in browser.get("/forum/alltag")
    assert not browser.get("/forum/search", {"q": "Schlimmer"}).html.select(".row")
    assert not as_person().get("/forum").html.select_one(".badge-new")
    # Whoever can still read it is not asked to write what nobody would store.
    page = as_person("moderator").get(f"/forum/d/{discussion.id}")
    assert "Nur die Moderation sieht sie" in page
    assert 'name="text"' not in page
    visibility.restore_discussion(dbsession, discussion.id, now=clock.now())
    assert "Schlimmer Titel" in browser.get("/forum/alltag")


def test_what_its_author_has_removed_stays_removed_when_moderation_restores(
    browser, everyday, tell, dbsession, clock
):
    discussion = tell(everyday, "Frage", "eins", "zwei", "drei")
    post = dbsession.get(Post, address_of_second_post(browser, discussion))
    visibility.remove(dbsession, discussion, post, now=clock.now())
    visibility.hide_post(dbsession, post.id, now=clock.now(), reason="insult")
    visibility.restore_post(dbsession, post.id, now=clock.now())
    page = browser.get(f"/forum/d/{discussion.id}")
    assert "von der Person entfernt" in page.html.select_one("#post-2").get_text()
    assert not browser.get("/forum/search", {"q": "zwei"}).html.select(".row")
    dbsession.refresh(discussion)
    assert discussion.post_count == 2


def test_an_author_cannot_remove_what_moderation_has_hidden(as_person, everyday, dbsession, clock):
    author = as_person()
    form = form_with(author.get("/forum/alltag/new"), "text")
    form["title"], form["text"] = "Frage", "Text"
    form.submit()
    post = dbsession.scalars(select(Post)).one()
    visibility.hide_post(dbsession, post.id, now=clock.now(), reason="insult")
    page = author.get(f"/forum/p/{post.id}/remove")
    page = next(each for each in page.forms.values() if each.action.endswith("/remove")).submit().follow()
    assert "Die Moderation hat diesen Beitrag ausgeblendet" in page
    dbsession.refresh(post)
    assert post.removed_at is None


def posts_in(dbsession, discussion):
    return list(dbsession.scalars(select(Post).where(Post.discussion_id == discussion.id).order_by(Post.seq)))


def test_nobody_reports_what_they_may_not_read(browser, as_person, strength, group, tell, dbsession):
    for category, knows in ((strength, True), (group, False)):
        discussion = tell(category, "Frage", "eins")
        for address in (
            f"forum.post/{posts_in(dbsession, discussion)[0].id}",
            f"forum.discussion/{discussion.id}",
        ):
            browser.get(f"/report/{address}", status=404)
            as_person().get(f"/report/{address}", status=200 if knows else 404)


def test_moderation_reads_of_a_group_what_was_reported_and_nothing_else(
    as_person, group, tell, dbsession, clock
):
    discussion = tell(group, "Unter uns", "Das Gemeldete", "Das Übrige")
    member = as_person()
    dbsession.add(CategoryMember(category_id=group.id, person_id=member.person_id, added_at=clock.now()))
    dbsession.flush()
    post = posts_in(dbsession, discussion)[0]
    form = form_with(member.get(f"/report/forum.post/{post.id}"), "reason")
    form["reason"] = "privacy"
    form.submit()

    moderator = as_person("moderator")
    case = moderator.get("/moderation").click(href=r"/moderation/case/")
    assert "Das Gemeldete" in case
    assert "Das Übrige" not in case
    assert not case.html.select("main a[href*='/forum/']")
    moderator.get(f"/forum/p/{post.id}", status=404)
    moderator.get(f"/forum/d/{discussion.id}", status=404)


def test_the_case_of_a_public_post_leads_to_where_it_stands(browser, as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins", "zwei")
    post = posts_in(dbsession, discussion)[1]
    member = as_person()
    form = form_with(member.get(f"/report/forum.post/{post.id}"), "reason")
    form["reason"] = "insult"
    form.submit()
    moderator = as_person("moderator")
    case = moderator.get("/moderation").click(href=r"/moderation/case/")
    there = moderator.get(case.html.select_one("main a[href*='/forum/p/']")["href"])
    assert there.location.endswith(f"/forum/d/{discussion.id}#post-2")
