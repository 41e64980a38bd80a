"""Writing: opening, answering, preview, drafts, and everything that can go wrong on the way."""

import pytest
from sqlalchemy import func, select

from vamv.statistics.models import MetricCount
from vamv_forum.models import Discussion, Post

pytestmark = pytest.mark.plugins("forum")


def writing_form(page):
    return next(form for form in page.forms.values() if "text" in form.fields)


def count(dbsession, table):
    return dbsession.scalar(select(func.count()).select_from(table))


def test_a_member_opens_a_discussion_and_another_answers(as_person, everyday):
    asks, answers = as_person(name="Leiser Ahorn"), as_person(name="Stille Birke")
    form = writing_form(asks.get("/forum/alltag").click("Diskussion beginnen"))
    form["title"] = "Wie   lange dauert das?"
    form["text"] = "Ich warte *schon lange*."
    page = form.submit().follow()
    assert page.html.h1.get_text() == "Wie lange dauert das?"
    assert "<em>schon lange</em>" in page
    assert "Leiser Ahorn" in page
    form = writing_form(answers.get(page.request.path))
    form["text"] = "Bei mir acht Wochen."
    page = form.submit().follow()
    assert "Stille Birke" in page
    assert "Bei mir acht Wochen." in page
    assert "2 Beiträge" in asks.get("/forum/alltag")


def test_a_preview_shows_the_text_and_stores_nothing(as_person, everyday, dbsession):
    form = writing_form(as_person().get("/forum/alltag/new"))
    form["title"], form["text"], form["content_warning"] = "Titel", "Das ist **wichtig**.", "Trennung"
    page = form.submit("preview")
    assert "<strong>wichtig</strong>" in page
    assert "Noch ist nichts veröffentlicht" in page
    assert count(dbsession, Post) == 0
    page = writing_form(page).submit().follow()
    assert "<strong>wichtig</strong>" in page
    assert "Trennung" in page


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "Hier steht noch nichts."),
        ("text", " \n ", "Hier steht noch nichts."),
        ("text", "x" * 10_001, "zu lang"),
        ("title", "", "füllen Sie dieses Feld aus"),
        ("title", "T" * 121, "zwischen 3 und 120"),
        ("content_warning", "W" * 121, "zu lang"),
    ],
)
def test_wrong_input_keeps_what_was_written_and_says_what_is_wrong(
    as_person, everyday, dbsession, field, value, sentence
):
    form = writing_form(as_person().get("/forum/alltag/new"))
    form["title"], form["text"], form["content_warning"] = "Ein Titel", "Mein langer Text", "Hinweis"
    form[field] = value
    page = form.submit(status=422)
    assert sentence in page.html.select_one(".error-summary").get_text()
    again = writing_form(page)
    for name, kept in (("title", "Ein Titel"), ("text", "Mein langer Text"), ("content_warning", "Hinweis")):
        if name != field:
            assert again[name].value == kept
    assert count(dbsession, Discussion) == 0


def test_what_is_wrong_is_listed_in_the_order_of_the_page(as_person, everyday):
    page = writing_form(as_person().get("/forum/alltag/new")).submit(status=422)
    listed = [each.get_text() for each in page.html.select(".error-summary a")]
    assert [each.split(":")[0] for each in listed] == ["Worum geht es", "Ihr Beitrag"]


def test_an_answer_that_needs_another_look_gets_a_page_of_its_own(as_person, everyday, tell):
    discussion = tell(everyday, "Frage", "eins")
    member = as_person()
    page = writing_form(member.get(f"/forum/d/{discussion.id}")).submit(status=422)
    form = writing_form(page)
    form["text"] = "Jetzt steht hier etwas."
    assert "Jetzt steht hier etwas." in form.submit().follow()


def test_the_same_form_sent_twice_is_one_post(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins")
    form = writing_form(as_person().get(f"/forum/d/{discussion.id}"))
    form["text"] = "Nur einmal."
    first, second = form.submit(), form.submit()
    assert first.location == second.location
    assert dbsession.scalar(select(func.count()).where(Post.source == "Nur einmal.")) == 1
    dbsession.refresh(discussion)
    assert (discussion.last_seq, discussion.post_count) == (2, 2)


def test_the_same_new_discussion_sent_twice_is_one(as_person, everyday, dbsession):
    form = writing_form(as_person().get("/forum/alltag/new"))
    form["title"], form["text"] = "Einmal", "Text"
    assert form.submit().location == form.submit().location
    assert count(dbsession, Discussion) == 1


def test_two_people_with_the_same_form_number_are_not_confused(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins")
    for text in ("von mir", "von dir"):
        form = writing_form(as_person().get(f"/forum/d/{discussion.id}"))
        form["client_id"], form["text"] = "gleich", text
        form.submit()
    dbsession.refresh(discussion)
    assert discussion.last_seq == 3


def test_a_form_without_its_number_is_stored_all_the_same(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins")
    member = as_person()
    for text in ("erste", "zweite"):
        form = writing_form(member.get(f"/forum/d/{discussion.id}"))
        form["client_id"], form["text"] = "", text
        form.submit()
    dbsession.refresh(discussion)
    assert discussion.last_seq == 3


def test_markup_of_people_does_nothing_but_emphasise(as_person, everyday, tell):
    discussion = tell(everyday, "Frage", "eins")
    form = writing_form(as_person().get(f"/forum/d/{discussion.id}"))
    form["text"] = (
        "<script>alert(1)</script> <img src=x onerror=alert(1)> [x](javascript:alert(1)) "
        "![bild](javascript:alert(1)) [gut](https://portal.example/)"
    )
    page = form.submit().follow()
    prose = page.html.select("article .prose")[-1]
    assert not prose.select("script, img, [onerror], [src]")
    assert [link["href"] for link in prose.select("a")] == ["https://portal.example/"]


def test_a_draft_comes_back_and_goes_when_the_answer_is_sent(as_person, everyday, tell):
    discussion = tell(everyday, "Frage", "eins")
    member = as_person()
    page = member.get(f"/forum/d/{discussion.id}")
    form = writing_form(page)
    key = page.html.select_one("form[data-draft]")["data-draft"]
    member.post(
        "/drafts",
        {"csrf_token": form["csrf_token"].value, "draft_key": key, "text": "Angefangen", "client_id": "c"},
        status=204,
    )
    form = writing_form(member.get(f"/forum/d/{discussion.id}"))
    assert form["text"].value == "Angefangen"
    form.submit().follow()
    assert writing_form(member.get(f"/forum/d/{discussion.id}"))["text"].value == ""


def test_nobody_writes_where_it_is_closed(as_person, everyday, tell, clock, dbsession):
    discussion = tell(everyday, "Frage", "eins")
    member = as_person()
    form = writing_form(member.get(f"/forum/d/{discussion.id}"))
    form["text"] = "zu spät"
    everyday.archived_at = clock.now()
    dbsession.flush()
    page = form.submit().follow()
    assert "nicht gespeichert" in page
    assert "niemand mehr antworten" in page
    assert 'name="text"' not in page
    assert "Diskussion beginnen" not in member.get("/forum/alltag")


@pytest.mark.parametrize("role", ["administrator", "auditor"])
def test_those_who_run_the_portal_do_not_write(as_person, everyday, tell, role):
    discussion = tell(everyday, "Frage", "eins")
    browser = as_person(role)
    assert 'name="text"' not in browser.get(f"/forum/d/{discussion.id}")
    browser.get("/forum/alltag/new", status=403)


def test_who_opened_a_discussion_is_told_of_answers_and_nobody_else(as_person, everyday, work):
    asks, answers = as_person(), as_person()
    form = writing_form(asks.get("/forum/alltag/new"))
    form["title"], form["text"] = "Frage an alle", "Text"
    page = form.submit().follow()
    form = writing_form(asks.get(page.request.path))
    form["text"] = "Nachtrag von mir selbst"
    form.submit()
    work()
    assert "Frage an alle" not in asks.get("/notifications")
    form = writing_form(answers.get(page.request.path))
    form["text"] = "Antwort"
    form.submit()
    work()
    assert "Frage an alle" in asks.get("/notifications")
    assert "Frage an alle" not in answers.get("/notifications")


def test_posts_are_counted_without_anybody_in_the_figures(as_person, everyday, dbsession):
    form = writing_form(as_person().get("/forum/alltag/new"))
    form["title"], form["text"] = "Frage", "Text"
    page = form.submit().follow()
    form = writing_form(as_person("counsellor").get(page.request.path))
    form["text"] = "Antwort"
    form.submit()
    rows = dbsession.execute(select(MetricCount.metric, MetricCount.dimensions, MetricCount.amount))
    assert {tuple(row) for row in rows if row[0].startswith("forum.")} == {
        ("forum.discussions", "{}", 1),
        ("forum.posts", '{"by":"parent"}', 1),
        ("forum.posts", '{"by":"staff"}', 1),
    }
