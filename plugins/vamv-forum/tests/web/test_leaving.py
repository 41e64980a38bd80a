"""A member leaves: with the texts, or without them."""

import pytest
from sqlalchemy import func, select

from vamv_forum.models import Discussion, Post, PostVersion, SearchEntry
from vamv_forum.services import writing

pytestmark = pytest.mark.plugins("forum")


@pytest.fixture
def leaves(registry, dbsession, clock):
    """Erase somebody from the forum."""

    def erase(person_id, *, keep_texts):
        answers = registry["vamv.hooks"].call(
            "vamv_erase_person",
            session=dbsession,
            person_id=person_id,
            keep_texts=keep_texts,
            now=clock.now(),
        )
        assert registry["vamv.hooks"].report() == []
        return next(answer.value.rows for answer in answers if answer.plugin == "forum")

    return erase


def form_with(page, field):
    return next(form for form in page.forms.values() if field in form.fields)


@pytest.fixture
def left_behind(as_person, everyday, dbsession):
    """A discussion that somebody has opened, changed, and another has answered: browsers and discussion."""
    goes, stays = as_person(name="Leiser Ahorn"), as_person(name="Stille Birke")
    form = form_with(goes.get("/forum/alltag/new"), "text")
    form["title"], form["text"] = "Meine Wohnung in Kleinort", "Erste Fassung"
    page = form.submit().follow()
    form = form_with(page.click("Bearbeiten"), "text")
    form["text"] = "Unterhaltsvorschuss bei mir"
    form.submit()
    form = form_with(stays.get(page.request.path), "text")
    form["text"] = "Bei mir auch."
    form.submit()
    return goes, stays, dbsession.scalars(select(Discussion)).one()


def test_texts_stay_without_a_name_when_the_person_wants_it(left_behind, leaves, dbsession):
    goes, stays, discussion = left_behind
    assert leaves(goes.person_id, keep_texts=True) > 0
    page = stays.get(f"/forum/d/{discussion.id}")
    assert "Unterhaltsvorschuss bei mir" in page
    assert "Ehemaliges Mitglied" in page
    assert "Leiser Ahorn" not in page
    # What had been taken back by editing does not stay.
    assert dbsession.scalar(select(func.count()).select_from(PostVersion)) == 0


def test_texts_go_with_every_trace_and_answers_stay_readable(left_behind, leaves, dbsession):
    goes, stays, discussion = left_behind
    leaves(goes.person_id, keep_texts=False)
    page = stays.get(f"/forum/d/{discussion.id}")
    assert "Bei mir auch." in page
    assert "von der Person entfernt" in page
    for word in ("Leiser Ahorn", "Kleinort", "Unterhaltsvorschuss", "Erste Fassung"):
        assert word not in page
    assert not stays.get("/forum/search", {"q": "vorschuss"}).html.select(".row")
    assert "1 Beitrag" in stays.get("/forum/alltag")
    everything = [
        str(value)
        for table in (Post, PostVersion, Discussion, SearchEntry)
        for row in dbsession.execute(select(table.__table__))
        for value in row
    ]
    assert not any(
        "leinort" in value or "orschuss" in value or goes.person_id in value for value in everything
    )


def test_what_nobody_else_wrote_in_goes_as_a_whole(as_person, everyday, leaves, dbsession):
    goes = as_person()
    form = form_with(goes.get("/forum/alltag/new"), "text")
    form["title"], form["text"] = "Allein", "Text"
    form.submit()
    leaves(goes.person_id, keep_texts=False)
    assert dbsession.scalar(select(func.count()).select_from(Discussion)) == 0


def test_leaving_twice_is_harmless(left_behind, leaves):
    goes, _stays, _discussion = left_behind
    leaves(goes.person_id, keep_texts=False)
    assert leaves(goes.person_id, keep_texts=False) == 0


def test_everything_somebody_wrote_is_handed_out_and_nothing_of_others(left_behind, registry, dbsession):
    goes, _stays, _discussion = left_behind
    answers = registry["vamv.hooks"].call(
        "vamv_export_person", session=dbsession, vault=registry["vamv.vault"], person_id=goes.person_id
    )
    sections = {
        section.name: section.rows
        for answer in answers
        if answer.plugin == "forum"
        for section in answer.value
    }
    assert [row["export-text"] for row in sections["forum.posts"]] == ["Unterhaltsvorschuss bei mir"]
    assert [row["export-text"] for row in sections["forum.versions"]] == ["Erste Fassung"]
    assert [row["export-title"] for row in sections["forum.discussions"]] == ["Meine Wohnung in Kleinort"]
    assert "Bei mir auch." not in str(sections)
    assert writing  # the forms above go through it


def test_what_others_quote_of_somebody_goes_with_their_texts(left_behind, leaves, dbsession):
    goes, stays, discussion = left_behind
    opening, answer = dbsession.scalars(
        select(Post).where(Post.discussion_id == discussion.id).order_by(Post.seq)
    )
    answer.quoted_id, answer.quoted_text = opening.id, "Unterhaltsvorschuss bei mir"
    dbsession.flush()
    assert "Antwort auf" in stays.get(f"/forum/d/{discussion.id}")
    leaves(goes.person_id, keep_texts=False)
    dbsession.refresh(answer)
    assert answer.quoted_text == ""
    assert "Der zitierte Beitrag ist nicht mehr da." in stays.get(f"/forum/d/{discussion.id}")


def test_the_thanks_of_somebody_who_leaves_are_no_longer_counted(left_behind, leaves, press, dbsession):
    goes, stays, discussion = left_behind
    for reader in (goes, stays):
        press(reader.get(f"/forum/d/{discussion.id}"), "/thanks")
    counts = select(Post.seq, Post.thanks).where(Post.discussion_id == discussion.id)
    assert dict(dbsession.execute(counts).all()) == {1: 1, 2: 1}
    leaves(goes.person_id, keep_texts=True)
    assert dict(dbsession.execute(counts).all()) == {1: 1, 2: 0}
