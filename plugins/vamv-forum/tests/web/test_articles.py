"""The HTML of a post is kept for everybody who sees the same: nothing of one reader gets into another's page."""

import re
from importlib.resources import files

import pytest
from sqlalchemy import select

from vamv_forum.models import Post
from vamv_forum.services import visibility
from vamv_forum.views.articles import ARTICLES, MOST_KEPT

pytestmark = pytest.mark.plugins("forum")


@pytest.fixture
def author(as_person):
    return as_person(name="Leiser Ahorn")


@pytest.fixture
def discussion(everyday, tell, author):
    author.name = "Leiser Ahorn"
    return tell(everyday, "Frage", "eins", "zwei", by=author)


def article(browser, discussion, seq=1):
    page = browser.get(f"/forum/d/{discussion.id}")
    return str(page.html.select_one(f"#post-{seq}"))


def test_two_who_see_the_same_get_the_same_made_once(as_person, discussion, registry):
    one, other = as_person(), as_person()
    first = article(one, discussion)
    kept = dict(registry[ARTICLES])
    assert article(other, discussion) == first
    assert registry[ARTICLES] == kept


def test_each_reader_sees_their_own_marks_in_any_order(as_person, browser, author, discussion):
    member, moderator = as_person(), as_person("moderator")
    everybody = {"member": member, "moderator": moderator, "visitor": browser, "author": author}
    alone = {name: article(reader, discussion) for name, reader in everybody.items()}
    again = {name: article(reader, discussion) for name, reader in reversed(everybody.items())}
    assert alone == again
    assert "von Ihnen" in alone["author"]
    assert "von Ihnen" not in alone["member"] + alone["visitor"] + alone["moderator"]
    assert "Danke sagen" in alone["member"]
    assert "Danke sagen" not in alone["author"] + alone["visitor"]


def test_thanks_of_one_are_no_thanks_of_another(as_person, discussion, press):
    one, other = as_person(), as_person()
    before = article(other, discussion)
    press(one.get(f"/forum/d/{discussion.id}"), "/thanks")
    assert "Danke gesagt" in article(one, discussion)
    assert article(other, discussion) == before


def test_each_language_has_its_own(browser, discussion):
    german = article(browser, discussion)
    browser.post("/language", {"locale": "en", "came_from": "/"})
    english = article(browser, discussion)
    assert "Mehr" in german
    assert "Mehr" not in english
    assert "More" in english


def test_what_was_hidden_is_not_shown_as_it_was(browser, discussion, dbsession, clock):
    assert "eins" in article(browser, discussion)
    post_id = dbsession.scalar(select(Post.id).where(Post.discussion_id == discussion.id, Post.seq == 1))
    visibility.hide_post(dbsession, post_id, now=clock.now(), reason="other")
    assert "eins" not in article(browser, discussion)
    visibility.restore_post(dbsession, post_id, now=clock.now())
    assert "eins" in article(browser, discussion)


@pytest.mark.parametrize("template", ["posts.pt", "reply.pt"])
def test_what_is_kept_was_made_without_asking_who_reads(template):
    text = files("vamv_forum").joinpath("templates", template).read_text(encoding="utf-8")
    said = re.findall(r'\$\{(.*?)\}|tal:(?:condition|define|repeat|attributes)="(.*?)"', text, re.DOTALL)
    names = {name for parts in said for part in parts for name in re.findall(r"(?<![.\w'])[a-z_]+", part)}
    assert {"sight", "look"} & names
    assert not names & {
        "request",
        "can",
        "csrf",
        "path",
        "ago",
        "date",
        "datetime",
        "nav",
        "outlet",
        "flashes",
        "site",
    }


def test_no_more_than_a_bound_is_kept(browser, discussion, registry):
    article(browser, discussion)
    some = next(iter(registry[ARTICLES]))
    registry[ARTICLES].update({some._replace(moved=number): "" for number in range(MOST_KEPT)})
    article(browser, discussion, 2)
    browser.post("/language", {"locale": "en", "came_from": "/"})
    article(browser, discussion)
    assert len(registry[ARTICLES]) < 10


def test_what_somebody_has_begun_to_write_is_in_nobody_elses_form(as_person, discussion):
    one, other = as_person(), as_person()
    empty = form_of(other, discussion)
    data = {
        "draft_key": f"forum.reply:{discussion.id}",
        "text": "Mein Entwurf",
        "content_warning": "Trennung",
    }
    page = one.get(f"/forum/d/{discussion.id}")
    one.post(
        "/drafts", {**data, "csrf_token": page.html.select_one("#reply input[name=csrf_token]")["value"]}
    )
    assert "Mein Entwurf" in form_of(one, discussion)
    assert form_of(other, discussion) == empty
    assert form_of(as_person(), discussion) == empty


def form_of(browser, discussion):
    """Return the form without what belongs to one sending of it."""
    form = browser.get(f"/forum/d/{discussion.id}").html.select_one("#reply form")
    for own in form.select("input[type=hidden]"):
        own.decompose()
    return str(form)
