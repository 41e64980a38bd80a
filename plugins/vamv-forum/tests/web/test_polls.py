"""Polls: asking, voting, changing one's mind, and forgetting who voted."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from vamv_forum.models import Poll, PollOption, PollVote
from vamv_forum.privacy.erasure import erase_person
from vamv_forum.services import polls, visibility

pytestmark = pytest.mark.plugins("forum")
WORDS = ("vor 20 Uhr", "nach 20 Uhr", "nachts")


def form_to(page, end):
    return next(form for form in page.forms.values() if form.action.endswith(end))


@pytest.fixture
def author(as_person):
    return as_person(name="Leiser Ahorn")


@pytest.fixture
def discussion(everyday, tell, author):
    author.name = "Leiser Ahorn"
    return tell(everyday, "Frage", "eins", by=author)


@pytest.fixture
def poll(dbsession, clock, discussion):
    def poll(*, multiple=False, days=7):
        return polls.ask(
            dbsession,
            discussion,
            question="Wann passt es?",
            options=WORDS,
            multiple=multiple,
            closes_at=clock.now() + timedelta(days=days),
            now=clock.now(),
        )

    return poll


@pytest.fixture
def vote(discussion, dbsession):
    """Vote in the browser: `vote(browser, "nachts")`; return the page."""

    def vote(browser, *words):
        form = form_to(browser.get(f"/forum/d/{discussion.id}"), "/vote")
        here = select(PollOption.id).where(PollOption.words.in_(words))
        chosen = list(dbsession.scalars(here))
        data = [("csrf_token", form["csrf_token"].value), *(("option", each) for each in chosen)]
        page = browser.post(form.action, data).follow()
        dbsession.expire_all()
        return page

    return vote


@pytest.fixture
def figures(dbsession):
    def figures():
        rows = dbsession.scalars(select(PollOption.votes).order_by(PollOption.position))
        return [*rows, dbsession.scalar(select(Poll.voters))]

    return figures


def votes(dbsession):
    return dbsession.scalar(select(func.count()).select_from(PollVote))


def ask_form(author, discussion):
    return next(
        f for f in author.get(f"/forum/d/{discussion.id}/poll").forms.values() if "question" in f.fields
    )


def test_an_author_asks_and_others_answer(author, as_person, discussion, figures, vote):
    page = author.get(f"/forum/d/{discussion.id}").click("Eine Umfrage hinzufügen")
    form = next(f for f in page.forms.values() if "question" in f.fields)
    form["question"], form["option_1"], form["option_3"] = "Wann passt es?", "vor 20 Uhr", "nach 20 Uhr"
    page = form.submit(status=422)
    assert "füllen Sie dieses Feld aus" in page.html.find(class_="error-summary").text
    form = next(f for f in page.forms.values() if "question" in f.fields)
    form["option_2"] = "nachts"
    page = form.submit().follow()
    assert "Wann passt es?" in page.html.main.text
    voter = as_person()
    page = voter.get(f"/forum/d/{discussion.id}")
    assert page.html.find("meter") is None
    page = vote(voter, "nachts")
    assert [each["value"] for each in page.html.find_all("meter")] == ["0", "100", "0"]
    assert figures() == [0, 1, 0, 1]


def test_a_page_with_a_poll_asks_no_more_than_eight_questions(as_person, poll, discussion, statements):
    poll()
    reader = as_person()
    with statements() as seen:
        reader.get(f"/forum/d/{discussion.id}")
    asked = [each for each in seen if each.startswith("SELECT")]
    assert any("forum_poll_option" in each for each in asked)
    assert len(asked) <= 8, "\n\n".join(asked)


def test_a_mind_can_be_changed_and_counts_once(as_person, poll, vote, figures, dbsession):
    poll()
    one, two = as_person(), as_person()
    vote(one, "nachts")
    vote(two, "nachts")
    page = vote(one, "vor 20 Uhr")
    assert figures() == [1, 0, 1, 2]
    assert "50" in page.html.find("dd").text
    vote(one, "vor 20 Uhr")
    assert figures() == [1, 0, 1, 2]
    assert votes(dbsession) == 2


def test_several_answers_only_where_they_are_allowed(as_person, poll, vote, figures):
    poll()
    assert "wählen Sie eine Antwort" in vote(as_person(), *WORDS[:2])
    assert "wählen Sie eine Antwort" in vote(as_person())
    assert figures() == [0, 0, 0, 0]


def test_shares_are_of_those_who_voted(as_person, poll, vote, figures):
    poll(multiple=True)
    vote(as_person(), *WORDS[:2])
    page = vote(as_person(), WORDS[0])
    assert figures() == [2, 1, 0, 2]
    assert [each["value"] for each in page.html.find_all("meter")] == ["100", "50", "0"]


def test_an_option_of_another_poll_is_none(
    as_person, poll, everyday, tell, dbsession, discussion, clock, figures
):
    poll()
    other = tell(everyday, "Andere", "eins")
    later = clock.now() + timedelta(days=1)
    polls.ask(
        dbsession, other, question="?", options=("a", "b"), multiple=False, closes_at=later, now=clock.now()
    )
    foreign = dbsession.scalars(select(PollOption.id).where(PollOption.words == "a")).one()
    browser = as_person()
    browser.get("/forum")
    browser.post(
        f"/forum/d/{discussion.id}/vote", {"csrf_token": browser.csrf_token, "option": foreign}
    ).follow()
    assert votes(dbsession) == 0


def test_once_somebody_has_voted_the_question_stays(author, as_person, poll, vote, discussion):
    poll()
    form = ask_form(author, discussion)
    assert form["option_2"].value == "nach 20 Uhr"
    form["option_2"] = "zwischen 20 und 22 Uhr"
    assert "zwischen 20 und 22 Uhr" in form.submit().follow()
    vote(as_person(), "nachts")
    assert "schon jemand abgestimmt" in author.get(f"/forum/d/{discussion.id}/poll").follow()
    assert "schon jemand abgestimmt" in form.submit().follow()
    remove = form_to(author.get(f"/forum/d/{discussion.id}/poll/remove"), "/remove")
    assert "schon jemand abgestimmt" in remove.submit().follow()


def test_when_a_poll_ends_nobody_knows_any_more_who_voted(
    as_person, poll, vote, figures, dbsession, clock, work, discussion, browser
):
    poll(days=3)
    voter = as_person()
    vote(voter, "nachts")
    clock.advance(timedelta(days=3))
    work()
    assert votes(dbsession) == 0
    assert figures() == [0, 0, 1, 1]
    page = browser.get(f"/forum/d/{discussion.id}")
    assert "Die Umfrage ist beendet" in page
    assert [each["value"] for each in page.html.find_all("meter")] == ["0", "0", "100"]
    with pytest.raises(polls.Over):
        polls.vote(dbsession, discussion.id, person_id=voter.person_id, option_ids=["x"], now=clock.now())


def test_a_poll_asked_anew_ends_at_its_own_time(author, poll, dbsession, clock, work):
    poll(days=3)
    row = poll(days=14)
    clock.advance(timedelta(days=4))
    work()
    dbsession.refresh(row)
    assert row.closes_at > clock.now()
    clock.advance(timedelta(days=10))
    work()
    assert row.closes_at <= clock.now()


def test_the_moderation_ends_and_removes(as_person, poll, vote, dbsession, discussion):
    poll()
    vote(as_person(), "nachts")
    moderator = as_person("moderator")
    page = form_to(moderator.get(f"/forum/d/{discussion.id}"), "/poll/close").submit().follow()
    assert "Die Umfrage ist beendet" in page
    assert votes(dbsession) == 0
    page = page.click("Umfrage entfernen")
    page = form_to(page, "/poll/remove").submit().follow()
    assert "Wann passt es?" not in page
    assert dbsession.scalar(select(func.count()).select_from(PollOption)) == 0


def test_others_can_neither_ask_nor_end_nor_remove(as_person, poll, discussion, browser):
    poll()
    other = as_person()
    path = f"/forum/d/{discussion.id}"
    other.get(f"{path}/poll", status=404)
    csrf = {"csrf_token": other.csrf_token}
    other.post(f"{path}/poll", csrf, status=404)
    other.post(f"{path}/poll/close", csrf, status=403)
    other.get(f"{path}/poll/remove", status=404)
    other.post(f"{path}/poll/remove", csrf, status=404)
    page = browser.get(path)
    assert "Wann passt es?" in page
    assert "/vote" not in page


def test_where_nobody_can_write_nobody_can_vote(as_person, poll, discussion, dbsession, clock):
    poll()
    discussion.locked_at = clock.now()
    dbsession.flush()
    voter = as_person()
    assert "/vote" not in voter.get(f"/forum/d/{discussion.id}")
    voter.post(f"/forum/d/{discussion.id}/vote", {"csrf_token": voter.csrf_token}, status=404)


def test_a_poll_goes_with_the_text_it_belongs_to(
    author, as_person, poll, discussion, everyday, dbsession, clock
):
    poll()
    helper = as_person()
    form = next(f for f in helper.get(f"/forum/d/{discussion.id}").forms.values() if "text" in f.fields)
    form["text"] = "Eine Antwort, damit die Diskussion bleibt."
    form.submit()
    opening = dbsession.scalars(
        select(visibility.Post).where(
            visibility.Post.discussion_id == discussion.id, visibility.Post.seq == 1
        )
    ).one()
    visibility.remove(dbsession, discussion, opening, now=clock.now())
    assert "Wann passt es?" not in helper.get(f"/forum/d/{discussion.id}")
    erase_person(dbsession, author.person_id, False, clock.now())
    assert dbsession.scalar(select(func.count()).select_from(Poll)) == 0


def test_publishing_can_lead_on_to_a_poll(as_person, everyday):
    form = as_person().get("/forum/alltag/new").forms["write"]
    form["title"], form["text"] = "Wann passt es?", "Text"
    page = form.submit("poll", value="1").follow()
    assert page.html.h1.text == "Umfrage über der Diskussion"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"option_2": "VOR 20 Uhr"}, "lauten gleich"),
        ({"question": "x" * 201}, "zwischen 3 und 200"),
        ({"option_8": "x" * 121}, "zu lang"),
    ],
)
def test_what_makes_no_poll_is_said(author, discussion, values, sentence, dbsession):
    form = ask_form(author, discussion)
    form["question"], form["option_1"], form["option_2"] = "Wann?", "vor 20 Uhr", "nachts"
    for name, value in values.items():
        form[name] = value
    assert sentence in form.submit(status=422).html.find(class_="error-summary").text
    assert dbsession.scalar(select(func.count()).select_from(Poll)) == 0
