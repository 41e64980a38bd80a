"""Following: who is told of what, once, and how to be left in peace."""

import pytest
from sqlalchemy import select

from vamv.api.moderation import MUTE as HIDE
from vamv.api.moderation import mute
from vamv.notifications.models import Notification
from vamv_forum import telling
from vamv_forum.models import GROUP, MUTE, NORMAL, WATCH, CategoryMember, Discussion, Subscription
from vamv_forum.services import following, visibility
from vamv_forum.services.categories import add_category

pytestmark = pytest.mark.plugins("forum")


def form_to(page, end):
    return next(form for form in page.forms.values() if form.action.endswith(end))


@pytest.fixture
def told(dbsession, work):
    """Let the worker work, and return what somebody has been told of."""

    def told(person):
        work()
        rows = select(Notification).where(Notification.person_id == person.person_id)
        return [row.type for row in dbsession.scalars(rows.order_by(Notification.created_at))]

    return told


@pytest.fixture
def follow(dbsession, clock):
    def follow(person, discussion, level=WATCH):
        following.choose(
            dbsession, person_id=person.person_id, discussion_id=discussion.id, level=level, now=clock.now()
        )

    return follow


@pytest.fixture
def answer(work):
    """Answer as somebody: `answer(browser, discussion, "Text", follow=True)`."""

    def answer(browser, discussion, text="Antwort.", *, tick=None):
        form = form_to(browser.get(f"/forum/d/{discussion.id}"), "/reply")
        form["text"] = text
        if tick is not None:
            form["follow"] = tick
        return form.submit().follow()

    return answer


def test_whoever_opens_a_discussion_is_told_of_answers_and_never_of_their_own(
    as_person, everyday, tell, answer, told
):
    asks, answers = as_person(), as_person()
    form = asks.get("/forum/alltag/new").forms["write"]
    form["title"], form["text"] = "Eine Frage", "Wer weiß das?"
    path = form.submit().follow().request.path
    assert told(asks) == []
    discussion = type("D", (), {"id": path.rpartition("/")[2]})
    answer(answers, discussion)
    assert told(asks) == ["forum.reply"]
    assert told(answers) == []
    page = asks.get("/notifications")
    assert "Neues in einer Diskussion, der Sie folgen: Eine Frage" in page.html.main.text


def test_many_answers_are_one_notification_until_somebody_has_looked(
    as_person, everyday, tell, answer, told, follow
):
    reader, other = as_person(), as_person()
    discussion = tell(everyday, "Frage", "eins")
    follow(reader, discussion)
    for number in range(3):
        answer(other, discussion, f"Nummer {number}")
        assert told(reader) == ["forum.reply"]
    reader.get(f"/forum/d/{discussion.id}")
    answer(other, discussion, "Noch eine")
    assert told(reader) == ["forum.reply"] * 2


def test_reading_to_the_end_is_reading_the_notification(as_person, everyday, tell, answer, told, follow):
    reader, other = as_person(), as_person()
    discussion = tell(everyday, "Frage", *["Text"] * 20)
    follow(reader, discussion)
    answer(other, discussion)
    told(reader)
    badge = "a[href='/notifications'] .badge-new"
    reader.get(f"/forum/d/{discussion.id}")
    assert reader.get("/help").html.select_one(badge) is not None
    reader.get(f"/forum/d/{discussion.id}?from=21")
    assert reader.get("/help").html.select_one(badge) is None


def test_marking_all_as_read_counts_as_having_looked(as_person, everyday, tell, answer, told, follow):
    reader, other = as_person(), as_person()
    discussion = tell(everyday, "Frage", "eins")
    follow(reader, discussion)
    answer(other, discussion)
    told(reader)
    form_to(reader.get("/forum"), "/read").submit()
    answer(other, discussion)
    assert told(reader) == ["forum.reply"] * 2


def test_following_stops_with_one_click_on_the_notification(as_person, everyday, tell, answer, told, follow):
    reader, other = as_person(), as_person()
    discussion = tell(everyday, "Frage", "eins")
    follow(reader, discussion)
    answer(other, discussion)
    told(reader)
    page = form_to(reader.get("/notifications"), "/unfollow").submit().follow()
    assert "keinen Bescheid mehr" in page
    reader.get(f"/forum/d/{discussion.id}")
    answer(other, discussion)
    assert told(reader) == ["forum.reply"]


def test_the_buttons_of_a_discussion_follow_mute_and_stop(as_person, everyday, tell, dbsession):
    reader = as_person()
    discussion = tell(everyday, "Frage", "eins")
    path = f"/forum/d/{discussion.id}"

    def press(level):
        page = form_to(reader.get(path), "/follow").submit("level", value=level).follow()
        dbsession.expire_all()
        row = dbsession.get(Subscription, (reader.person_id, discussion.id))
        assert row.level == level
        return page

    assert "Sie folgen dieser Diskussion" in press(WATCH)
    assert "Folgen" in press(NORMAL)
    assert "für Sie stumm" in press(MUTE)
    csrf = reader.csrf_token
    reader.post(f"{path}/follow", {"csrf_token": csrf, "level": "shout"}, status=400)


def test_a_visitor_sees_no_way_to_follow(browser, everyday, tell):
    assert "/follow" not in browser.get(f"/forum/d/{tell(everyday, 'Frage', 'eins').id}")


def test_the_tick_box_says_no_and_is_remembered(as_person, everyday, tell, answer, told):
    writer, other = as_person(), as_person()
    discussion = tell(everyday, "Frage", "eins")
    assert form_to(writer.get(f"/forum/d/{discussion.id}"), "/reply")["follow"].checked
    answer(writer, discussion, tick=False)
    assert not form_to(writer.get(f"/forum/d/{discussion.id}"), "/reply")["follow"].checked
    answer(other, discussion)
    assert told(writer) == []
    answer(writer, discussion, tick=True)
    answer(other, discussion)
    assert told(writer) == ["forum.reply"]


def test_a_muted_discussion_is_no_news(as_person, everyday, tell, follow, answer, told):
    reader, other = as_person(), as_person()
    discussion = tell(everyday, "Frage", "eins")
    badge = "a[href='/forum'] .badge-new"
    assert reader.get("/help").html.select_one(badge).text == "1"
    follow(reader, discussion, MUTE)
    assert reader.get("/help").html.select_one(badge) is None
    answer(other, discussion)
    assert told(reader) == []


def test_nobody_hears_of_people_they_have_muted(
    as_person, everyday, tell, follow, answer, told, dbsession, registry, clock
):
    reader, other = as_person(), as_person(name="Lauter Wind")
    discussion = tell(everyday, "Frage", "eins")
    reader.get(f"/forum/d/{discussion.id}")
    follow(reader, discussion)
    mute(
        dbsession,
        registry["vamv.vault"],
        person_id=reader.person_id,
        other_id=other.person_id,
        name="Lauter Wind",
        kind=HIDE,
        now=clock.now(),
    )
    answer(other, discussion, "Huhu @Leise Erle")
    assert told(reader) == []
    assert reader.get("/help").html.select_one("a[href='/forum'] .badge-new") is None
    answer(as_person(), discussion)
    assert told(reader) == ["forum.reply"]


def test_nobody_is_told_of_what_they_may_no_longer_read(
    as_person, dbsession, clock, tell, follow, answer, told
):
    group = add_category(dbsession, slug="gruppe", title="Gruppe", description="", access=GROUP)
    stays, goes, writes = as_person(), as_person(), as_person()
    for person in (stays, goes, writes):
        dbsession.add(CategoryMember(category_id=group.id, person_id=person.person_id, added_at=clock.now()))
    discussion = tell(group, "Unter uns", "eins")
    for person in (stays, goes):
        follow(person, discussion)
    dbsession.delete(dbsession.get(CategoryMember, (group.id, goes.person_id)))
    answer(writes, discussion)
    assert told(stays) == ["forum.reply"]
    assert told(goes) == []
    assert "Unter uns" not in goes.get("/forum/followed")


def test_nobody_is_told_of_what_was_hidden_meanwhile(
    as_person, everyday, tell, follow, answer, told, dbsession, clock
):
    reader = as_person()
    discussion = tell(everyday, "Frage", "eins")
    follow(reader, discussion)
    reader.get(f"/forum/d/{discussion.id}")
    answer(as_person(), discussion)
    visibility.hide_discussion(dbsession, discussion.id, now=clock.now(), reason="other")
    assert told(reader) == []


def test_a_reply_costs_the_same_however_many_follow(
    as_person, everyday, tell, follow, make_person, statements, dbsession, monkeypatch, told
):
    monkeypatch.setattr(telling, "CHUNK", 3)
    discussion = tell(everyday, "Frage", "eins")
    writer = as_person()

    def cost():
        form = form_to(writer.get(f"/forum/d/{discussion.id}"), "/reply")
        form["text"] = "Antwort."
        with statements() as seen:
            form.submit()
        return len(seen)

    cost()
    told(writer)
    alone = cost()
    told(writer)
    people = [make_person() for _ in range(8)]
    for person in people:
        follow(person, discussion)
    assert cost() == alone
    # Three a job: the worker gets to all of them.
    assert [told(person) for person in people] == [["forum.reply"]] * 8


def test_a_category_can_be_followed_for_its_new_discussions(as_person, everyday, told, dbsession):
    reader, writer = as_person(), as_person()
    page = form_to(reader.get("/forum/alltag"), "/watch").submit("on", value="1").follow()
    assert "Sie folgen diesem Bereich" in page
    for watching in (True, False):
        form = writer.get("/forum/alltag/new").forms["write"]
        form["title"], form["text"] = f"Neu {watching}", "Text"
        form.submit()
        assert told(reader) == ["forum.new"]
        if watching:
            page = reader.get("/notifications")
            assert "Neue Diskussion in einem Bereich, dem Sie folgen: Neu True" in page.html.main.text
            form_to(page, "/unwatch").submit()
    assert told(writer) == []
    assert "Diesem Bereich folgen" in reader.get("/forum/alltag")


@pytest.mark.settings({"forum.discussions_per_page": "2"})
def test_the_list_of_what_is_followed_has_pages_and_a_way_out(as_person, everyday, tell, follow):
    reader = as_person()
    assert reader.get("/forum/followed").html.find(class_="empty") is not None
    for number in range(5):
        follow(reader, tell(everyday, f"Diskussion {number}", "Text"))
    page, titles = reader.get("/forum/followed"), []
    while True:
        titles += [each.get_text(strip=True) for each in page.html.select("h3.row-title")]
        more = page.html.select_one("a[rel=next]")
        if more is None:
            break
        page = reader.get(more["href"])
    assert sorted(titles) == [f"Diskussion {number}" for number in range(5)]
    assert reader.get("/forum/followed?after=nonsense").status_int == 200
    page = form_to(reader.get("/forum/followed"), "/follow").submit("level", value=NORMAL).follow()
    assert page.request.path == "/forum/followed"
    assert len(page.html.select("h3.row-title")) == 2


def test_a_followed_discussion_is_not_listed_for_others(as_person, everyday, tell, follow):
    follow(as_person(), tell(everyday, "Nur meine Sache", "Text"))
    assert "Nur meine Sache" not in as_person().get("/forum/followed")


def test_a_removed_last_post_does_not_stay_new(as_person, everyday, tell, answer, dbsession, clock):
    reader, writer = as_person(), as_person()
    discussion = tell(everyday, "Frage", "eins")
    reader.get(f"/forum/d/{discussion.id}")
    answer(writer, discussion, "Das nehme ich zurück.")
    badge = "a[href='/forum'] .badge-new"
    assert reader.get("/help").html.select_one(badge) is not None
    row = dbsession.get(Discussion, discussion.id)
    post = dbsession.scalars(
        select(visibility.Post).where(visibility.Post.discussion_id == row.id, visibility.Post.seq == 2)
    ).one()
    visibility.remove(dbsession, row, post, now=clock.now())
    assert reader.get("/help").html.select_one(badge) is None


def test_reading_the_first_page_leaves_the_last_one_new(as_person, everyday, tell):
    reader = as_person()
    discussion = tell(everyday, "Frage", *["Text"] * 45)
    badge = "a[href='/forum'] .badge-new"
    for first, new in ((1, True), (21, True), (41, False)):
        reader.get(f"/forum/d/{discussion.id}?from={first}")
        assert (reader.get("/help").html.select_one(badge) is not None) is new
