"""Searching: parts of compounds, inflection, and only what the person may read."""

import pytest

pytestmark = pytest.mark.plugins("forum")


def found(browser, query, **more):
    page = browser.get("/forum/search", {"q": query, **more})
    return [each.get_text() for each in page.html.select(".row-title a")]


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Der Unterhaltsvorschuss kam spät.", "vorschuss"),
        ("Der Unterhaltsvorschuss kam spät.", "Unterhaltsvorschüsse"),
        ("Meine Kinder schlafen.", "Kindern"),
        ("Wir waren auf der Straße.", "strasse"),
        ("Die Großmutter hilft.", "grossmutter hilft"),
        ("Café am Eck", "cafe"),
        ("Ich bin MÜDE.", "müde"),
        ("Der Antrag liegt beim Jugendamt.", "Jugendamt Antrag"),
    ],
)
def test_words_are_found_in_compounds_and_in_every_form(browser, everyday, tell, text, query):
    tell(everyday, "Treffer", text)
    tell(everyday, "Anderes", "Nichts davon.")
    assert found(browser, query) == ["Treffer"]


@pytest.mark.parametrize(
    "query", ["", " ", "ab", '"', "* OR *", 'vorschuss*"(', "%%%", "___", "\\", "NEAR(", "x" * 5000]
)
def test_any_query_gets_a_page(browser, everyday, tell, query):
    tell(everyday, "Treffer", "Der Unterhaltsvorschuss kam spät.")
    browser.get("/forum/search", {"q": query})


def test_all_words_must_be_there(browser, everyday, tell):
    tell(everyday, "Treffer", "Der Antrag liegt beim Amt.")
    assert found(browser, "Antrag Mondfahrt") == []


def test_the_title_is_searched_with_the_opening_post(browser, everyday, tell):
    tell(everyday, "Klassenfahrt", "Text", "Antwort")
    assert found(browser, "klassenfahrt") == ["Klassenfahrt"]


def test_visitors_find_nothing_of_what_is_for_members(browser, as_person, strength, tell):
    tell(strength, "Intern", "Erschöpfung pur")
    assert found(browser, "Erschöpfung") == []
    assert found(as_person(), "Erschöpfung") == ["Intern"]
    assert "Intern" not in browser.get("/search", {"q": "Erschöpfung"}, status="*")


def test_the_portal_finds_what_stands_in_the_forum(browser, everyday, tell):
    tell(everyday, "Treffer", "Der Unterhaltsvorschuss kam spät.")
    assert "Treffer" in browser.get("/search", {"q": "vorschuss"})


@pytest.mark.settings({"vamv.permission.forum.read": "advice_seeker"})
def test_the_portal_finds_nothing_for_whom_a_chapter_keeps_out(as_person, everyday, tell):
    tell(everyday, "Treffer", "Der Unterhaltsvorschuss kam spät.")
    assert "Treffer" in as_person().get("/search", {"q": "vorschuss"})
    assert "Treffer" not in as_person("auditor").get("/search", {"q": "vorschuss"})


def test_a_changed_post_is_found_by_its_new_words_only(as_person, everyday):
    member = as_person()
    page = member.get("/forum/alltag/new")
    form = next(each for each in page.forms.values() if "text" in each.fields)
    form["title"], form["text"] = "Frage", "Kleinort ist schön."
    page = form.submit().follow()
    page = page.click("Bearbeiten")
    form = next(each for each in page.forms.values() if "text" in each.fields)
    form["text"] = "Das Land ist schön."
    form.submit()
    assert found(member, "Kleinort") == []
    assert found(member, "Land") == ["Frage"]


def test_a_text_behind_a_warning_is_not_quoted(browser, everyday, tell):
    tell(everyday, "Frage", "Er schlug die Tür zu.", warning="Gewalt")
    page = browser.get("/forum/search", {"q": "schlug"})
    assert "Frage" in page
    assert "schlug die" not in page
    assert "Gewalt" in page


def test_results_go_on_behind_a_key_the_latest_first(browser, everyday, tell):
    tell(everyday, "Lang", *(f"Regenschirm Nummer {number}." for number in range(1, 46)))
    page = browser.get("/forum/search", {"q": "Regenschirm"})
    seen = []
    while True:
        seen += [
            int(each.get_text().split()[2].strip("."))
            for each in page.html.select(".row-main > p:first-of-type")
        ]
        link = page.html.select_one('a[rel="next"]')
        if link is None:
            break
        page = browser.get(link["href"])
    assert seen == list(range(45, 0, -1))
