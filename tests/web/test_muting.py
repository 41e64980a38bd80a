"""Hiding another person: quiet, to be taken back, and without telling who stands behind a name."""

import pytest
from sqlalchemy import func, select
from vamv_tiny.models import Slip

from vamv.moderation.blocks import BLOCK, MOST, MUTE, TooMany, hidden_people, is_blocked, mute, muted_by
from vamv.moderation.content import Alias
from vamv.moderation.models import Mute
from vamv.moderation.screening import may_contact
from vamv.privacy.sections import About, muted
from vamv.privacy.services import erase_person

pytestmark = pytest.mark.plugins("tiny")


@pytest.fixture
def slip_of(dbsession, clock):
    def write(person):
        row = Slip(author_id=person.person_id, text="Wieder so ein Tag.", created_at=clock.now())
        dbsession.add(row)
        dbsession.flush()
        return row

    return write


@pytest.fixture
def hide(dbsession, vault, clock):
    """Hide one person from another, as the page does."""

    def do(person, other, kind=MUTE, alias=None, name="Blaue Tanne"):
        mute(
            dbsession,
            vault,
            person_id=person.person_id,
            other_id=other.person_id,
            name=alias.name if alias else name,
            alias=alias,
            kind=kind,
            now=clock.now(),
        )

    return do


def rows(dbsession):
    return dbsession.scalar(select(func.count()).select_from(Mute))


def token_of(browser):
    return browser.get("/account/devices").html.find("input", {"name": "csrf_token"})["value"]


def test_somebody_is_hidden_and_shown_again(as_person, slip_of, dbsession):
    other, reader = as_person(name="Blaue Tanne"), as_person()
    slip = slip_of(other)
    page = reader.get(f"/mute/tiny.slip/{slip.id}")
    assert "„Blaue Tanne“ ausblenden?" in page.html.h1.get_text()
    assert other.person_id not in page
    next(form for form in page.forms.values() if "kind" in form.fields).submit(status=303)
    assert hidden_people(dbsession, reader.person_id) == {other.person_id}
    # Nothing changes for the one who is hidden.
    assert hidden_people(dbsession, other.person_id) == frozenset()

    page = reader.get("/account").click("Ausgeblendete Personen")
    assert "Blaue Tanne" in page
    page = next(form for form in page.forms.values() if form.action.endswith("/undo")).submit().follow()
    assert "Sie blenden niemanden aus" in page
    assert hidden_people(dbsession, reader.person_id) == frozenset()


def test_the_last_choice_counts_and_there_is_one_row(as_person, hide, dbsession):
    other, reader = as_person(), as_person()
    for kind, blocked in ((MUTE, False), (BLOCK, True), (BLOCK, True), (MUTE, False)):
        hide(reader, other, kind)
        assert is_blocked(dbsession, sender_id=other.person_id, recipient_id=reader.person_id) is blocked
    assert rows(dbsession) == 1


def test_the_form_shows_what_was_chosen_before(as_person, slip_of, hide):
    other, reader = as_person(), as_person()
    address = f"/mute/tiny.slip/{slip_of(other).id}"

    def chosen():
        form = next(form for form in reader.get(address).forms.values() if "kind" in form.fields)
        return form["kind"].value

    assert chosen() == MUTE
    hide(reader, other, BLOCK)
    assert chosen() == BLOCK


def test_a_block_ends_contact_both_ways_and_a_mute_does_not(as_person, hide, registry, dbsession):
    other, reader, third = as_person(), as_person(), as_person()

    def may(sender, recipient):
        return may_contact(
            registry["vamv.hooks"], dbsession, sender_id=sender.person_id, recipient_id=recipient.person_id
        )

    hide(reader, other, MUTE)
    assert may(other, reader)
    hide(reader, other, BLOCK)
    assert not may(other, reader)
    assert not may(reader, other)
    assert may(other, third)
    # A plugin has its say too.
    assert not may(third, third)


def test_hiding_another_name_does_not_tell_whose_it_is(as_person, hide, registry, dbsession):
    other, reader = as_person(), as_person()
    alias = Alias("Nachtfalter", "a" * 26)
    hide(reader, other, BLOCK, alias)
    found = muted_by(dbsession, reader.person_id)
    assert found.hides(other.person_id, alias.scope)
    # Under the account's own name, and under a third one, everything stays as it was …
    assert not found.hides(other.person_id)
    assert not found.hides(other.person_id, "b" * 26)
    assert hidden_people(dbsession, reader.person_id) == frozenset()
    # … also for writing to it; only the one who is blocked cannot write.
    pair = {"sender_id": reader.person_id, "recipient_id": other.person_id}
    assert may_contact(registry["vamv.hooks"], dbsession, **pair)
    assert is_blocked(dbsession, sender_id=other.person_id, recipient_id=reader.person_id)
    # The list shows the name that was seen.
    page = reader.get("/account/hidden")
    assert "Nachtfalter" in page
    assert "Leiser Ahorn" not in page.html.main.get_text()
    # The account can be hidden as well: to hide one is not to hide the other.
    hide(reader, other, MUTE)
    assert rows(dbsession) == 2
    assert not muted_by(dbsession, reader.person_id).hides(other.person_id, "b" * 26)


def test_the_list_keeps_the_name_that_was_seen(as_person, hide, dbsession):
    other, reader = as_person(name="Blaue Tanne"), as_person()
    hide(reader, other)
    profile = other.get("/account/profile")
    form = next(form for form in profile.forms.values() if "name" in form.fields)
    form["name"] = "Rote Buche"
    form.submit()
    page = reader.get("/account/hidden")
    assert "Blaue Tanne" in page
    assert "Rote Buche" not in page


def test_the_team_cannot_be_hidden_and_the_page_says_why(as_person, slip_of, dbsession):
    moderator, reader = as_person("moderator"), as_person()
    slip = slip_of(moderator)
    page = reader.get(f"/mute/tiny.slip/{slip.id}")
    assert "gehört zum Team" in page
    assert not any("kind" in form.fields for form in page.forms.values())
    token = token_of(reader)
    refused = reader.post(f"/mute/tiny.slip/{slip.id}", {"csrf_token": token, "kind": "mute"}, status=422)
    assert "gehört zum Team" in refused
    assert rows(dbsession) == 0


def test_another_name_of_the_team_is_hidden_like_any_other(as_person, hide, dbsession):
    moderator, reader = as_person("moderator"), as_person()
    hide(reader, moderator, MUTE, Alias("Nachtfalter", "a" * 26))
    assert rows(dbsession) == 1


def test_nobody_hides_themselves_a_guest_or_what_is_not_there(as_person, slip_of, dbsession, clock):
    reader = as_person()
    reader.get(f"/mute/tiny.slip/{slip_of(reader).id}", status=404)
    nobodys = Slip(author_id=None, text="…", created_at=clock.now())
    dbsession.add(nobodys)
    dbsession.flush()
    reader.get(f"/mute/tiny.slip/{nobodys.id}", status=404)
    reader.get("/mute/tiny.slip/nothing", status=404)
    reader.get("/mute/kite.letter/nothing", status=404)


def test_the_list_is_ones_own(as_person, hide, browser, dbsession):
    other, reader, third = as_person(), as_person(), as_person()
    hide(reader, other)
    row = dbsession.scalars(select(Mute)).one()
    page = third.get("/account/hidden")
    assert "Sie blenden niemanden aus" in page
    third.post(f"/account/hidden/{row.id}/undo", {"csrf_token": token_of(third)}, status=404)
    assert rows(dbsession) == 1
    assert browser.get("/account/hidden").status_int in (302, 303, 403)


def test_the_team_sees_everything_and_has_no_list(as_person, slip_of):
    other, moderator = as_person(), as_person("moderator")
    moderator.get("/account/hidden", status=403)
    moderator.get(f"/mute/tiny.slip/{slip_of(other).id}", status=403)
    assert "Ausgeblendete Personen" not in moderator.get("/account")


def test_a_wrong_choice_is_refused(as_person, slip_of, dbsession):
    other, reader = as_person(), as_person()
    address = f"/mute/tiny.slip/{slip_of(other).id}"
    token = token_of(reader)
    for kind in ("", "erase"):
        reader.post(address, {"csrf_token": token, "kind": kind}, status=422)
    assert rows(dbsession) == 0


def test_a_list_has_an_end(as_person, hide, make_person, dbsession, clock):
    reader, other = as_person(), as_person()
    dbsession.add_all(
        Mute(
            person_id=reader.person_id,
            other_id=other.person_id,
            scope=str(number),
            kind=MUTE,
            label_sealed=b"",
            created_at=clock.now(),
        )
        for number in range(MOST)
    )
    dbsession.flush()
    with pytest.raises(TooMany):
        hide(reader, other)


def test_it_is_handed_out_to_the_one_who_hides_and_to_nobody_else(as_person, hide, dbsession, vault):
    other, reader = as_person(), as_person()
    hide(reader, other)

    def export(who):
        return muted(About(dbsession, vault, who.person_id, None, None, str)).rows

    assert [row["export-name"] for row in export(reader)] == ["Blaue Tanne"]
    assert export(other) == []


@pytest.mark.parametrize("leaver", ["reader", "other"])
def test_it_goes_with_either_of_both(as_person, hide, dbsession, vault, registry, clock, leaver):
    people = {"other": as_person(), "reader": as_person()}
    hide(people["reader"], people["other"])
    erase_person(
        dbsession,
        vault,
        registry["vamv.hooks"],
        person_id=people[leaver].person_id,
        keep_texts=True,
        dormant=(),
        now=clock.now(),
    )
    assert rows(dbsession) == 0


def test_the_name_is_not_in_the_database(as_person, hide, dbsession):
    other, reader = as_person(), as_person()
    hide(reader, other)
    (sealed,) = dbsession.scalars(select(Mute.label_sealed))
    assert b"Tanne" not in sealed
