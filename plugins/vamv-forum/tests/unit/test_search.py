"""Words as the search compares them, the words it keeps, and the bounds of what it looks at."""

import pytest
from sqlalchemy import delete, select

from vamv.api.orm import new_id
from vamv.api.security import Identity
from vamv_forum.models import (
    GROUP,
    MEMBERS,
    PUBLIC,
    CategoryMember,
    Discussion,
    Post,
    SearchEntry,
    SearchWord,
)
from vamv_forum.search import (
    MOST_WORDS,
    excerpt,
    find,
    finding,
    fold,
    forget_words,
    index_post,
    similar,
    terms,
    unindex_posts,
)
from vamv_forum.services.categories import add_category

forum = pytest.mark.plugins("forum")


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Straße", "strasse"), ("MÜDE  Café", "mude cafe"), ("ﬁn\nÅ", "fin a"), ("naïve", "naive"), ("", "")],
)
def test_folding_leaves_what_differs_in_writing_only(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Kinder", ["kind"]),
        ("Unterhaltsvorschüsse", ["unterhaltsvorschuss"]),
        ("im Amt", ["amt"]),
        ("ja", []),
        ('"Antrag" OR NEAR(x)', ["antrag", "near"]),
        ("50 % 100€ 2026", ["100", "2026"]),
        ("Amt amt AMT", ["amt"]),
    ],
)
def test_a_query_becomes_stems_of_three_letters_or_more(query, expected):
    assert sorted(terms(query)) == sorted(expected)


def test_a_query_of_many_words_is_cut_to_the_longest():
    found = terms(" ".join(f"wortnummer{'x' * length}" for length in range(30)))
    assert len(found) == MOST_WORDS
    assert len(found[0]) > len(found[-1])


def test_every_term_is_part_of_its_own_word():
    for word in ("Häuser", "Großmütter", "gegangen", "Müdigkeit", "Leistungen", "Äpfel", "Vorschüsse"):
        assert terms(word)[0] in fold(word), word


def test_an_excerpt_shows_the_place_of_the_word():
    text = " ".join(f"w{number}" for number in range(100))
    cut = excerpt(text.replace("w50", "Unterhaltsvorschuss"), "vorschuss")
    assert "Unterhaltsvorschuss" in cut
    assert cut.startswith("… ")
    assert cut.endswith(" …")
    assert excerpt("Kurzer Text.", "anderes") == "Kurzer Text."


@pytest.fixture
def actor(make_person):
    return Identity(make_person().person_id, frozenset({"advice_seeker"}), "", "full", "", None)


@pytest.fixture
def write(dbsession, clock):
    """Write a discussion with these texts, and make it findable; return it and its posts."""
    known = {}

    def write(title, *texts, access=PUBLIC):
        if access not in known:
            known[access] = add_category(dbsession, slug=access, title=access, description="", access=access)
        when = clock.now()
        discussion = Discussion(
            category_id=known[access].id, title=title, created_at=when, last_post_at=when, last_seq=len(texts)
        )
        dbsession.add(discussion)
        dbsession.flush()
        posts = [
            Post(
                discussion_id=discussion.id,
                seq=seq,
                client_id=new_id(),
                source=text,
                html=f"<p>{text}</p>",
                renderer_version=1,
                created_at=when,
            )
            for seq, text in enumerate(texts, 1)
        ]
        dbsession.add_all(posts)
        dbsession.flush()
        for post in posts:
            index_post(dbsession, post, title if post.seq == 1 else "")
        return discussion, posts

    return write


@pytest.fixture
def without_the_newest(monkeypatch):
    """Let everything be looked for in the index, as what is older than the newest posts is."""
    monkeypatch.setattr(finding, "NEWEST", 0)


def numbers(found):
    return [row[0] for row in found.rows]


def kept(session):
    return set(session.scalars(select(SearchWord.word)))


@forum
@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Der Unterhaltsvorschuss kam spät.", "vorschuss"),
        ("Der Unterhaltsvorschuss kam spät.", "Unterhaltsvorschüsse"),
        ("Die Großmutter hilft beim Antrag.", "grossmutter anträge"),
        ("Café am Eck, Straße 7", "cafe strasse"),
        ("„Kindergeld“: ja!", "geld"),
    ],
)
def test_the_index_finds_what_comparing_finds(dbsession, write, without_the_newest, text, query):
    write("Treffer", text)
    write("Anderes", "Nichts davon.")
    assert [row[2].title for row in find(dbsession, None, query, limit=5).rows] == ["Treffer"]


@forum
def test_a_part_of_very_many_words_is_compared_with_what_other_words_find(
    dbsession, write, without_the_newest, monkeypatch
):
    monkeypatch.setattr(finding, "WORDS", 2)
    write("Viele", "Amtsbrief Amtsgericht Jugendamt Amtszeit")
    write("Gesucht", "Sozialamt und Zirkus")
    write("Anderes", "Zirkus allein")
    assert [row[2].title for row in find(dbsession, None, "amt zirkus", limit=5).rows] == ["Gesucht"]


@forum
def test_pages_follow_one_another_from_the_newest_into_the_index(dbsession, write, monkeypatch):
    monkeypatch.setattr(finding, "NEWEST", 3)
    write("Lang", *(f"Regenschirm {number}" for number in range(9)))
    before, seen = None, []
    while True:
        page = find(dbsession, None, "regenschirm", limit=2, before=before)
        seen += numbers(page)
        before = page.older
        if before is None:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(seen) == 9


@forum
def test_what_may_not_be_read_is_looked_through_up_to_a_bound_and_a_link_goes_on(
    dbsession, write, without_the_newest, monkeypatch
):
    monkeypatch.setattr(finding, "CANDIDATES", 3)
    write("Offen", "Regenschirm")
    write("Intern", *["Regenschirm"] * 4, access=MEMBERS)
    first = find(dbsession, None, "regenschirm", limit=5)
    assert first.rows == []
    assert first.older is not None
    second = find(dbsession, None, "regenschirm", limit=5, before=first.older)
    assert [row[2].title for row in second.rows] == ["Offen"]
    assert second.older is None


@forum
def test_a_group_finds_its_own_posts_and_nobody_else_does(dbsession, write, actor, make_person, clock):
    discussion, _posts = write("Gruppe", "Regenschirm", access=GROUP)
    other = Identity(make_person().person_id, frozenset({"advice_seeker"}), "", "full", "", None)
    member = CategoryMember(
        category_id=discussion.category_id, person_id=other.person_id, added_at=clock.now()
    )
    dbsession.add(member)
    dbsession.flush()
    for question in (
        lambda who: [row[2] for row in find(dbsession, who, "regenschirm", limit=5).rows],
        lambda who: similar(dbsession, who, "Regenschirm verloren"),
    ):
        assert question(other) == [discussion]
        assert question(actor) == question(None) == []


@forum
def test_a_word_stays_while_a_post_has_it_and_goes_with_the_last(dbsession, write):
    _discussion, (first, second) = write("Frage", "Kleinort ist schön", "Kleinort nicht, aber Talstadt")
    unindex_posts(dbsession, [first.id])
    assert {"kleinort", "talstadt"} <= kept(dbsession)
    assert not {"frage", "schon"} & kept(dbsession)
    second.html = "<p>Nur Talstadt</p>"
    index_post(dbsession, second)
    assert "kleinort" not in kept(dbsession)
    dbsession.execute(delete(Post).where(Post.id == second.id))
    forget_words(dbsession)
    assert "talstadt" not in kept(dbsession)
    assert list(dbsession.scalars(select(SearchEntry.folded))) == [""]


@forum
def test_similar_discussions_share_rare_words_first(dbsession, write):
    for number in range(4):
        write(f"Kindergeld {number}", "Kindergeld und Antrag")
    wanted, _posts = write("Zwillinge", "Kindergeld für Zwillinge")
    write("Ganz anderes", "Nichts davon", "Hier fragt jemand nach Zwillingen und Kindergeld")
    found = similar(dbsession, None, "Wer bekommt das Kindergeld bei Zwillingen?", limit=3)
    assert found[0] == wanted
    assert len(found) == 3
    assert "Ganz anderes" not in [each.title for each in found]
    assert similar(dbsession, None, "Wie geht das denn bei euch?") == []
    assert similar(dbsession, None, "") == []
