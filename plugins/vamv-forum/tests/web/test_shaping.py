"""A moderator puts discussions in order: pin, lock, move, merge, split."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from vamv_forum.models import GROUP, Discussion, Post, ReadMark
from vamv_forum.services.categories import add_category

pytestmark = pytest.mark.plugins("forum")


@pytest.fixture
def moderator(as_person):
    return as_person("moderator")


def at(discussion, page=""):
    return f"/forum/d/{discussion.id}{page}"


def form_to(page, end):
    return next(form for form in page.forms.values() if form.action.partition("?")[0].endswith(end))


def posts_of(dbsession, discussion):
    statement = select(Post).where(Post.discussion_id == discussion.id).order_by(Post.seq)
    return dbsession.scalars(statement.execution_options(populate_existing=True)).all()


def test_a_pinned_discussion_stands_first_until_it_is_let_go(moderator, browser, everyday, tell, clock):
    old = tell(everyday, "Umgangsregeln", "Bitte lesen")
    clock.advance(timedelta(minutes=1))
    tell(everyday, "Etwas Neues", "Hallo")
    page = moderator.get(at(old)).click("Diskussion ordnen")
    form_to(page, "/pin").submit("to", value="on").follow()
    listed = browser.get("/forum/alltag")
    assert [each.get_text() for each in listed.html.select(".row-title")] == ["Umgangsregeln", "Etwas Neues"]
    assert "Wichtig" in listed
    form_to(moderator.get(at(old, "/moderate")), "/pin").submit("to", value="off").follow()
    assert browser.get("/forum/alltag").html.select_one(".row-title").get_text() == "Etwas Neues"


def test_a_locked_discussion_says_why_and_opens_again(moderator, as_person, everyday, tell):
    discussion = tell(everyday, "Streit", "Ein Wort gab das andere")
    form = form_to(moderator.get(at(discussion, "/moderate")), "/lock")
    form["note"] = "Wir machen hier eine Pause."
    form.submit("to", value="on").follow()
    parent = as_person()
    page = parent.get(at(discussion))
    assert "Wir machen hier eine Pause." in page
    assert not page.html.select("#reply")
    assert "geschlossen" in parent.get("/forum/alltag")
    form_to(moderator.get(at(discussion, "/moderate")), "/lock").submit("to", value="off").follow()
    page = parent.get(at(discussion))
    assert page.html.select("#reply")
    assert "eine Pause" not in page


def test_moving_asks_tells_the_author_and_can_be_taken_back(
    moderator, as_person, everyday, strength, tell, work, clock
):
    author = as_person(name="Stille Birke")
    discussion = tell(strength, "Verirrt", "Wohin damit?", by=author)
    page = moderator.get(at(discussion, "/move"), {"to": everyday.id})
    assert "können mehr Menschen lesen" in page
    refused = form_to(page, "/move").submit(status=422)
    assert "Bitte bestätigen Sie" in refused
    form = form_to(refused, "/move")
    form["agreed"] = True
    form.submit().follow()
    assert "Verirrt" in author.get("/forum/alltag")
    work()
    assert "steht jetzt an anderer Stelle" in author.get("/notifications")
    # Back to where fewer read, nobody has to agree.
    form_to(moderator.get(at(discussion, "/move"), {"to": strength.id}), "/move").submit().follow()
    assert "Verirrt" in author.get("/forum/kraft")


def test_merged_discussions_become_one_and_the_old_address_leads_there(
    moderator, as_person, everyday, tell, dbsession, clock
):
    writer = as_person(name="Stille Birke")
    target = tell(everyday, "Kindergeld: wann kommt es?", "Weiß das jemand?")
    clock.advance(timedelta(minutes=5))
    source = tell(everyday, "Noch einmal Kindergeld", "Ich frage auch", "und warte", by=writer)
    second = posts_of(dbsession, source)[1]
    page = moderator.get(at(source, "/merge"), {"q": "wann kommt"})
    preview = page.click("Kindergeld: wann kommt es")
    assert "Alle Beiträge ziehen um" in preview
    form = form_to(preview, "/merge")
    shown = form.submit().follow()
    assert [each.get_text(strip=True) for each in shown.html.select(".forum-posts .prose")] == [
        "Weiß das jemand?",
        "Ich frage auch",
        "und warte",
    ]
    assert form.submit().location.endswith(at(target))
    assert writer.get(at(source)).location.endswith(at(target))
    assert writer.get(f"/forum/p/{second.id}").location.endswith(f"{at(target)}#post-3")
    assert "Noch einmal" not in writer.get("/forum/alltag")


def test_what_was_written_for_a_merged_discussion_is_not_lost(
    moderator, as_person, everyday, tell, dbsession
):
    target, source = tell(everyday, "Bleibt", "Eins"), tell(everyday, "Geht", "Zwei")
    parent = as_person()
    reply = form_to(parent.get(at(source)), "/reply")
    form_to(moderator.get(at(source, "/merge"), {"into": target.id}), "/merge").submit()
    reply["text"] = "Das habe ich vorher angefangen"
    shown = reply.submit().follow()
    assert "Das habe ich vorher angefangen" in shown
    assert [post.seq for post in posts_of(dbsession, target)] == [1, 2, 3]


def test_an_address_finds_the_other_discussion(moderator, everyday, tell):
    target, source = tell(everyday, "Bleibt", "Eins"), tell(everyday, "Geht", "Zwei")
    page = moderator.get(at(source, "/merge"), {"q": f"http://localhost{at(target)}?from=21"})
    assert page.html.select_one(".row-title a").get_text() == "Bleibt"
    assert "keine Diskussion gefunden" in moderator.get(at(source, "/merge"), {"q": "Quastenflosser"})


def test_posts_become_a_discussion_of_their_own(moderator, as_person, everyday, tell, dbsession, work):
    writer = as_person(name="Stille Birke")
    source = tell(everyday, "Ferien", "Wohin?", "An die See", by=as_person(name="Rote Rose"))
    form = form_to(writer.get(at(source)), "/reply")
    form["text"] = "Ich habe eine ganz andere Frage"
    form.submit()
    reader = as_person()
    reader.get(at(source))
    page = moderator.get(at(source, "/split"))
    assert [box["value"] for box in page.html.select("[name=pick]")] == ["2", "3"]
    form = form_to(page, "/split")
    form.set("pick", True, 1)
    page = form.submit("step", value="on").follow()
    assert "ganz andere Frage" in page
    form = form_to(page, "/split_off")
    form["title"] = "Eine andere Frage"
    moved = form.submit()
    shown = moved.follow()
    assert shown.html.h1.get_text() == "Eine andere Frage"
    assert form.submit().location == moved.location
    new = dbsession.scalars(select(Discussion).where(Discussion.title == "Eine andere Frage")).one()
    left = reader.get(at(source))
    assert left.html.select_one(f'a[href*="{new.id}"]') is not None
    assert [post.seq for post in posts_of(dbsession, source)] == [1, 2, 3]
    post = posts_of(dbsession, new)[0]
    assert reader.get(f"/forum/p/{post.id}").location.endswith(at(new))
    # It was read where it stood, so it is not new where it stands.
    assert dbsession.get_one(ReadMark, (reader.person_id, new.id)).last_seq == 1
    work()
    assert "steht jetzt an anderer Stelle" in writer.get("/notifications")


def test_a_choice_reaches_over_pages_and_takes_ranges(moderator, everyday, tell):
    source = tell(everyday, "Lang", *(f"Beitrag {number}" for number in range(1, 61)))
    form = form_to(moderator.get(at(source, "/split")), "/split")
    form.set("pick", True, 0)
    page = form.submit("step", value="page:51")
    assert "1 ausgewählt" in page.text.replace("<strong>", "")
    form = form_to(page, "/split")
    form["first"], form["last"] = "55", "70"
    page = form.submit("step", value="range")
    form = form_to(page, "/split")
    assert form["chosen"].value == "2,55-60"
    page = form.submit("step", value="page:1")
    assert form_to(page, "/split")["chosen"].value == "2,55-60"
    assert form_to(page, "/split").submit("step", value="none").html.select("p[role=status]")


def test_posts_move_into_a_discussion_that_is_there(moderator, everyday, strength, tell, dbsession):
    source = tell(strength, "Von hier", "Eins", "Zwei")
    target = tell(everyday, "Nach dort", "Schon da")
    page = moderator.get(at(source, "/split_off"), {"chosen": "2", "q": f"/d/{target.id}"})
    form = next(form for form in page.forms.values() if "into" in form.fields)
    refused = form.submit(status=422)
    form = next(form for form in refused.forms.values() if "into" in form.fields)
    form["agreed"] = True
    assert form.submit().location.endswith(at(target))
    assert [post.source for post in posts_of(dbsession, target)] == ["Schon da", "Zwei"]
    dbsession.refresh(source)
    assert (source.last_seq, source.post_count) == (2, 1)


def test_spoilt_choices_lead_back_instead_of_failing(moderator, everyday, tell):
    source = tell(everyday, "Ferien", "Wohin?", "An die See")
    for chosen in ("", "x", "1", "9-3", "2-999999999", "-", "2,,"):
        page = moderator.get(at(source, "/split_off"), {"chosen": chosen}, status="*")
        assert page.status_int in (200, 303)
    page = moderator.get(at(source, "/split_off"), {"chosen": "1-2"})
    form = form_to(page, "/split_off")
    form["title"] = "Mit dem ersten"
    assert form.submit().location.endswith("/moderate")
    form["title"] = ""
    form.submit(status=422)
    for query in ({"to": "nowhere"}, {}, {"to": everyday.id}):
        assert moderator.get(at(source, "/move"), query, status=303)


PAGES = ("/moderate", "/move", "/merge", "/split", "/split_off")
DEEDS = ("/pin", "/lock", "/move", "/merge", "/split_off")


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("moderator", True),
        ("advice_seeker", False),
        ("counsellor", False),
        ("expert", False),
        ("coordinator", False),
        ("administrator", False),
        ("auditor", False),
    ],
)
def test_who_may_shape(as_person, everyday, tell, role, may):
    discussion = tell(everyday, "Ferien", "Wohin?")
    person = as_person(role)
    answers = [person.get(at(discussion, page), status="*").status_int for page in PAGES]
    token = {"csrf_token": person.get("/notifications/choices").html.select_one("[name=csrf_token]")["value"]}
    answers += [person.post(at(discussion, deed), token, status="*").status_int for deed in DEEDS]
    assert all((answer != 403) is may for answer in answers), answers
    assert ("Diskussion ordnen" in person.get(at(discussion))) is may


def test_a_group_that_a_moderator_does_not_belong_to_is_not_there_for_them(
    moderator, everyday, tell, dbsession
):
    group = add_category(dbsession, slug="gruppe", title="Gruppe", description="", access=GROUP)
    secret, open_one = tell(group, "Unter uns", "Nur hier"), tell(everyday, "Für alle", "Hallo", "Welt")
    for page in PAGES:
        moderator.get(at(secret, page), status=404)
    page = moderator.get(at(open_one, "/moderate"))
    assert "Gruppe" not in [each.get_text() for each in page.html.select("option")]
    for query in ({"q": f"/d/{secret.id}"}, {"q": "Nur hier"}, {"into": secret.id}):
        assert "Unter uns" not in moderator.get(at(open_one, "/merge"), query)
    assert moderator.get(at(open_one, "/move"), {"to": group.id}).location.endswith("/moderate")
    form = form_to(moderator.get(at(open_one, "/split_off"), {"chosen": "2"}), "/split_off")
    form["title"] = "Hinein"
    form["category"].force_value(group.id)
    assert form.submit().location.endswith("/moderate")


def test_masked_posts_keep_their_name_when_they_move(moderator, as_person, everyday, tell, dbsession):
    person = as_person(name="Leise Eule")
    source = tell(everyday, "Offen", "Anfang")
    masked = tell(everyday, "Verdeckt", "Unter anderem Namen", by=person, alias="Rote Rose")
    form_to(moderator.get(at(masked, "/merge"), {"into": source.id}), "/merge").submit()
    shown = as_person().get(at(source))
    assert "Rote Rose" in shown
    assert "Leise Eule" not in shown
