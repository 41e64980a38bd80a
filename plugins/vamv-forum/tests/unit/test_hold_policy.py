"""Which texts somebody reads first, and how many a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from vamv_forum import hold_policy as policy
from vamv_forum.work import REASON_WORDS

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
OPEN = policy.Limits("none", 3, 0, 10, 60)
NOTHING = {
    "staff": False,
    "newcomer": False,
    "premoderated": False,
    "screened": False,
    "links": 0,
    "repeated": False,
}


def reason(limits=OPEN, **facts):
    return policy.hold_reason(limits, **{**NOTHING, **facts})


@pytest.mark.parametrize(
    ("limits", "facts", "why"),
    [
        (OPEN, {}, None),
        (OPEN, {"newcomer": True}, None),
        (OPEN, {"newcomer": True, "links": 1}, "links"),
        (OPEN, {"links": 9}, None),
        (replace(OPEN, newcomer_links=2), {"newcomer": True, "links": 2}, None),
        (replace(OPEN, newcomer_links=2), {"newcomer": True, "links": 3}, "links"),
        (OPEN, {"premoderated": True}, "category"),
        (OPEN, {"repeated": True}, "repeated"),
        (OPEN, {"screened": True}, "screened"),
        (replace(OPEN, premoderate="all"), {}, "all"),
        (replace(OPEN, premoderate="newcomers"), {}, None),
        (replace(OPEN, premoderate="newcomers"), {"newcomer": True}, "newcomer"),
    ],
)
def test_a_text_waits_for_a_reason(limits, facts, why):
    assert reason(limits, **facts) == why


@pytest.mark.parametrize("limits", [replace(OPEN, premoderate=which) for which in policy.PREMODERATE])
def test_the_team_never_waits(limits):
    everything = {"newcomer": True, "premoderated": True, "screened": True, "links": 9, "repeated": True}
    assert reason(limits, **everything, staff=True) is None


def test_the_most_telling_reason_is_named():
    facts = {"newcomer": True, "premoderated": True, "screened": True, "links": 9, "repeated": True}
    limits = replace(OPEN, premoderate="all")
    assert reason(limits, **facts) == "screened"
    assert reason(limits, **facts | {"screened": False}) == "links"
    assert reason(limits, **facts | {"screened": False, "newcomer": False}) == "repeated"


def test_every_reason_has_words():
    assert set(REASON_WORDS) == set(policy.HOLD_REASONS)
    assert set(policy.HOLD_REASONS) > policy.EDIT_REASONS


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Kein Link, z.B. hier. Und am 3.10. auch nicht", 0),
        ("https://example.org/a?b=c und http://example.com", 2),
        ("www.example.org", 1),
        ("schaut auf billig-kredit.de/jetzt", 1),
        ("Ich.Du.Er", 0),
    ],
)
def test_links_are_counted(text, links):
    assert policy.count_links(text) == links


def test_a_short_text_may_come_twice():
    assert not policy.is_repeat("Danke!", True)
    assert policy.is_repeat("x" * policy.REPEAT_FROM, True)
    assert not policy.is_repeat("x" * (policy.REPEAT_FROM - 1), True)
    assert not policy.is_repeat("x" * policy.REPEAT_FROM, False)


def test_whoever_has_written_enough_today_can_go_on_a_day_after_the_first_of_them():
    sent = [NOON - timedelta(hours=hours) for hours in (1, 2, 23)]
    assert policy.may_go_on_at(sent, 4, NOON) is None
    assert policy.may_go_on_at(sent, 3, NOON) == NOON + timedelta(hours=1)
    assert policy.may_go_on_at(sent, 2, NOON) == NOON + timedelta(hours=22)
    assert policy.may_go_on_at(sent, 3, NOON + timedelta(hours=1)) is None
    assert policy.may_go_on_at(sent, 3, NOON + timedelta(minutes=59)) is not None


def test_no_limit_is_no_limit():
    assert policy.may_go_on_at([NOON] * 100, 0, NOON) is None
    assert policy.may_go_on_at([], 1, NOON) is None
