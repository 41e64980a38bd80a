"""The rules of moderation."""

from datetime import UTC, datetime, timedelta

import pytest

from vamv.db.types import new_id
from vamv.moderation import policy, words

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("reasons", "hours"), [(["insult"], 24), (["life"], 4), (["insult", "child"], 4), ([], 24)]
)
def test_what_may_cost_a_life_is_due_first(reasons, hours):
    assert policy.due(reasons, NOON) == NOON + timedelta(hours=hours)


def test_nobody_decides_about_their_own_text():
    assert not policy.may_decide("ada", "ada")
    assert policy.may_decide("ada", "berta")
    assert policy.may_decide("ada", None)


def test_the_number_on_a_letter_leads_back_to_its_case():
    case_id = new_id()
    assert case_id.startswith(policy.reference_start(policy.reference(case_id)))
    assert policy.reference_start(f" {policy.reference(case_id).lower()} ") == case_id[:8]


@pytest.mark.parametrize("text", ["", "abc", "äöüßäöüß", "%%%%%%%%", "abcd-efgh-ijkl", "abcd_efg"])
def test_anything_else_leads_nowhere(text):
    assert policy.reference_start(text) is None


def test_every_reason_has_words_and_a_ground():
    assert set(words.REASONS) == set(policy.REASONS)
    assert set(policy.REASONS) >= policy.URGENT_REASONS
    assert all(words.ground(reason) in words.GROUNDS.values() for reason in policy.REASONS)
