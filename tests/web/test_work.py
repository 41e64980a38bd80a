"""The work list: what waits over all parts, for those who may do it."""

from datetime import timedelta

import pytest
from vamv_tiny.models import Slip

from vamv.staff.queries import work_of
from vamv.web.work import WorkItem, WorkList

pytestmark = pytest.mark.plugins("tiny")


@pytest.fixture
def held(dbsession, clock):
    row = Slip(author_id=None, text="Ruf an: 0123 456", held=True, created_at=clock.now())
    dbsession.add(row)
    dbsession.flush()
    return row


def items(*, name, query):
    return WorkList(name, name.title(), query, "staff.work")


def test_what_waits_in_a_part_stands_on_the_list_and_leads_there(as_person, held):
    page = as_person("moderator").get("/work")
    assert page.html.tbody.a["href"] == f"/tiny/{held.id}"
    assert [cell["data-label"] for cell in page.html.tbody.tr.find_all("td")] == [
        "Bis",
        "Was",
        "Stand",
        "Für",
    ]


def test_whoever_may_not_do_the_work_does_not_see_it(as_person, held):
    page = as_person("counsellor").get("/work")
    assert page.html.tbody is None
    assert "danke" in page.html.find(class_="empty").text


def test_members_and_visitors_have_no_work_list(as_person, browser):
    as_person().get("/work", status=403)
    assert browser.get("/work", status="*").status_int in (302, 303)


def test_what_is_overdue_says_so(as_person, held, clock, dbsession):
    held.created_at = clock.now() - timedelta(days=2)
    dbsession.flush()
    assert "überfällig" in as_person("moderator").get("/work").html.tbody.text


def test_due_first_then_urgent_and_without_a_date_last(dbsession, clock):
    now = clock.now()

    def first(session, actor, moment, limit):
        return [WorkItem("ohne Frist", "r"), WorkItem("später", "r", due=now + timedelta(hours=2))]

    def second(session, actor, moment, limit):
        soon = now + timedelta(hours=1)
        return [WorkItem("bald", "r", due=soon), WorkItem("bald und dringend", "r", due=soon, urgent=True)]

    lists = [items(name="a", query=first), items(name="b", query=second)]
    found = work_of(dbsession, lists, None, now, 10)
    assert [each.title for each in found.items] == ["bald und dringend", "bald", "später", "ohne Frist"]


def test_a_list_that_fails_is_named_and_the_others_are_shown(dbsession, clock):
    def broken(session, actor, moment, limit):
        raise RuntimeError

    def whole(session, actor, moment, limit):
        return [WorkItem("da", "r")]

    lists = [items(name="broken", query=broken), items(name="whole", query=whole)]
    found = work_of(dbsession, lists, None, clock.now(), 10)
    assert [each.title for each in found.items] == ["da"]
    assert found.missing == ["Broken"]
