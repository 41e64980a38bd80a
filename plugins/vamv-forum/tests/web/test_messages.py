"""Private messages: only where the chapter wants them, only between two who both want them."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from vamv.api.orm import new_id
from vamv.moderation.blocks import BLOCK, is_blocked, mute
from vamv.moderation.content import Alias as OtherName
from vamv.notifications.models import Notification
from vamv.statistics.models import MetricCount
from vamv_forum.messages import policy, privacy, queries, services
from vamv_forum.models import Alias, Post, Talk, TalkMessage, TalkParticipant, TalkPerson
from vamv_forum.settings import SETTINGS

pytestmark = [pytest.mark.plugins("forum"), pytest.mark.settings({"forum.messages": "true"})]

REFUSED = "Diese Person nimmt keine Nachrichten an."


@pytest.fixture
def two(as_person):
    return as_person(name="Stille Birke"), as_person(name="Leiser Ahorn")


@pytest.fixture
def post_of(tell, everyday, dbsession):
    def write(person, role="advice_seeker", title="Abends allein"):
        person.name = "…"
        discussion = tell(everyday, title, "Wie macht ihr das?", by=person, role=role)
        return dbsession.scalars(select(Post).where(Post.discussion_id == discussion.id)).one()

    return write


def form_with(page, field):
    return next(form for form in page.forms.values() if field in form.fields)


def token_of(browser):
    return browser.get("/account/devices").html.find("input", {"name": "csrf_token"})["value"]


def ask(asker, post, text="Ihr Text hat mir gutgetan. Darf ich schreiben?", status=303):
    form = form_with(asker.get(f"/forum/p/{post.id}/message"), "text")
    form["text"] = text
    return form.submit(status=status)


def talk_page(browser):
    return browser.get("/forum/messages").click(href="/forum/messages/[a-z2-7]{26}$")


def accept(browser):
    page = talk_page(browser)
    return next(form for form in page.forms.values() if form.action.endswith("/answer")).submit().follow()


def say(browser, text):
    form = form_with(talk_page(browser), "text")
    form["text"] = text
    return form.submit(expect_errors=True)


def leave(browser, *, block=False):
    form = form_with(browser.get(f"{talk_page(browser).request.path}/leave"), "block")
    form["block"] = block
    return form.submit(status=303)


def left(person):
    return select(TalkParticipant).where(TalkParticipant.person_id == person.person_id)


def told(dbsession, person):
    statement = select(func.count()).where(
        Notification.person_id == person.person_id, Notification.type == "forum.message"
    )
    return dbsession.scalar(statement)


@pytest.fixture
def open_talk(two, post_of):
    asker, author = two
    ask(asker, post_of(author))
    accept(author)
    return two


def test_from_a_request_to_a_conversation(two, post_of, dbsession):
    asker, author = two
    page = ask(asker, post_of(author)).follow()
    assert "Noch keine Antwort" in page
    assert not any("text" in form.fields for form in page.forms.values())
    page = talk_page(author)
    assert "Diese Person möchte Ihnen schreiben" in page
    assert "Ihr Text hat mir gutgetan" in page
    assert not any("text" in form.fields for form in page.forms.values())

    accept(author)
    say(author, "Gern, wie geht es **Ihnen**?")
    page = talk_page(asker)
    assert page.html.find("strong", string="Ihnen")
    say(asker, "Besser.")
    assert "Besser." in talk_page(author)
    seqs = dbsession.scalars(select(TalkMessage.seq).order_by(TalkMessage.seq)).all()
    assert seqs == [1, 2, 3]


def test_the_text_is_not_in_the_database(open_talk, dbsession):
    asker, _author = open_talk
    say(asker, "Meine Adresse ist Kleinort 7")
    assert not any(
        b"Kleinort" in body or b"gutgetan" in body for body in dbsession.scalars(select(TalkMessage.body))
    )


def test_before_consent_nothing_more_can_be_sent(two, post_of, dbsession):
    asker, author = two
    post = post_of(author)
    there = ask(asker, post).location
    token = token_of(asker)
    again = asker.post(there, {"csrf_token": token, "text": "Hallo?", "client_id": "c"}, status=422)
    assert REFUSED in again
    # Asking again leads to the request that waits, from another post too.
    assert asker.get(f"/forum/p/{post.id}/message", status=303).location == there
    other = post_of(author, title="Noch etwas")
    assert asker.get(f"/forum/p/{other.id}/message", status=303).location == there
    assert dbsession.scalar(select(func.count()).select_from(TalkMessage)) == 1


def test_whoever_asked_cannot_accept_for_the_other(two, post_of, dbsession):
    asker, author = two
    there = ask(asker, post_of(author)).location
    asker.post(f"{there}/answer", {"csrf_token": token_of(asker)}, status=303)
    assert dbsession.scalars(select(Talk.accepted_at)).all() == [None]


def test_the_first_letter_is_short(two, post_of, dbsession):
    asker, author = two
    page = ask(asker, post_of(author), "a" * (policy.REQUEST_LIMIT + 1), status=422)
    assert "höchstens" in page.html.find(class_="error-summary").get_text()
    assert "a" * 100 in page
    assert dbsession.scalar(select(func.count()).select_from(Talk)) == 0


def test_the_same_form_twice_is_one_request_and_one_message(two, post_of, dbsession):
    asker, author = two
    form = form_with(asker.get(f"/forum/p/{post_of(author).id}/message"), "text")
    form["text"] = "Darf ich?"
    assert form.submit().location == form.submit().location
    accept(author)
    form = form_with(talk_page(asker), "text")
    form["text"] = "Danke!"
    form.submit()
    form.submit()
    assert dbsession.scalars(select(TalkMessage.seq).order_by(TalkMessage.seq)).all() == [1, 2]


def test_declining_looks_like_waiting(two, post_of, dbsession, clock):
    asker, author = two
    post = post_of(author)
    there = ask(asker, post).location
    asker.get(there)
    before = asker.get(there).html.main.get_text(" ", strip=True)
    leave(author)
    assert asker.get(there).html.main.get_text(" ", strip=True) == before
    assert "Noch keine Gespräche" in author.get("/forum/messages")
    # Whoever takes the request back and asks again is refused for a while, without a reason.
    leave(asker)
    assert REFUSED in asker.get(f"/forum/p/{post.id}/message")
    assert policy.rests(dbsession.scalars(left(author)).one(), clock.now())
    assert not policy.rests(dbsession.scalars(left(author)).one(), clock.now() + policy.REST)


def test_no_reason_can_be_told_from_another(as_person, post_of, dbsession, vault, clock):
    """Off altogether, blocked by another name, declined: one answer, letter for letter."""
    asker = as_person()
    people = {reason: as_person() for reason in ("off", "alias", "left")}
    posts = {reason: post_of(person) for reason, person in people.items()}
    form = form_with(people["off"].get("/forum/messages"), "takes_requests")
    form["takes_requests"] = False
    form.submit(status=303)
    nightly = OtherName("Nachtfalter", "a" * 26)
    common = {"other_id": asker.person_id, "kind": BLOCK, "now": clock.now()}
    mute(dbsession, vault, person_id=people["alias"].person_id, name="X", alias=nightly, **common)
    ask(asker, posts["left"])
    leave(people["left"])
    leave(asker)

    def answer(reason):
        page = asker.get(f"/forum/p/{posts[reason].id}/message")
        assert page.status_int == 200
        name = page.html.h1.get_text().partition("„")[2].rstrip("“")
        back = posts[reason].discussion_id
        return str(page.html.main).replace(name, "NAME").replace(back, "ID")

    assert REFUSED in answer("off")
    assert len({answer(reason) for reason in people}) == 1

    def sent(reason):
        fields = {"csrf_token": token_of(asker), "text": "Hallo", "client_id": reason}
        page = asker.post(f"/forum/p/{posts[reason].id}/message", fields, status=422)
        name = page.html.h1.get_text().partition("„")[2].rstrip("“")
        return str(page.html.main).replace(name, "NAME").replace(posts[reason].discussion_id, "ID")

    assert len({sent(reason) for reason in people}) == 1


def test_who_is_blocked_finds_what_they_would_find_had_the_post_been_removed(
    as_person, post_of, dbsession, vault, clock
):
    """To whoever is blocked the other's posts are not there (test_blocked_pair), so nobody can be asked there."""
    asker = as_person()
    people = {reason: as_person() for reason in ("removed", "block")}
    posts = {reason: post_of(person) for reason, person in people.items()}
    block = {"other_id": asker.person_id, "kind": BLOCK, "now": clock.now()}
    mute(dbsession, vault, person_id=people["block"].person_id, name="X", **block)
    posts["removed"].removed_at = clock.now()
    dbsession.flush()
    answers = {str(asker.get(f"/forum/p/{post.id}/message", status=404).html.main) for post in posts.values()}
    assert len(answers) == 1


def test_leaving_and_blocking_look_the_same_to_the_other(open_talk, dbsession):
    asker, author = open_talk
    there = talk_page(asker).request.path
    leave(author, block=True)
    assert is_blocked(dbsession, sender_id=asker.person_id, recipient_id=author.person_id)
    page = asker.get(there)
    assert REFUSED in page
    assert not any("text" in form.fields for form in page.forms.values())
    author.get(there, status=404)
    assert "Stille Birke" in author.get("/account/hidden")


def test_a_block_set_elsewhere_ends_a_conversation(open_talk, dbsession, vault, clock):
    asker, author = open_talk
    form = form_with(talk_page(asker), "text")
    mute(
        dbsession,
        vault,
        person_id=author.person_id,
        other_id=asker.person_id,
        name="X",
        kind=BLOCK,
        now=clock.now(),
    )
    form["text"] = "Noch ein Satz."
    page = form.submit(status=422)
    assert REFUSED in page
    assert dbsession.scalar(select(func.count()).select_from(TalkMessage)) == 1


def test_whoever_blocked_reads_that_it_was_them(open_talk, dbsession, vault, clock):
    asker, author = open_talk
    people = {"person_id": author.person_id, "other_id": asker.person_id}
    mute(dbsession, vault, **people, name="X", kind=BLOCK, now=clock.now())
    assert "Sie haben diese Person ausgeblendet." in talk_page(author)
    assert "ausgeblendet" not in talk_page(asker).html.main.get_text()


def test_a_conversation_is_for_two(open_talk, as_person, browser):
    there = talk_page(open_talk[0]).request.path
    third = as_person()
    third.get(there, status=404)
    third.get(f"{there}/leave", status=404)
    for role in ("moderator", "counsellor", "administrator"):
        assert as_person(role).get(there, expect_errors=True).status_int in (403, 404)
    assert browser.get(there).status_int in (302, 303)


def test_nobody_is_asked_who_cannot_be(as_person, post_of, tell, everyday, dbsession, browser):
    asker = as_person()
    own, staff, masked = post_of(asker), post_of(as_person("moderator"), "moderator"), post_of(as_person())
    masked.masked = True
    alias = Alias(
        discussion_id=masked.discussion_id, person_id=masked.author_id, name_sealed=b"", name_key=b"x"
    )
    dbsession.add(alias)
    dbsession.flush()
    masked.alias_id = alias.id
    dbsession.flush()
    for post in (own, staff, masked):
        asker.get(f"/forum/p/{post.id}/message", status=404)
    gone = post_of(as_person())
    gone.author_id = None
    dbsession.flush()
    asker.get(f"/forum/p/{gone.id}/message", status=404)
    asker.get("/forum/p/nothing/message", status=404)
    # The team has other ways, and visitors log in first.
    other = post_of(as_person())
    as_person("moderator").get(f"/forum/p/{other.id}/message", status=(403, 404))
    assert browser.get(f"/forum/p/{other.id}/message").status_int in (302, 303)


def test_a_day_has_an_end_for_requests(as_person, post_of, dbsession, clock):
    asker = as_person()
    for _ in range(policy.REQUESTS_A_DAY):
        ask(asker, post_of(as_person()))
    post = post_of(as_person())
    page = ask(asker, post, "Mein Text.", status=422)
    assert "heute schon 5 Anfragen" in page
    assert "Mein Text." in page
    assert dbsession.scalar(select(func.count()).select_from(Talk)) == policy.REQUESTS_A_DAY
    assert queries.asked_since(dbsession, asker.person_id, clock.now() - timedelta(hours=1)) == 5
    assert queries.asked_since(dbsession, asker.person_id, clock.now()) == 0


def test_the_other_is_told_once_until_they_read(open_talk, dbsession):
    asker, author = open_talk
    assert told(dbsession, author) == 1
    talk_page(author)
    say(asker, "eins")
    say(asker, "zwei")
    assert told(dbsession, author) == 2
    talk_page(author)
    say(asker, "drei")
    assert told(dbsession, author) == 3
    assert told(dbsession, asker) == 0
    summary = dbsession.scalars(select(Notification.summary).where(Notification.type == "forum.message"))
    assert set(summary) == {""}


def test_nobody_learns_whether_something_was_read(open_talk):
    asker, author = open_talk
    say(asker, "eins")
    there = talk_page(asker).request.path
    before = asker.get(there).html.main.get_text(" ", strip=True)
    talk_page(author)
    assert asker.get(there).html.main.get_text(" ", strip=True) == before


def test_new_messages_show_in_the_list(open_talk):
    asker, author = open_talk
    talk_page(author)
    say(asker, "eins")
    assert author.get("/forum/messages").html.main.find(class_="badge-new")
    talk_page(author)
    assert not author.get("/forum/messages").html.main.find(class_="badge-new")


def test_long_conversations_have_pages(open_talk, dbsession, vault, clock):
    asker, author = open_talk
    talk = dbsession.scalars(select(Talk)).one()
    for number in range(2, 46):
        services.send(
            dbsession,
            vault,
            talk,
            sender_id=author.person_id,
            text=f"Satz {number}",
            client_id=new_id(),
            may_write=lambda _sender, _recipient: True,
            now=clock.now(),
        )
    page = talk_page(asker)
    ids = [each["id"] for each in page.html.select("article")]
    assert ids == [f"message-{seq}" for seq in range(26, 46)]
    page = page.click("Vorige Seite", index=0)
    assert [each["id"] for each in page.html.select("article")] == [f"message-{seq}" for seq in range(6, 26)]
    page = page.click("Nächste Seite", index=0)
    assert [each["id"] for each in page.html.select("article")] == ids
    for wrong in ("x", "-1", "99999999999999999999", "0"):
        asker.get(page.request.path, {"before": wrong})


def test_a_message_is_reported_by_its_reader_and_nobody_else(open_talk, as_person, browser, clock, dbsession):
    asker, author = open_talk
    say(asker, "Das ist gemein.")
    message = dbsession.scalars(select(TalkMessage).where(TalkMessage.seq == 2)).one()
    address = f"/report/forum.message/{message.id}"
    browser.get(address, status=404)
    as_person().get(address, status=404)
    moderator = as_person("moderator")
    moderator.get(address, status=404)
    page = talk_page(author).click("Melden", index=1)
    assert page.request.path == address
    assert "kann die Moderation diese eine Nachricht lesen" in page
    form = page.forms["report"]
    form["reason"] = "insult"
    clock.advance(timedelta(seconds=20))
    form.submit(status=200)

    case = moderator.get("/moderation").click("Persönliche Nachricht")
    assert "Das ist gemein." in case
    assert "Im Zusammenhang ansehen" not in case
    assert "gutgetan" not in case
    form = case.forms["decide"]
    form["action"], form["reason"], form["words"] = "hide", "insult", "Bitte freundlich."
    form.submit(status=303)
    assert "Das ist gemein." not in talk_page(author)
    assert "Die Moderation hat diese Nachricht ausgeblendet" in talk_page(asker)


def test_it_is_handed_out(open_talk, registry, dbsession):
    asker, author = open_talk
    say(author, "Gern.")

    def export(who):
        return {
            section.name: section.rows
            for section in privacy.export_messages(dbsession, registry["vamv.vault"], who.person_id)
        }

    mine = export(asker)
    assert [row["export-text"] for row in mine["forum.messages"]] == [
        "Ihr Text hat mir gutgetan. Darf ich schreiben?"
    ]
    assert [row["export-with"] for row in mine["forum.talks"]] == ["Leiser Ahorn"]
    assert [row["export-text"] for row in export(author)["forum.messages"]] == ["Gern."]


def test_somebody_leaves_the_portal(open_talk, dbsession):
    asker, author = open_talk
    say(author, "Gern.")
    privacy.erase_messages(dbsession, asker.person_id)
    dbsession.expire_all()
    page = talk_page(author)
    assert "gutgetan" not in page
    assert "Gelöscht, weil die Person das Portal verlassen hat" in page
    assert "Gern." in page
    assert REFUSED in page
    privacy.erase_messages(dbsession, author.person_id)
    for table in (Talk, TalkMessage, TalkParticipant, TalkPerson):
        assert dbsession.scalar(select(func.count()).select_from(table)) == 0


def test_a_request_goes_with_the_one_who_asked(two, post_of, dbsession):
    asker, author = two
    ask(asker, post_of(author))
    privacy.erase_messages(dbsession, asker.person_id)
    dbsession.expire_all()
    assert "Noch keine Gespräche" in author.get("/forum/messages")


@pytest.mark.usefixtures("open_talk")
def test_a_quiet_conversation_is_forgotten_after_a_year(dbsession, clock):
    year = timedelta(days=365)
    clock.advance(timedelta(days=200))
    assert privacy.forget_talks(dbsession, clock.now(), year) == 0
    assert privacy.forget_talks(dbsession, clock.now() + timedelta(days=166), year) == 1
    assert dbsession.scalar(select(func.count()).select_from(TalkMessage)) == 0


def test_it_is_counted_without_persons(open_talk, dbsession):
    asker, _author = open_talk
    say(asker, "eins")
    rows = dbsession.scalars(select(MetricCount).where(MetricCount.metric == "forum.messages")).all()
    assert sum(row.amount for row in rows) == 2


@pytest.mark.settings({"forum.messages": "false"})
class TestOff:
    """Where the chapter has not switched them on."""

    def test_there_is_no_page_and_no_way_to_it(self, as_person, post_of, dbsession):
        member = as_person()
        post = post_of(as_person())
        for address in ("/forum/messages", "/forum/messages/choice", f"/forum/p/{post.id}/message"):
            member.get(address, status=404)
        assert "Persönliche Nachrichten" not in member.get("/account")
        assert "Nachricht schreiben" not in member.get(f"/forum/d/{post.discussion_id}")

    def test_what_is_kept_is_reported_to_whoever_runs_the_portal(self, registry, dbsession, clock):
        def health():
            answers = registry["vamv.hooks"].call(
                "vamv_check_health", session=dbsession, settings=registry.settings, now=clock.now()
            )
            return [finding.title for answer in answers for finding in answer.value]

        assert not any("Private messages" in title for title in health())
        dbsession.add(Talk(created_at=clock.now(), last_message_at=clock.now()))
        dbsession.flush()
        assert any("Private messages are off; 1 conversation" in title for title in health())


def test_they_are_off_unless_the_chapter_wants_them():
    (setting,) = [each for each in SETTINGS if each.name == "forum.messages"]
    assert setting.default is False
