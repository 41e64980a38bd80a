"""Looking after the categories."""

import pytest
from sqlalchemy import select

from vamv_forum.models import GROUP, Category, CategoryChange, CategoryMember
from vamv_forum.privacy.erasure import erase_person
from vamv_forum.services.categories import add_category
from vamv_forum.services.changes import kept

pytestmark = pytest.mark.plugins("forum")


def titles(page):
    return [each.get_text() for each in page.html.select(".row-title a")]


def undo(browser, place=0):
    page = browser.get("/forum/manage")
    forms = [form for form in page.forms.values() if "/manage/undo/" in form.action]
    return forms[place].submit().follow()


def columns(dbsession):
    dbsession.expire_all()
    return [
        kept(each) for each in dbsession.scalars(select(Category).order_by(Category.position, Category.id))
    ]


def member_form(page):
    return next(form for form in page.forms.values() if "name" in form.fields)


def fill(browser, address, **values):
    form = next(each for each in browser.get(address).forms.values() if "slug" in each.fields)
    for name, value in values.items():
        form[name] = value
    return form


def test_a_coordinator_adds_changes_orders_and_closes_categories(as_person, browser, dbsession):
    coordinator = as_person("coordinator")
    for title, slug in (("Alltag", "alltag"), ("Geld", "geld")):
        fill(coordinator, "/forum/manage/new", title=title, slug=slug, access="public").submit().follow()
    page = coordinator.get("/forum/manage")
    assert titles(page) == ["Alltag", "Geld"]
    next(form for form in page.forms.values() if "to" in form.fields).submit("to", value="down")
    assert titles(browser.get("/forum")) == ["Geld", "Alltag"]
    money = dbsession.scalars(select(Category).where(Category.slug == "geld")).one()
    form = fill(
        coordinator, f"/forum/manage/{money.id}", title="Geld und Unterhalt", access="members", archived=True
    )
    form.submit().follow()
    assert titles(browser.get("/forum")) == ["Alltag"]
    page = as_person().get("/forum/geld")
    assert page.html.h1.get_text() == "Geld und Unterhalt"
    assert "nur noch zum Lesen" in page


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("alltag", "anderer Bereich"),
        ("search", "braucht das Forum selbst"),
        ("Groß!", "kleine Buchstaben"),
        ("", "aus"),
    ],
)
def test_an_address_that_cannot_be_is_refused_with_a_sentence(as_person, everyday, slug, sentence):
    form = fill(as_person("coordinator"), "/forum/manage/new", title="Neu", slug=slug, access="public")
    page = form.submit(status=422)
    assert sentence in page.html.select_one(".error-summary").get_text()


@pytest.mark.parametrize("role", ["advice_seeker", "moderator", "counsellor"])
def test_others_do_not_get_there(as_person, everyday, role):
    browser = as_person(role)
    for address in ("/forum/manage", "/forum/manage/new", f"/forum/manage/{everyday.id}"):
        browser.get(address, status=403)


def test_the_first_page_of_an_empty_forum_is_friendly(browser):
    assert "wird gerade eingerichtet" in browser.get("/forum")


def test_every_change_can_be_taken_back_one_after_the_other(as_person, dbsession, everyday, strength):
    coordinator = as_person("coordinator")
    states = [columns(dbsession)]

    def note():
        states.append(columns(dbsession))

    address = f"/forum/manage/{everyday.id}"
    fill(
        coordinator, address, title="Tag für Tag", slug="tage", rules="*Kurz*", region="Mainz"
    ).submit().follow()
    note()
    fill(coordinator, address, archived=True, access="group", legal=True, premoderated=True).submit().follow()
    note()
    forms = [form for form in coordinator.get("/forum/manage").forms.values() if "to" in form.fields]
    forms[0].submit("to", value="down")
    note()
    fill(coordinator, "/forum/manage/new", title="Neu", slug="neu", access="members").submit().follow()
    note()
    page = coordinator.get(f"/forum/manage/{strength.id}/delete")
    next(form for form in page.forms.values() if form.action.endswith("/delete")).submit().follow()
    note()
    while len(states) > 1:
        states.pop()
        before = states[-1]
        # Of all that can be taken back, the first in the list was the last to happen.
        assert "wie vorher" in undo(coordinator)
        assert columns(dbsession) == before
    assert "Rückgängig" not in coordinator.get("/forum/manage")


def test_saving_without_a_change_leaves_no_trace(as_person, everyday, dbsession):
    fill(as_person("coordinator"), f"/forum/manage/{everyday.id}").submit().follow()
    assert dbsession.scalars(select(CategoryChange)).all() == []


def test_an_older_change_waits_for_the_newer_one(as_person, everyday, dbsession):
    coordinator = as_person("coordinator")
    fill(coordinator, f"/forum/manage/{everyday.id}", title="Eins").submit()
    stale = next(
        form for form in coordinator.get("/forum/manage").forms.values() if "/manage/undo/" in form.action
    )
    fill(coordinator, f"/forum/manage/{everyday.id}", title="Zwei").submit()
    assert coordinator.get("/forum/manage").text.count("Rückgängig") == 1
    assert "Nehmen Sie zuerst das zurück" in stale.submit().follow()
    undo(coordinator)
    assert "wie vorher" in stale.submit().follow()
    assert "wie vorher" in stale.submit().follow()
    assert columns(dbsession)[0]["title"] == "Alltag"


def test_an_address_that_is_taken_meanwhile_is_explained(as_person, everyday, strength, dbsession):
    coordinator = as_person("coordinator")
    fill(coordinator, f"/forum/manage/{everyday.id}", slug="anders").submit()
    fill(coordinator, f"/forum/manage/{strength.id}", slug="alltag").submit()
    assert "Adresse von damals" in undo(coordinator, 1)
    assert {each["slug"] for each in columns(dbsession)} == {"anders", "alltag"}


def test_a_category_that_is_used_is_not_deleted(as_person, everyday, tell, dbsession):
    coordinator = as_person("coordinator")
    page = coordinator.get(f"/forum/manage/{everyday.id}/delete")
    empty = next(form for form in page.forms.values() if form.action.endswith("/delete"))
    tell(everyday, "Schnell noch", "Hallo")
    assert "nicht leer" in empty.submit().follow()
    page = coordinator.get(f"/forum/manage/{everyday.id}/delete")
    assert "nicht leer" in page
    assert not [form for form in page.forms.values() if form.action.endswith("/delete")]


def test_adding_cannot_be_taken_back_once_somebody_has_written(as_person, tell, dbsession):
    coordinator = as_person("coordinator")
    fill(coordinator, "/forum/manage/new", title="Neu", slug="neu", access="public").submit().follow()
    tell(dbsession.scalars(select(Category)).one(), "Schon da", "Hallo")
    assert "steht schon etwas" in undo(coordinator)
    assert len(columns(dbsession)) == 1


def test_a_group_is_made_of_names_and_closed_to_everybody_else(as_person, dbsession, tell):
    coordinator, member = as_person("coordinator"), as_person(name="Stille Birke")
    fill(coordinator, "/forum/manage/new", title="Unter uns", slug="uns", access="group").submit().follow()
    page = coordinator.get("/forum/manage").click("Mitglieder")
    form = member_form(page)
    form["name"] = "Gibt es nicht"
    assert "niemanden gefunden" in form.submit(status=422)
    form["name"] = " stille  birke "
    page = form.submit().follow()
    assert "Stille Birke" in page
    form.submit()
    assert len(dbsession.scalars(select(CategoryMember)).all()) == 1
    assert "Unter uns" in member.get("/forum")
    member.get("/forum/uns")
    for role in ("advice_seeker", "moderator"):
        as_person(role).get("/forum/uns", status=404)
    remove = next(form for form in page.forms.values() if "person" in form.fields)
    remove.submit().follow()
    member.get("/forum/uns", status=404)
    assert remove.submit().follow().status_int == 200
    undo(coordinator)
    member.get("/forum/uns")


def test_only_groups_have_members(as_person, everyday):
    as_person("coordinator").get(f"/forum/manage/{everyday.id}/members", status=404)


def test_changes_forget_whoever_leaves(as_person, dbsession, clock):
    coordinator, member = as_person("coordinator"), as_person(name="Stille Birke")
    group = add_category(dbsession, slug="uns", title="Uns", description="", access=GROUP)
    form = member_form(coordinator.get(f"/forum/manage/{group.id}/members"))
    form["name"] = "Stille Birke"
    form.submit()
    erase_person(dbsession, member.person_id, keep_texts=False, now=clock.now())
    assert dbsession.scalars(select(CategoryChange)).all() == []


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("coordinator", True),
        ("administrator", True),
        ("advice_seeker", False),
        ("moderator", False),
        ("counsellor", False),
        ("expert", False),
        ("auditor", False),
    ],
)
def test_who_may_manage(as_person, dbsession, role, may):
    group = add_category(dbsession, slug="uns", title="Uns", description="", access=GROUP)
    person = as_person(role)
    pages = ("", "/new", f"/{group.id}", f"/{group.id}/delete", f"/{group.id}/members")
    deeds = (f"/{group.id}/move", f"/{group.id}/members/remove", f"/{group.id}/delete")
    answers = [person.get(f"/forum/manage{page}", status="*").status_int for page in pages]
    token = {"csrf_token": person.get("/notifications/choices").html.select_one("[name=csrf_token]")["value"]}
    answers += [person.post(f"/forum/manage{deed}", token, status="*").status_int for deed in deeds]
    assert all((answer < 400) is may for answer in answers), answers
