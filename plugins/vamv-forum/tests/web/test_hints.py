"""What somebody is told before a text goes out, and that it never keeps them from sending it."""

import pytest
from sqlalchemy import func, select

from vamv_forum.models import Post

pytestmark = pytest.mark.plugins("forum")
TELLING = "Ruft mich an: 0151 23456789. LG Sabine Müller"


def writing_form(page):
    return next(form for form in page.forms.values() if "text" in form.fields)


def count(dbsession):
    return dbsession.scalar(select(func.count()).select_from(Post))


def test_personal_data_is_pointed_out_once_and_then_published(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins")
    form = writing_form(as_person().get(f"/forum/d/{discussion.id}"))
    form["text"] = TELLING
    page = form.submit()
    hints = page.html.select_one("section:has(#hints)").get_text(" ", strip=True)
    assert "Eine Telefonnummer: 0151 23456789" in hints
    assert "Ein Name: Sabine Müller" in hints
    assert page.html.select_one("a[href='#text']").get_text(strip=True) == "Ändern"
    assert count(dbsession) == 1
    form = writing_form(page)
    assert form["text"].value == TELLING
    assert "Trotzdem veröffentlichen" in page.html.select_one("form#write").get_text()
    assert "0151 23456789" in form.submit().follow()
    assert count(dbsession) == 2


def test_another_text_is_looked_at_anew(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins")
    form = writing_form(as_person().get(f"/forum/d/{discussion.id}"))
    form["text"] = TELLING
    form = writing_form(form.submit())
    form["text"] = "Schreibt an sabine@example.org"
    page = form.submit()
    assert "sabine@example.org" in page.html.select_one("section:has(#hints)").get_text()
    form = writing_form(page)
    form["text"] = "Danke!"
    form.submit().follow()
    assert count(dbsession) == 2


def test_the_preview_shows_the_hints_and_counts_as_having_been_told(as_person, everyday, dbsession):
    form = writing_form(as_person().get("/forum/alltag/new"))
    form["title"], form["text"] = "Wer wohnt in der Hauptstraße 12?", "Hallo"
    page = form.submit("preview")
    assert "Hauptstraße 12" in page.html.select_one("section:has(#hints)").get_text()
    assert page.html.select_one("#preview")
    writing_form(page).submit().follow()
    assert count(dbsession) == 1


def test_an_ordinary_text_is_published_at_once(as_person, everyday, tell):
    discussion = tell(everyday, "Frage", "eins")
    form = writing_form(as_person().get(f"/forum/d/{discussion.id}"))
    form["text"] = "Am 12.03.2024 kamen 250 Euro, § 1612a BGB sei Dank."
    form.submit(status=303)


def test_a_change_is_asked_about_only_for_what_is_new(as_person, everyday, tell):
    member = as_person()
    discussion = tell(everyday, "Frage", TELLING, by=member)
    post = discussion_post(member, discussion)
    form = writing_form(member.get(f"/forum/p/{post}/edit"))
    form["text"] = f"{TELLING}\n\nNachtrag: danke!"
    form.submit(status=303)
    form = writing_form(member.get(f"/forum/p/{post}/edit"))
    form["text"] = f"{TELLING}\n\nMail: sabine@example.org"
    hints = form.submit(status=200).html.select_one("section:has(#hints)").get_text()
    assert "sabine@example.org" in hints
    assert "0151" not in hints


def test_somebody_in_danger_sees_who_is_there_and_can_still_send(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins")
    form = writing_form(as_person().get(f"/forum/d/{discussion.id}"))
    form["text"] = "Ich will nicht mehr leben."
    page = form.submit()
    assert page.html.select_one("section .crisis a[href='tel:08001110111']")
    writing_form(page).submit().follow()
    assert count(dbsession) == 2


def discussion_post(member, discussion):
    page = member.get(f"/forum/d/{discussion.id}")
    return page.html.select_one("a[href*='/forum/p/']")["href"].split("/forum/p/")[1].split("/")[0]
