"""The rules of a meeting, one by one."""

from datetime import UTC, date, datetime, timedelta

import pytest

from vamv_groupchat import policy
from vamv_groupchat.models import ChatSession, Participant
from vamv_groupchat.schedule import moment, occurrences

NOW = datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
AWAY = timedelta(minutes=5)
HOUR = timedelta(hours=1)


def chat(**more):
    return ChatSession(**{"starts_at": NOW - HOUR, "ends_at": NOW + HOUR, "slow_seconds": 0, **more})


def who(ref="a", **more):
    values = {"moderating": False, "listening": False, "joined_at": NOW, "seen_at": NOW, "ref": ref}
    return Participant(**{**values, **more})


@pytest.mark.parametrize(
    ("meeting", "seen", "expected"),
    [
        (chat(), NOW, policy.OPEN),
        (chat(), NOW - AWAY, policy.OPEN),
        (chat(), NOW - AWAY - timedelta(seconds=1), policy.UNSTAFFED),
        (chat(), None, policy.UNSTAFFED),
        (chat(frozen_at=NOW), NOW, policy.FROZEN),
        (chat(frozen_at=NOW), None, policy.UNSTAFFED),
        (chat(starts_at=NOW + HOUR), NOW, policy.BEFORE),
        (chat(starts_at=NOW + HOUR, opened_at=NOW), NOW, policy.OPEN),
        (chat(ends_at=NOW), NOW, policy.CLOSED),
        (chat(closed_at=NOW), NOW, policy.CLOSED),
        (chat(cancelled_at=NOW, closed_at=NOW), NOW, policy.CANCELLED),
    ],
)
def test_a_meeting_is_open_only_while_a_moderator_is_there(meeting, seen, expected):
    assert policy.state(meeting, seen, NOW, AWAY) == expected


def test_moderators_come_in_before_the_others_and_nobody_after_the_end():
    soon = chat(starts_at=NOW + policy.EARLY)
    assert policy.may_enter(soon, policy.BEFORE, NOW, moderating=True)
    assert not policy.may_enter(soon, policy.BEFORE, NOW, moderating=False)
    assert not policy.may_enter(soon, policy.BEFORE, NOW - timedelta(seconds=1), moderating=True)
    assert policy.may_enter(chat(), policy.UNSTAFFED, NOW, moderating=False)
    assert not policy.may_enter(chat(), policy.CLOSED, NOW, moderating=True)


@pytest.mark.parametrize(
    ("state", "person", "muted", "code"),
    [
        (policy.OPEN, who(), False, None),
        (policy.OPEN, who(), True, policy.MUTED),
        (policy.OPEN, who(listening=True), False, policy.LISTENING),
        (policy.OPEN, who(said_at=NOW - timedelta(seconds=10)), False, policy.SLOW),
        (policy.OPEN, who(said_at=NOW - timedelta(seconds=30)), False, None),
        (policy.FROZEN, who(), False, policy.FROZEN),
        (policy.UNSTAFFED, who(), False, policy.UNSTAFFED),
        (policy.FROZEN, who(moderating=True, said_at=NOW), False, None),
        (policy.UNSTAFFED, who(moderating=True), False, None),
        (policy.CLOSED, who(moderating=True), False, policy.CLOSED),
    ],
)
def test_who_may_write(state, person, muted, code):
    refused = policy.refusal(chat(slow_seconds=30), state, person, muted, NOW)
    assert (refused.code if refused else None) == code


def test_a_pause_is_said_in_whole_seconds_that_are_left():
    assert policy.slow_wait(30, NOW - timedelta(seconds=29.5), NOW) == 1
    assert policy.slow_wait(30, NOW - timedelta(seconds=30), NOW) == 0
    assert policy.slow_wait(0, NOW, NOW) == 0


def test_nobody_keeps_a_place_by_going_away():
    idle = timedelta(minutes=15)
    assert policy.has_place(who(), NOW + idle, idle)
    assert not policy.has_place(who(), NOW + idle + timedelta(seconds=1), idle)
    assert not policy.has_place(who(left_at=NOW), NOW, idle)
    assert not policy.has_place(who(moderating=True), NOW, idle)
    assert policy.is_full(2, 2)
    assert not policy.is_full(None, 999)


def test_whoever_has_the_floor_stands_first_then_as_they_asked():
    hands = [
        who("late", hand_at=NOW),
        who("early", hand_at=NOW - HOUR),
        who("speaks", hand_at=NOW, called_at=NOW),
        who("none"),
        who("gone", hand_at=NOW, left_at=NOW),
    ]
    assert [each.ref for each in policy.speaking_order(hands)] == ["speaks", "early", "late"]


def test_quiet_are_those_who_could_speak_and_have_not_for_a_while():
    long_ago = NOW - policy.QUIET
    people = [
        who("said", joined_at=long_ago, said_at=NOW),
        who("quiet", joined_at=long_ago),
        who("listens", joined_at=long_ago, listening=True),
        who("leads", joined_at=long_ago, moderating=True),
        who("quieter", joined_at=NOW - HOUR, said_at=long_ago - AWAY),
        who("new"),
    ]
    assert [each.ref for each in policy.quiet_people(people, NOW)] == ["quieter", "quiet"]


def test_the_hour_stays_the_same_when_the_clocks_change():
    # Summer time ends on 25 October 2026.
    found = list(
        occurrences(
            date(2026, 10, 22),
            20 * 60 + 30,
            90,
            1,
            since=datetime(2026, 10, 20, tzinfo=UTC),
            until=datetime(2026, 11, 1, tzinfo=UTC),
        )
    )
    assert [each.day for each in found] == [date(2026, 10, 22), date(2026, 10, 29)]
    assert [each.starts_at.hour for each in found] == [18, 19]
    assert found[0].ends_at - found[0].starts_at == timedelta(minutes=90)


def test_every_second_week_is_counted_from_the_first_day_and_night_is_not_lost():
    found = list(
        occurrences(
            date(2026, 11, 2),
            23 * 60,
            180,
            2,
            since=moment(date(2026, 11, 17), 60),
            until=moment(date(2026, 12, 1), 0),
        )
    )
    # The one that began on Monday the 16th still goes on at one in the morning.
    assert [each.day for each in found] == [date(2026, 11, 16), date(2026, 11, 30)]
