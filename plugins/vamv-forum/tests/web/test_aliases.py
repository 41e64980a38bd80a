"""Another name in one discussion: chosen once, kept there, and nothing that others see leads to the account."""

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from vamv.api.security import Identity
from vamv.db.engine import writing as for_writing
from vamv.testing.people import make_person as make
from vamv_forum import policy
from vamv_forum.models import PUBLIC, Alias, Category, Discussion, Post
from vamv_forum.services import writing
from vamv_forum.services.categories import add_category

pytestmark = pytest.mark.plugins("forum")
OTHER = "Mutiges Reh"


def writing_form(page):
    return next(form for form in page.forms.values() if "text" in form.fields)


def answer(browser, discussion, text, alias=None):
    form = writing_form(browser.get(f"/forum/d/{discussion.id}/reply"))
    form["text"] = text
    if alias is not None:
        form["alias_name"] = alias
    return form.submit(expect_errors=True)


def test_somebody_answers_under_another_name_and_keeps_it(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins")
    member, reader = as_person(name="Leiser Ahorn"), as_person()
    page = answer(member, discussion, "zwei", OTHER).follow()
    assert OTHER in page.html.select_one("#post-2").get_text()
    form = writing_form(member.get(f"/forum/d/{discussion.id}"))
    assert f"Sie schreiben hier als {OTHER}" in page.html.select_one("#reply").get_text()
    form["text"] = "drei"
    form.submit().follow()
    page = member.get(f"/forum/d/{discussion.id}/reply")
    assert "alias_name" not in writing_form(page).fields
    assert f"Sie schreiben hier als {OTHER}" in page.html.get_text()
    seen = reader.get(f"/forum/d/{discussion.id}")
    assert "Leiser Ahorn" not in seen
    assert [OTHER in seen.html.select_one(f"#post-{seq}").get_text() for seq in (2, 3)] == [True, True]
    posts = dbsession.scalars(select(Post).where(Post.seq > 1)).all()
    assert {(post.masked, post.role_mark) for post in posts} == {(True, None)}


def test_somebody_opens_a_discussion_under_another_name(as_person, everyday, browser):
    member = as_person(name="Leiser Ahorn")
    form = writing_form(member.get("/forum/alltag/new"))
    form["title"], form["text"], form["alias_name"] = "Darf ich fragen?", "Es ist heikel.", OTHER
    address = form.submit().follow().request.path
    for path in (address, "/forum/alltag", "/forum", "/forum/search?q=heikel", "/search?q=heikel", "/"):
        assert "Leiser Ahorn" not in browser.get(path), path
    assert OTHER in browser.get(address)


def test_no_page_for_others_leads_to_the_account(as_person, everyday, tell, dbsession):
    discussion = tell(everyday, "Frage", "eins")
    member, other = as_person(name="Leiser Ahorn"), as_person(name="Stille Birke")
    answer(member, discussion, "Es ist **heikel**.", OTHER)
    post = dbsession.scalar(select(Post).where(Post.seq == 2))
    alias = dbsession.get_one(Alias, post.alias_id)
    pages = [
        f"/forum/d/{discussion.id}",
        f"/forum/d/{discussion.id}/reply?quote={post.id}",
        f"/forum/p/{post.id}/more",
        f"/report/forum.post/{post.id}",
        f"/mute/forum.post/{post.id}",
        "/forum/search?q=heikel",
        "/search?q=heikel",
        "/notifications",
        "/forum",
        "/forum/alltag",
    ]
    for path in pages:
        page = other.get(path)
        for secret in ("Leiser Ahorn", member.person_id, alias.id):
            assert secret not in page, (path, secret)
    for path in (f"/forum/p/{post.id}/edit", f"/forum/p/{post.id}/history", f"/forum/p/{post.id}/remove"):
        assert "Leiser Ahorn" not in other.get(path, status=(403, 404))


def test_it_is_not_offered_to_those_who_are_known_there_already(as_person, everyday, tell):
    discussion = tell(everyday, "Frage", "eins")
    member = as_person()
    late = writing_form(member.get(f"/forum/d/{discussion.id}/reply"))
    answer(member, discussion, "unter meinem Namen")
    form = writing_form(member.get(f"/forum/d/{discussion.id}/reply"))
    assert "alias_name" not in form.fields
    # A form from before must not be published under the own name instead.
    late["text"], late["alias_name"] = "heikel", OTHER
    page = late.submit(status=422)
    assert "schreiben Sie unter Ihrem Namen" in page
    assert "heikel" not in member.get(f"/forum/d/{discussion.id}")


@pytest.mark.parametrize("role", ["counsellor", "moderator", "expert", "coordinator"])
def test_staff_always_write_under_their_own_name(as_person, everyday, tell, role):
    discussion = tell(everyday, "Frage", "eins")
    person = as_person(role)
    form = writing_form(person.get(f"/forum/d/{discussion.id}/reply"))
    assert "alias_name" not in form.fields
    form["text"] = "heikel"
    sent = [*form.submit_fields(), ("alias_name", OTHER)]
    person.post(f"/forum/d/{discussion.id}/reply", sent, status=422)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ab", "mindestens drei"),
        ("x" * 41, "höchstens 40"),
        ("Moderation Forum", "klingt nach dem Team"),
        ("Leiser Αhorn", "Schriften"),
        ("Leiser Ahorn", "gibt es schon"),
        ("LEISER  AH0RN", "gibt es schon"),
        ("muti9es reh", None),
        ("Mutiges  Rеh"[:9] + "reh", "gibt es schon"),
    ],
)
def test_the_name_follows_the_rules_of_names(as_person, everyday, tell, name, sentence):
    as_person(name="Leiser Ahorn")
    discussion = tell(everyday, "Frage", "eins")
    answer(as_person(), discussion, "zwei", OTHER)
    page = answer(as_person(), discussion, "drei", name)
    if sentence is None:
        assert page.status_int == 303
    else:
        assert page.status_int == 422
        assert sentence in page.html.select_one(".error-summary").get_text()
        assert writing_form(page)["text"].value == "drei"


def test_a_name_that_looks_real_is_pointed_out_once(as_person, everyday, tell):
    discussion = tell(everyday, "Frage", "eins")
    page = answer(as_person(), discussion, "zwei", "Sabine aus Mainz")
    assert page.status_int == 200
    assert "echter Name" in page.html.select_one("section:has(#hints)").get_text()
    assert "Sabine aus Mainz" in writing_form(page).submit().follow()


def test_names_cannot_be_tried_without_end(as_person, everyday, tell):
    discussion = tell(everyday, "Frage", "eins")
    as_person(name="Leiser Ahorn")
    member = as_person()
    form = writing_form(member.get(f"/forum/d/{discussion.id}/reply"))
    form["text"], form["alias_name"] = "zwei", "Leiser Ahorn"
    seen = {form.submit(expect_errors=True).status_int for _ in range(21)}
    assert seen == {422, 429}


def test_the_same_name_in_two_discussions_leaves_no_equal_rows(as_person, everyday, tell, dbsession):
    member = as_person()
    for title in ("eins", "zwei"):
        answer(member, tell(everyday, title, "Text"), "Antwort", OTHER)
    one, two = dbsession.scalars(select(Alias)).all()
    assert one.name_key != two.name_key
    assert one.name_sealed != two.name_sealed
    assert OTHER.encode() not in one.name_sealed


def test_the_moderation_is_told_who_writes_and_the_form_says_so(as_person, everyday, tell):
    discussion = tell(everyday, "Frage", "eins")
    page = as_person().get(f"/forum/d/{discussion.id}/reply")
    assert "Die Moderation kann sehen, wer schreibt." in re.sub(r"\s+", " ", page.html.get_text())


def test_two_first_answers_at_once_have_one_name(real_app, clock):
    registry = real_app.registry
    engine = for_writing(registry["vamv.engine"])
    with Session(engine) as session, session.begin():
        people = [make(registry, session, clock.now(), "advice_seeker") for _ in range(3)]
        opens, one, other = (
            Identity(each.person_id, frozenset({"advice_seeker"}), "", "full", each.name, None)
            for each in people
        )
        category = add_category(session, slug="alltag", title="Alltag", description="", access=PUBLIC)
        discussion, _post, _first = writing.open_discussion(
            session,
            registry["vamv.vault"],
            category,
            writing.NewText("eins"),
            actor=opens,
            title="Alle",
            now=clock.now(),
        )
        discussion_id, category_id = discussion.id, category.id

    def write(job):
        actor, name = job
        with Session(engine) as session, session.begin():
            try:
                writing.reply(
                    session,
                    registry["vamv.vault"],
                    session.get_one(Category, category_id),
                    session.get_one(Discussion, discussion_id),
                    writing.NewText("Antwort", alias=name),
                    actor=actor,
                    now=clock.now(),
                )
            except policy.AliasTaken:
                return "taken"
            return "written"

    # One person sends two forms, and another one wants one of the names.
    jobs = [(one, "Mutiges Reh"), (one, "Leiser Ahorn"), (other, "Mutiges Reh"), (other, "Leiser Ahorn")]
    with ThreadPoolExecutor(len(jobs)) as pool:
        outcomes = list(pool.map(write, jobs))
    with Session(engine) as session:
        aliases = {each.person_id: each for each in session.scalars(select(Alias))}
        posts = session.scalars(select(Post).where(Post.seq > 1)).all()
        assert len(posts) == outcomes.count("written")
        assert all(post.masked and post.alias_id == aliases[post.author_id].id for post in posts)
        assert len({each.name_key for each in aliases.values()}) == len(aliases)
