"""Reading: for the first time, page by page, and what is new."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from vamv.api.orm import new_id
from vamv_forum.models import Post, ReadMark

pytestmark = pytest.mark.plugins("forum")


def titles(page):
    return [each.get_text(strip=True) for each in page.html.select(".row-title a")]


def numbers(page):
    return [int(each["id"].removeprefix("post-")) for each in page.html.select("article.post")]


def test_a_visitor_reads_a_public_discussion_and_finds_no_way_to_write(browser, everyday, tell):
    tell(everyday, "Was kocht ihr?", "Linsensuppe.", "Pfannkuchen.")
    page = browser.get("/forum")
    page = page.click("Alltag").click("Was kocht ihr")
    assert "Linsensuppe." in page
    assert "Pfannkuchen." in page
    assert "Sie lesen als Gast" in page
    assert "reply" not in page.forms
    assert 'name="text"' not in page


def test_titles_of_pages_tell_the_function_and_never_the_subject(browser, everyday, tell):
    discussion = tell(everyday, "Mein Sorgerecht", "Text")
    for address in ("/forum", "/forum/alltag", f"/forum/d/{discussion.id}"):
        title = browser.get(address).html.title.get_text()
        assert title.startswith("Forum")
        assert title.endswith("- Portal")
        assert "Sorgerecht" not in title
        assert "Alltag" not in title


def test_a_category_for_members_is_not_shown_to_visitors_and_asks_them_to_log_in(browser, strength, tell):
    discussion = tell(strength, "Nur unter uns", "Geheimes")
    assert "Kraft" not in browser.get("/forum")
    for address in ("/forum/kraft", f"/forum/d/{discussion.id}"):
        answer = browser.get(address, status=303)
        assert "/login" in answer.location


def test_a_member_reads_a_category_for_members(as_person, strength, tell):
    discussion = tell(strength, "Nur unter uns", "Geheimes")
    assert "Geheimes" in as_person().get(f"/forum/d/{discussion.id}")


def test_what_is_missing_hidden_or_made_up_answers_alike(as_person, everyday, tell, clock, dbsession):
    gone = tell(everyday, "Weg", "Text")
    gone.hidden_at = clock.now()
    dbsession.flush()
    member = as_person()
    answers = {
        member.get(address, status=404).text.replace(address, "")
        for address in (f"/forum/d/{gone.id}", f"/forum/d/{new_id()}", "/forum/d/x", "/forum/nirgends")
    }
    assert len(answers) == 1
    assert "ausgeblendet" in as_person("moderator").get(f"/forum/d/{gone.id}")


@pytest.mark.settings({"forum.posts_per_page": "5"})
def test_pages_of_a_discussion_hold_all_posts_once(browser, everyday, tell):
    discussion = tell(everyday, "Lang", *(f"Text {number}" for number in range(1, 13)))
    page = browser.get(f"/forum/d/{discussion.id}")
    seen = numbers(page)
    while link := page.html.select_one('a[rel="next"]'):
        page = browser.get(link["href"])
        seen += numbers(page)
    assert seen == list(range(1, 13))
    assert numbers(browser.get(page.html.select_one('a[rel="prev"]')["href"])) == [6, 7, 8, 9, 10]


@pytest.mark.settings({"forum.posts_per_page": "5"})
@pytest.mark.parametrize("wish", ["8", "10", "99999999", "-3", "abc", "", "²", "9" * 500])
def test_any_wish_for_a_page_shows_a_page(browser, everyday, tell, wish):
    discussion = tell(everyday, "Lang", *(f"Text {number}" for number in range(1, 13)))
    page = browser.get(f"/forum/d/{discussion.id}", {"from": wish})
    assert numbers(page)[0] in (1, 6, 11)


@pytest.mark.settings({"forum.posts_per_page": "5"})
def test_first_middle_and_last_page_ask_the_same_few_questions(as_person, everyday, tell, statements):
    discussion = tell(everyday, "Lang", *(f"Text {number}" for number in range(1, 31)))
    asked = []
    for start in (1, 16, 26):
        reader = as_person()
        with statements() as seen:
            reader.get(f"/forum/d/{discussion.id}", {"from": start})
        # What follows the page in a transaction of its own is no part of it.
        asked.append([each for each in seen if each.startswith("SELECT")])
    assert len(asked[0]) == len(asked[1]) == len(asked[2]) <= 8, "\n\n".join(asked[0])


@pytest.mark.settings({"forum.discussions_per_page": "4"})
def test_pages_of_a_category_hold_all_discussions_once_pinned_first(
    browser, everyday, tell, clock, dbsession
):
    for number in range(1, 11):
        discussion = tell(everyday, f"Nummer {number}", "Text")
        discussion.pinned = number == 3
        # Two of them at the same moment, so that time alone does not order them.
        clock.advance(timedelta(minutes=number % 3))
    dbsession.flush()
    page = browser.get("/forum/alltag")
    assert titles(page)[0] == "Nummer 3"
    forwards = titles(page)
    while link := page.html.select_one('a[rel="next"]'):
        page = browser.get(link["href"])
        forwards += titles(page)
    assert len(forwards) == 10
    assert set(forwards) == {f"Nummer {number}" for number in range(1, 11)}
    backwards = titles(page)
    while link := page.html.select_one('a[rel="prev"]'):
        page = browser.get(link["href"])
        backwards = titles(page) + backwards
    assert backwards == forwards


@pytest.mark.parametrize(
    "key", ["x", "1~gestern~id", "0~2026-01-01T00:00:00~abc", "~~", "1~2026-01-01T00:00:00+00:00~'"]
)
def test_a_spoilt_key_shows_the_first_page(browser, everyday, tell, key):
    tell(everyday, "Eins", "Text")
    assert titles(browser.get("/forum/alltag", {"after": key})) == ["Eins"]


def test_what_others_write_is_new_until_it_has_been_read(as_person, everyday, tell, clock):
    reader = as_person()
    discussion = tell(everyday, "Frage", "eins", "zwei")
    assert "1 neu" in reader.get("/forum").html.select_one(".row-side").get_text(" ", strip=True)
    assert reader.get("/forum/alltag").html.select_one("li.row.new")
    reader.get(f"/forum/d/{discussion.id}")
    assert not reader.get("/forum/alltag").html.select_one("li.row.new")
    assert not reader.get("/forum").html.select_one(".badge-new")
    clock.advance(timedelta(minutes=5))


def test_an_answer_is_new_again_and_the_list_leads_to_it(as_person, everyday, tell, clock, dbsession):
    reader, writer = as_person(), as_person()
    discussion = tell(everyday, "Frage", "eins", "zwei")
    reader.get(f"/forum/d/{discussion.id}")
    clock.advance(timedelta(minutes=5))
    page = writer.get(f"/forum/d/{discussion.id}")
    form = next(each for each in page.forms.values() if "text" in each.fields)
    form["text"] = "drei"
    form.submit().follow()
    row = reader.get("/forum/alltag").html.select_one("li.row.new a")
    assert row["href"].endswith("#post-3")
    page = reader.get(row["href"])
    assert [each["id"] for each in page.html.select("article.new")] == ["post-3"]
    assert "Neu seit Ihrem letzten Besuch" in page
    # One's own words are never new.
    assert not writer.get("/forum").html.select_one(".badge-new")


@pytest.mark.settings({"forum.posts_per_page": "5"})
def test_reading_the_first_page_leaves_the_second_new(as_person, everyday, tell):
    reader = as_person()
    discussion = tell(everyday, "Lang", *(f"Text {number}" for number in range(1, 9)))
    reader.get(f"/forum/d/{discussion.id}")
    assert reader.get("/forum/alltag").html.select_one("li.row.new a")["href"].endswith("from=6#post-6")
    reader.get(f"/forum/d/{discussion.id}?from=6")
    # Going back takes nothing back.
    reader.get(f"/forum/d/{discussion.id}")
    assert not reader.get("/forum/alltag").html.select_one("li.row.new")


def test_a_page_fetched_in_advance_counts_as_unread(as_person, everyday, tell, dbsession):
    reader = as_person()
    discussion = tell(everyday, "Frage", "eins")
    reader.get(f"/forum/d/{discussion.id}", headers={"Sec-Purpose": "prefetch;prerender"})
    mine = select(ReadMark).where(ReadMark.person_id == reader.person_id)
    assert dbsession.scalar(mine) is None
    reader.get(f"/forum/d/{discussion.id}")
    assert dbsession.scalar(mine).last_seq == 1


def test_everything_can_be_marked_as_read(as_person, everyday, tell, clock):
    reader = as_person()
    tell(everyday, "Frage", "eins")
    clock.advance(timedelta(minutes=1))
    page = reader.get("/forum")
    next(form for form in page.forms.values() if form.action.endswith("/read")).submit().follow()
    assert not reader.get("/forum").html.select_one(".badge-new")
    clock.advance(timedelta(minutes=1))
    tell(everyday, "Noch eine", "eins")
    assert reader.get("/forum").html.select_one(".badge-new")


def test_what_is_old_is_not_new(as_person, everyday, tell, clock):
    tell(everyday, "Alt", "eins")
    clock.advance(timedelta(days=31))
    assert not as_person().get("/forum").html.select_one(".badge-new")


def test_a_content_warning_folds_the_text(browser, everyday, tell):
    discussion = tell(everyday, "Frage", "schwerer Text", warning="Gewalt")
    fold = browser.get(f"/forum/d/{discussion.id}").html.select_one("details.fold-warning")
    assert "Gewalt" in fold.summary.get_text()
    assert "schwerer Text" in fold.get_text()
    assert not fold.has_attr("open")


@pytest.mark.parametrize(
    ("role", "word"),
    [
        ("counsellor", "Beratung"),
        ("expert", "Fachleute"),
        ("moderator", "Moderation"),
        ("coordinator", "Team"),
    ],
)
def test_the_team_is_told_of_the_word_beside_their_names_and_it_stands_there(
    as_person, everyday, tell, dbsession, role, word
):
    discussion = tell(everyday, "Frage", "eins")
    person = as_person(role)
    page = person.get(f"/forum/d/{discussion.id}/reply")
    assert f"Neben Ihrem Namen steht „{word}“." in page
    form = next(each for each in page.forms.values() if "text" in each.fields)
    form["text"] = "zwei"
    article = form.submit().follow().html.select_one("#post-2")
    assert article.select_one(".badge").get_text() == word
    assert "post-staff" in article["class"]


def test_a_post_of_a_time_before_the_role_is_changed_without_its_word(as_person, everyday, tell, dbsession):
    moderator = as_person("moderator")
    before = tell(everyday, "Frage", "eins", by=SimpleNamespace(person_id=moderator.person_id))
    post_id = dbsession.scalar(select(Post.id).where(Post.discussion_id == before.id))
    assert "Neben Ihrem Namen steht" not in moderator.get(f"/forum/p/{post_id}/edit")


@pytest.mark.settings({"forum.posts_per_page": "5"})
def test_a_discussion_is_put_back_from_one_post_on(as_person, everyday, tell, dbsession):
    reader = as_person()
    discussion = tell(everyday, "Lang", *(f"Text {number}" for number in range(1, 9)))
    reader.get(f"/forum/d/{discussion.id}?from=6")
    post_id = dbsession.scalar(select(Post.id).where(Post.discussion_id == discussion.id, Post.seq == 7))
    page = reader.get(f"/forum/p/{post_id}/more")
    page = next(form for form in page.forms.values() if form.action.endswith("/unread")).submit().follow()
    assert "gilt die Diskussion wieder als ungelesen" in page
    link = page.html.select_one("li.row.new a")["href"]
    assert link.endswith("from=6#post-7")
    assert [each["id"] for each in reader.get(link).html.select("article.new")] == ["post-7", "post-8"]
    assert not reader.get("/forum/alltag").html.select_one("li.row.new")


def test_what_cannot_be_new_is_not_put_back(browser, as_person, everyday, tell, dbsession, clock):
    writer, reader = as_person(), as_person()
    discussion = tell(everyday, "Frage", "eins", by=SimpleNamespace(person_id=writer.person_id))
    post_id = dbsession.scalar(select(Post.id).where(Post.discussion_id == discussion.id))
    more = f"/forum/p/{post_id}/more"
    assert "ungelesen" in reader.get(more)
    # A visitor's reading is not kept, and one's own words are never new.
    assert "ungelesen" not in browser.get(more)
    assert "ungelesen" not in writer.get(more)
    clock.advance(timedelta(minutes=1))
    page = reader.get("/forum")
    next(form for form in page.forms.values() if form.action.endswith("/read")).submit()
    assert "ungelesen" not in reader.get(more)
    clock.advance(timedelta(days=31))
    assert "ungelesen" not in as_person().get(more)


def test_the_start_page_tells_members_what_is_new(as_person, everyday, tell):
    tell(everyday, "Wer kennt das?", "eins")
    page = as_person().get("/")
    assert "Neu im Forum" in page
    assert "Wer kennt das?" in page
