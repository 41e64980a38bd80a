"""Texts that the moderation reads first: waiting, released, refused, taken back."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from vamv_forum.models import NORMAL, WATCH, Discussion, HeldPost, Post, ReadMark, Subscription
from vamv_forum.queries.held import waiting_in, waiting_of
from vamv_forum.services import visibility

pytestmark = [
    pytest.mark.plugins("forum"),
    pytest.mark.settings(**{"forum.newcomer_posts": "3", "forum.newcomer_posts_a_day": "4"}),
]


def form_with(page, field):
    return next(form for form in page.forms.values() if field in form.fields)


def form_to(page, end):
    return next(form for form in page.forms.values() if form.action.endswith(end))


def send(browser, address, text, **fields):
    form = form_with(browser.get(address), "text")
    form["text"] = text
    for name, value in fields.items():
        form[name] = value
    return form.submit()


def known(browser):
    """Return the person behind a browser, as `tell` wants it."""
    return SimpleNamespace(person_id=browser.person_id, name="")


def held_ids(dbsession):
    return list(dbsession.scalars(select(HeldPost.id).order_by(HeldPost.created_at)))


def posts_of(dbsession, person):
    return dbsession.scalar(select(func.count(Post.id)).where(Post.author_id == person.person_id))


def test_a_newcomers_answer_waits_and_is_released_under_the_same_id(
    browser, as_person, everyday, tell, dbsession, clock, mailbox
):
    discussion = tell(everyday, "Frage", "eins", role="moderator")
    author, moderator = as_person(), as_person("moderator")
    page = send(author, f"/forum/d/{discussion.id}/reply", "Meine erste Antwort").follow()
    assert "Jemand aus der Moderation liest ihn zuerst" in page
    assert "Meine erste Antwort" in page
    (held_id,) = held_ids(dbsession)
    assert [each.id for each in waiting_in(dbsession, discussion.id, author.person_id)] == [held_id]
    assert [each.id for each in waiting_of(dbsession, author.person_id, None, 5)] == [held_id]

    # Nobody else sees it, nor that there is one.
    assert "Meine erste Antwort" not in browser.get(f"/forum/d/{discussion.id}")
    assert not browser.get("/forum/search", {"q": "erste Antwort"}).html.select(".row")
    as_person().get(f"/forum/held/{held_id}", status=404)
    browser.get(f"/report/forum.post/{held_id}", status=404)

    clock.advance(timedelta(minutes=10))
    assert "Beitrag lesen, bevor andere ihn sehen" in moderator.get("/work")
    waiting = moderator.get("/forum/waiting")
    assert "Erste Beiträge eines neuen Mitglieds" in waiting
    assert waiting.html.select_one("details .prose").get_text().strip() == "Meine erste Antwort"
    assert "ist jetzt zu lesen" in form_to(waiting, "/release").submit().follow()

    post = dbsession.get(Post, held_id)
    assert (post.seq, post.author_id, post.created_at) == (2, author.person_id, clock.now())
    assert "Meine erste Antwort" in browser.get(f"/forum/d/{discussion.id}")
    assert browser.get("/forum/search", {"q": "erste Antwort"}).html.select(".row")
    assert "Gerade wartet nichts" in moderator.get("/forum/waiting")
    assert "Ein Beitrag von Ihnen ist jetzt zu lesen" in author.get("/notifications")
    assert author.get(f"/forum/held/{held_id}").location.endswith(f"/forum/p/{held_id}")


def test_a_new_discussion_waits_too(browser, as_person, everyday, dbsession):
    author, moderator = as_person(), as_person("moderator")
    send(author, "/forum/alltag/new", "Der Text", title="Ein Titel").follow()
    assert "Ein Titel" not in browser.get("/forum/alltag")
    assert dbsession.scalar(select(func.count(Discussion.id))) == 0
    (held_id,) = held_ids(dbsession)
    form_to(moderator.get(f"/forum/waiting/{held_id}"), "/release").submit().follow()
    assert "Ein Titel" in browser.get("/forum/alltag")
    assert dbsession.get(Post, held_id).seq == 1


@pytest.mark.parametrize("wanted", [True, False])
def test_whether_its_author_wants_to_hear_of_answers_waits_with_it(as_person, everyday, dbsession, wanted):
    author, moderator = as_person(), as_person("moderator")
    send(author, "/forum/alltag/new", "Der Text", title="Ein Titel", follow=wanted).follow()
    (held_id,) = held_ids(dbsession)
    form_to(moderator.get(f"/forum/waiting/{held_id}"), "/release").submit().follow()
    chosen = dbsession.scalars(select(Subscription.level).where(Subscription.person_id == author.person_id))
    assert chosen.all() == [WATCH if wanted else NORMAL]


def test_the_same_form_sent_twice_waits_once_and_is_one_post_afterwards(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins", role="moderator")
    author, moderator = as_person(), as_person("moderator")
    form = form_with(author.get(f"/forum/d/{discussion.id}/reply"), "text")
    form["text"] = "Einmal"
    form.submit()
    form.submit()
    assert len(held_ids(dbsession)) == 1
    form_to(moderator.get("/forum/waiting"), "/release").submit()
    form.submit()
    assert held_ids(dbsession) == []
    assert posts_of(dbsession, author) == 1


def test_after_three_posts_nobody_waits_any_more(as_person, everyday, tell, dbsession):
    author = as_person()
    discussion = tell(everyday, "Frage", "eins", "zwei", by=known(author))
    send(author, f"/forum/d/{discussion.id}/reply", "drei")
    assert len(held_ids(dbsession)) == 1
    form_to(as_person("moderator").get("/forum/waiting"), "/release").submit()
    send(author, f"/forum/d/{discussion.id}/reply", "vier")
    assert held_ids(dbsession) == []
    assert posts_of(dbsession, author) == 4


@pytest.mark.parametrize("role", ["counsellor", "moderator", "expert", "coordinator"])
def test_the_team_never_waits(as_person, everyday, dbsession, role):
    everyday.premoderated = True
    author = as_person(role)
    send(author, "/forum/alltag/new", "Siehe https://example.org", title="Hinweis")
    assert held_ids(dbsession) == []
    assert posts_of(dbsession, author) == 1


def test_in_a_premoderated_category_everybody_waits_and_changes_nothing_unread(
    as_person, everyday, tell, dbsession
):
    author = as_person()
    discussion = tell(everyday, "Frage", "eins", "zwei", "drei", by=known(author))
    everyday.premoderated = True
    send(author, f"/forum/d/{discussion.id}/reply", "vier")
    assert len(held_ids(dbsession)) == 1
    post_id = dbsession.scalar(select(Post.id).where(Post.seq == 2))
    form = form_with(author.get(f"/forum/p/{post_id}/edit"), "text")
    form["text"] = "Etwas ganz anderes"
    page = form.submit(status=422)
    assert "müsste die Moderation zuerst lesen" in page
    assert "Etwas ganz anderes" in page
    assert dbsession.get(Post, post_id).source == "zwei"


@pytest.mark.settings(**{"forum.premoderate": "none", "forum.newcomer_posts": "3"})
def test_a_newcomers_link_waits_and_a_members_does_not(as_person, everyday, tell, dbsession):
    newcomer, member = as_person(), as_person()
    discussion = tell(everyday, "Frage", "eins", "zwei", "drei", by=known(member))
    send(member, f"/forum/d/{discussion.id}/reply", "Siehe https://example.org")
    send(newcomer, f"/forum/d/{discussion.id}/reply", "Ohne Link")
    assert held_ids(dbsession) == []
    send(newcomer, f"/forum/d/{discussion.id}/reply", "Siehe https://example.org")
    (held_id,) = held_ids(dbsession)
    assert dbsession.get(HeldPost, held_id).reason == "links"
    assert "Persönliche Angaben oder Links: https://example.org" in " ".join(
        as_person("moderator").get("/forum/waiting").html.get_text(" ").split()
    )


@pytest.mark.settings(**{"forum.newcomer_posts": "0", "vamv.held_words": "abzock"})
def test_a_word_of_the_chapter_holds_a_text_and_its_author_is_not_told_which(as_person, everyday, dbsession):
    author = as_person()
    page = send(author, "/forum/alltag/new", "So eine Abzocke!", title="Wut").follow()
    assert "Wörter" not in page
    assert "abzock" in as_person("moderator").get("/forum/waiting").html.select_one(".hint").get_text()


@pytest.mark.settings(**{"forum.newcomer_posts": "0"})
def test_the_same_long_text_a_second_time_waits(as_person, everyday, dbsession, clock):
    author, text = as_person(), "Kommen Sie alle zu unserem Treffen am Samstag im Park"
    send(author, "/forum/alltag/new", text, title="Treffen")
    send(author, "/forum/alltag/new", text, title="Noch einmal")
    assert dbsession.get(HeldPost, held_ids(dbsession)[0]).reason == "repeated"
    clock.advance(timedelta(hours=25))
    send(as_person(), "/forum/alltag/new", text, title="Von jemand anderem")
    assert len(held_ids(dbsession)) == 1


def test_too_many_a_day_are_refused_kindly_and_the_text_is_kept(as_person, everyday, tell, dbsession, clock):
    discussion = tell(everyday, "Frage", "eins", role="moderator")
    author, address = as_person(), f"/forum/d/{discussion.id}/reply"
    for number in range(4):
        send(author, address, f"Antwort {number}")
    form = form_with(author.get(address), "text")
    form["text"] = "Eine zu viel"
    page = form.submit(status=422)
    assert "Weiter geht es morgen" in page
    assert form_with(page, "text")["text"].value == "Eine zu viel"
    assert form_with(author.get(address), "text")["text"].value == "Eine zu viel"
    assert len(held_ids(dbsession)) == 4


def test_taken_back_the_text_is_in_the_form_again(as_person, everyday, dbsession):
    author = as_person()
    page = send(author, "/forum/alltag/new", "Der Text", title="Ein Titel").follow()
    form = form_with(form_to(page, "/withdraw").submit().follow(), "text")
    assert (form["title"].value, form["text"].value) == ("Ein Titel", "Der Text")
    assert held_ids(dbsession) == []
    assert "Gerade wartet nichts" in as_person("moderator").get("/forum/waiting")


def test_refused_the_author_reads_why_and_moderation_can_still_release_it(
    browser, as_person, everyday, dbsession
):
    author, moderator = as_person(), as_person("moderator")
    send(author, "/forum/alltag/new", "Kauft bei mir", title="Angebot")
    (held_id,) = held_ids(dbsession)
    form = form_with(moderator.get(f"/forum/waiting/{held_id}"), "reason")
    page = form.submit(status=422)
    form = form_with(page, "reason")
    form["reason"], form["words"] = "advertising", "Werbung hat hier keinen Platz."
    form.submit().follow()

    assert "Gerade wartet nichts" in moderator.get("/forum/waiting")
    assert "nicht veröffentlicht" in author.get(f"/forum/held/{held_id}")
    told = author.get("/notifications")
    opening = next(
        each for each in told.forms.values() if re.search("/notifications/[a-z2-7]{26}$", each.action)
    )
    statement = opening.submit().follow()
    assert "Werbung hat hier keinen Platz." in statement
    assert "Kauft bei mir" in statement
    assert "Niemand hat ihn gemeldet" in statement

    case = moderator.get("/moderation/log").click(href=r"/moderation/case/")
    form = form_with(case, "words")
    form["words"] = "Es war doch keine Werbung."
    form.submit().follow()
    assert "Angebot" in browser.get("/forum/alltag")
    assert dbsession.get(Post, held_id) is not None


def test_the_second_moderator_is_told_that_somebody_was_faster(as_person, everyday, dbsession):
    send(as_person(), "/forum/alltag/new", "Der Text", title="Ein Titel")
    first, second = as_person("moderator"), as_person("moderator")
    (held_id,) = held_ids(dbsession)
    late = second.get(f"/forum/waiting/{held_id}")
    form_to(first.get("/forum/waiting"), "/release").submit()
    assert "wartet nicht mehr" in form_to(late, "/release").submit().follow()
    form = form_with(late, "reason")
    form["reason"], form["words"] = "insult", "Bitte freundlich."
    assert "wartet nicht mehr" in form.submit().follow()
    assert "wartet nicht mehr" in second.get(f"/forum/waiting/{held_id}").follow()
    assert dbsession.get(Post, held_id).hidden_at is None


def test_a_discussion_that_was_closed_meanwhile_takes_the_text_only_on_purpose(
    browser, as_person, everyday, tell, dbsession, clock
):
    discussion = tell(everyday, "Frage", "eins", role="moderator")
    moderator = as_person("moderator")
    send(as_person(), f"/forum/d/{discussion.id}/reply", "Zu spät?")
    before = form_to(moderator.get("/forum/waiting"), "/release")
    discussion.locked_at = clock.now()
    dbsession.flush()
    page = before.submit().follow()
    assert "trotzdem" in page
    assert len(held_ids(dbsession)) == 1
    assert "ist jetzt zu lesen" in form_to(page, "/release").submit().follow()
    assert "Zu spät?" in browser.get(f"/forum/d/{discussion.id}")


def test_a_text_follows_its_discussion_when_that_has_been_merged(
    browser, as_person, everyday, strength, tell, dbsession
):
    old = tell(everyday, "Alt", "eins", role="moderator")
    new = tell(strength, "Neu", "zwei", role="moderator")
    send(as_person(), f"/forum/d/{old.id}/reply", "Meine Antwort")
    old.merged_into_id = new.id
    dbsession.flush()
    (held_id,) = held_ids(dbsession)
    moderator = as_person("moderator")
    form_to(moderator.get(f"/forum/waiting/{held_id}"), "/release").submit().follow()
    assert dbsession.get(Post, held_id).discussion_id == new.id
    assert "Meine Antwort" in moderator.get(f"/forum/d/{new.id}")


def test_what_was_written_meanwhile_stays_new_to_the_author(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins", role="moderator")
    author = as_person()
    author.get(f"/forum/d/{discussion.id}")
    send(author, f"/forum/d/{discussion.id}/reply", "Meine Antwort")
    send(as_person("counsellor"), f"/forum/d/{discussion.id}/reply", "Antwort der Beratung")
    form_to(as_person("moderator").get("/forum/waiting"), "/release").submit()
    assert dbsession.get(ReadMark, (author.person_id, discussion.id)).last_seq == 1


def test_somebody_in_danger_is_read_first(as_person, everyday, dbsession, clock):
    send(as_person(), "/forum/alltag/new", "Wie geht ihr mit Hausaufgaben um?", title="Schule")
    # The page shows first who is there for them; sent again, it is sent.
    asked = send(as_person(), "/forum/alltag/new", "Ich will nicht mehr leben.", title="Müde")
    clock.advance(timedelta(minutes=1))
    form_with(asked, "text").submit()
    moderator = as_person("moderator")
    rows = moderator.get("/work").html.select("a[href*='/forum/waiting/']")
    calm, urgent = held_ids(dbsession)
    assert [row["href"].rpartition("/")[2] for row in rows] == [urgent, calm]


def test_nobody_but_moderation_sees_what_waits(browser, as_person, everyday, dbsession):
    send(as_person(), "/forum/alltag/new", "Der Text", title="Ein Titel")
    (held_id,) = held_ids(dbsession)
    for role in ("advice_seeker", "counsellor", "coordinator", "administrator"):
        as_person(role).get("/forum/waiting", status=403)
        as_person(role).get(f"/forum/waiting/{held_id}", status=404)
        as_person(role).get(f"/forum/held/{held_id}", status=404)


def test_nobody_decides_about_a_text_of_their_own(as_person, everyday, dbsession):
    author = as_person("moderator")
    send(as_person(), "/forum/alltag/new", "Der Text", title="Ein Titel")
    (held_id,) = held_ids(dbsession)
    before = form_to(author.get("/forum/waiting"), "/release")
    dbsession.get(HeldPost, held_id).author_id = author.person_id
    dbsession.flush()
    before.action = f"/forum/waiting/{held_id}/release"
    assert not author.get(f"/forum/waiting/{held_id}").html.select("#release")
    assert "entscheidet jemand anderes" in before.submit().follow()
    assert held_ids(dbsession) == [held_id]


def test_a_reported_post_is_hidden_and_restored_with_its_number(browser, everyday, tell, dbsession, clock):
    discussion = tell(everyday, "Frage", "eins", "zwei", role="moderator")
    post_id = dbsession.scalar(select(Post.id).where(Post.discussion_id == discussion.id, Post.seq == 2))
    visibility.hide_post(dbsession, post_id, now=clock.now(), reason="insult")
    visibility.restore_post(dbsession, post_id, now=clock.now())
    assert dbsession.get(Post, post_id).seq == 2
    assert "zwei" in browser.get(f"/forum/d/{discussion.id}")
