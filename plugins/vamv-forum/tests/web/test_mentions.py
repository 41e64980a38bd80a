"""Calling somebody by name in a post."""

import pytest
from sqlalchemy import select

from vamv.api.orm import new_id
from vamv.notifications.models import Notification
from vamv_forum.models import ALIAS_KIND, GROUP, MUTE, Alias, CategoryMember, Mention, Post
from vamv_forum.services import following
from vamv_forum.services.aliases import name_key
from vamv_forum.services.categories import add_category
from vamv_forum.services.mentions import candidates, emphasised

pytestmark = pytest.mark.plugins("forum")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@Birke", [["Birke"]]),
        ("Danke, @Stille Birke!", [["Stille Birke", "Stille"]]),
        ("@Stille Birke am Bach ist", [["Stille Birke am", "Stille Birke", "Stille"]]),
        ("(@Ahorn.) und @Erle", [["Ahorn"], ["Erle"]]),
        ("ada@mail.example @@x a@b", []),
        ("> @Birke hat gefragt\n\nJa.", []),
        ("@" + "x" * 41, [[]]),
        ("@", []),
        ("@a " * 12, [["a"]] * 10),
    ],
)
def test_what_may_be_a_name(text, names):
    assert candidates(text) == names


@pytest.mark.parametrize(
    ("html", "result"),
    [
        ("<p>Hallo @Ada Lov</p>", "<p>Hallo <strong>@Ada Lov</strong></p>"),
        ("<p>@Ada</p>", "<p><strong>@Ada</strong></p>"),
        ("<p>@Adam</p>", "<p>@Adam</p>"),
        ("<p><code>@Ada</code> @Ada</p>", "<p><code>@Ada</code> <strong>@Ada</strong></p>"),
        (
            '<p><a href="https://x.example/@Ada">@Ada</a></p>',
            '<p><a href="https://x.example/@Ada">@Ada</a></p>',
        ),
    ],
)
def test_names_are_set_off_in_the_text_only(html, result):
    assert emphasised(html, {"Ada": "1", "Ada Lov": "2"}) == result


@pytest.fixture
def write(as_person):
    """Answer in a discussion: `write(browser, discussion, "Text")`; return the page."""

    def write(browser, discussion, text):
        page = browser.get(f"/forum/d/{discussion.id}")
        form = next(form for form in page.forms.values() if "text" in form.fields)
        form["text"] = text
        return form.submit().follow()

    return write


@pytest.fixture
def told(dbsession, work):
    def told(person):
        work()
        rows = select(Notification.type).where(Notification.person_id == person.person_id)
        return sorted(dbsession.scalars(rows))

    return told


def test_whoever_is_named_is_told_once_and_the_name_is_set_off(as_person, everyday, tell, write, told):
    birch, writer = as_person(name="Stille Birke"), as_person()
    discussion = tell(everyday, "Frage", "eins")
    page = write(writer, discussion, "Das weiß @stille birke bestimmt, <b>@Stille Birke</b>")
    assert "<strong>@stille birke</strong> bestimmt" in page
    assert "&lt;b&gt;" in page
    assert told(birch) == ["forum.mention"]
    assert "Jemand spricht Sie in einem Beitrag an: Frage" in birch.get("/notifications").html.main.text


def test_whoever_follows_and_is_named_is_told_once_of_the_same_post(
    as_person, everyday, tell, write, told, dbsession, clock
):
    birch = as_person(name="Stille Birke")
    discussion = tell(everyday, "Frage", "eins")
    birch.get(f"/forum/d/{discussion.id}")
    following.follow_by_writing(
        dbsession, person_id=birch.person_id, discussion_id=discussion.id, now=clock.now()
    )
    write(as_person(), discussion, "Huhu @Stille Birke")
    assert told(birch) == ["forum.mention"]


def test_nobody_is_told_of_naming_themselves_and_unknown_names_stay_text(
    as_person, everyday, tell, write, told
):
    birch = as_person(name="Stille Birke")
    page = write(birch, tell(everyday, "Frage", "eins"), "Ich, @Stille Birke, und @Niemand Hier")
    assert "<strong>@" not in page
    assert told(birch) == []


def test_a_change_tells_only_those_who_were_not_named_before(
    as_person, everyday, tell, write, told, dbsession
):
    birch, maple, writer = as_person(name="Stille Birke"), as_person(name="Roter Ahorn"), as_person()
    discussion = tell(everyday, "Frage", "eins")
    write(writer, discussion, "Huhu @Stille Birke")
    post = dbsession.scalars(select(Post).where(Post.discussion_id == discussion.id, Post.seq == 2)).one()

    def change(text):
        form = next(f for f in writer.get(f"/forum/p/{post.id}/edit").forms.values() if "text" in f.fields)
        form["text"] = text
        return form.submit().follow()

    page = change("Huhu @Stille Birke und @Roter Ahorn")
    assert "<strong>@Roter Ahorn</strong>" in page
    assert "<strong>@Stille Birke</strong>" in page
    change("Ohne Namen")
    change("Wieder @Stille Birke")
    assert told(birch) == told(maple) == ["forum.mention"]


def test_a_name_outside_the_group_is_as_good_as_none(as_person, dbsession, clock, tell, write, told):
    group = add_category(dbsession, slug="gruppe", title="Gruppe", description="", access=GROUP)
    inside, outside, writer = as_person(name="Stille Birke"), as_person(name="Roter Ahorn"), as_person()
    for person in (inside, writer):
        dbsession.add(CategoryMember(category_id=group.id, person_id=person.person_id, added_at=clock.now()))
    discussion = tell(group, "Unter uns", "eins")
    page = write(writer, discussion, "@Stille Birke und @Roter Ahorn und @Gibt Es Nicht")
    assert "<strong>@Stille Birke</strong>" in page
    assert page.html.main.decode().count("<strong>@") == 1
    assert told(inside) == ["forum.mention"]
    assert told(outside) == []
    assert dbsession.scalars(select(Mention.person_id)).all() == [inside.person_id]


def test_the_accounts_name_never_leads_to_another_pseudonym(
    as_person, everyday, tell, write, told, dbsession, registry
):
    birch, writer = as_person(name="Stille Birke"), as_person()
    discussion = tell(everyday, "Frage", "eins")
    vault, alias_id = registry["vamv.vault"], new_id()
    dbsession.add(
        Alias(
            id=alias_id,
            discussion_id=discussion.id,
            person_id=birch.person_id,
            name_sealed=vault.seal_text(ALIAS_KIND, alias_id, "Nachtfalter"),
            name_key=name_key(vault, discussion.id, "Nachtfalter"),
        )
    )
    dbsession.flush()
    assert "<strong>@" not in write(writer, discussion, "Huhu @Stille Birke")
    assert told(birch) == []
    assert "<strong>@Nachtfalter</strong>" in write(writer, discussion, "Huhu @Nachtfalter")
    assert told(birch) == ["forum.mention"]


def test_a_muted_discussion_stays_quiet_even_by_name(
    as_person, everyday, tell, write, told, dbsession, clock
):
    birch = as_person(name="Stille Birke")
    discussion = tell(everyday, "Frage", "eins")
    following.choose(
        dbsession, person_id=birch.person_id, discussion_id=discussion.id, level=MUTE, now=clock.now()
    )
    write(as_person(), discussion, "Huhu @Stille Birke")
    assert told(birch) == []
