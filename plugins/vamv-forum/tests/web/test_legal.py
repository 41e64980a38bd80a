"""Questions about the law: who marks them, who may confirm an answer, what lay people are asked."""

import pytest
from sqlalchemy import select

from vamv_forum.models import Post

pytestmark = pytest.mark.plugins("forum")


def writing_form(page):
    return next(form for form in page.forms.values() if "text" in form.fields)


@pytest.fixture
def law(everyday, tell):
    return tell(
        everyday, "Wie hoch ist der Unterhalt?", "Weiß das jemand?", "Bei mir waren es 300.", legal=True
    )


def answer_of(dbsession, discussion):
    return dbsession.scalar(select(Post).where(Post.discussion_id == discussion.id, Post.seq == 2))


def press(browser, page, button):
    form = next(each for each in page.forms.values() if button in each.text)
    return form.submit(name="on") if "on" in form.fields else form.submit("to")


def test_who_opens_a_discussion_says_that_it_is_about_the_law(as_person, everyday, dbsession):
    form = writing_form(as_person().get("/forum/alltag/new"))
    assert not form["legal"].checked
    form["title"], form["text"], form["legal"] = "Darf er das?", "Er will umziehen.", True
    page = form.submit().follow()
    assert "Erfahrung, keine Rechtsberatung" in page


def test_a_category_about_the_law_presets_it(as_person, everyday, dbsession):
    everyday.legal = True
    dbsession.flush()
    assert writing_form(as_person().get("/forum/alltag/new"))["legal"].checked


def test_lay_people_are_asked_for_their_experience_and_professionals_are_not(as_person, law):
    address = f"/forum/d/{law.id}"
    sentence = "schreiben Sie von Ihrer Erfahrung"
    assert sentence in as_person().get(address)
    assert sentence in as_person().get(f"{address}/reply")
    assert sentence not in as_person("counsellor").get(address)
    assert sentence not in as_person("expert").get(f"{address}/reply")


@pytest.mark.parametrize("role", ["counsellor", "expert"])
def test_professionals_confirm_an_answer_and_take_it_back(as_person, browser, law, role, dbsession):
    post = answer_of(dbsession, law)
    professional = as_person(role, name="Kluge Eule")
    page = press(professional, professional.get(f"/forum/p/{post.id}/more"), "Fachlich bestätigen").follow()
    assert "Fachlich bestätigt" in page.html.select_one("#post-2").get_text()
    # The label stands there for everybody, without a click.
    assert "Kluge Eule" in browser.get(f"/forum/d/{law.id}").html.select_one("#post-2").get_text()
    press(professional, professional.get(f"/forum/p/{post.id}/more"), "Bestätigung zurücknehmen")
    dbsession.refresh(post)
    assert (post.signed_at, post.signed_by_id) == (None, None)


@pytest.mark.parametrize("role", ["advice_seeker", "moderator", "coordinator", "administrator", "auditor"])
def test_nobody_else_confirms(as_person, law, role, dbsession):
    post = answer_of(dbsession, law)
    person = as_person(role)
    assert "Fachlich bestätigen" not in person.get(f"/forum/p/{post.id}/more")
    person.post(f"/forum/p/{post.id}/sign", {"csrf_token": person.csrf_token, "on": "1"}, status=403)
    dbsession.refresh(post)
    assert post.signed_at is None


def test_a_confirmation_ends_with_the_words_it_was_for(as_person, everyday, tell, dbsession):
    member, professional = as_person(), as_person("counsellor")
    discussion = tell(everyday, "Frage", "eins", "zwei", by=member, legal=True)
    post = answer_of(dbsession, discussion)
    press(professional, professional.get(f"/forum/p/{post.id}/more"), "Fachlich bestätigen")
    form = writing_form(member.get(f"/forum/p/{post.id}/edit"))
    form["text"] = "etwas ganz anderes"
    page = form.submit().follow()
    assert "Fachlich bestätigt" not in page.html.select_one("#post-2").get_text()
    assert "Erfahrung, keine Rechtsberatung" in page.html.select_one("#post-2").get_text()


def test_only_answers_about_the_law_are_confirmed(as_person, everyday, tell, dbsession):
    post = answer_of(dbsession, tell(everyday, "Frage", "eins", "zwei"))
    professional = as_person("counsellor")
    page = professional.get(f"/forum/p/{post.id}/more")
    assert "Fachlich bestätigen" not in page
    sent = {"csrf_token": professional.csrf_token, "on": "1"}
    page = professional.post(f"/forum/p/{post.id}/sign", sent).follow()
    assert "nichts zu bestätigen" in page
    dbsession.refresh(post)
    assert post.signed_at is None


def test_moderation_marks_a_discussion_and_takes_the_mark_away(as_person, everyday, tell):
    discussion = tell(everyday, "Frage", "eins")
    moderator = as_person("moderator")
    address = f"/forum/d/{discussion.id}/moderate"
    page = press(moderator, moderator.get(address), "Als Rechtsfrage kennzeichnen").follow()
    assert "Erfahrung, keine Rechtsberatung" in page
    page = press(moderator, moderator.get(address), "Kennzeichnung entfernen").follow()
    assert "Erfahrung, keine Rechtsberatung" not in page
