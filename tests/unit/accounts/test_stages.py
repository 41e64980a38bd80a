"""The steps of signing in."""

import itertools

import pytest

from vamv.accounts.policy.stages import Needs, next_stage
from vamv.security.identity import ENROL, FULL, NEW_CODE, NEW_PASSWORD, SECOND_FACTOR, STAGE_ROUTES


@pytest.mark.parametrize(
    ("needs", "proved", "recovering", "stage"),
    [
        (Needs(False, False, False, True), False, False, FULL),
        (Needs(False, False, False, False), False, False, NEW_CODE),
        (Needs(False, False, False, True), False, True, NEW_PASSWORD),
        (Needs(True, False, True, True), False, False, SECOND_FACTOR),
        (Needs(True, False, True, True), True, False, FULL),
        (Needs(True, True, True, True), False, True, SECOND_FACTOR),
        (Needs(True, True, True, True), True, True, NEW_PASSWORD),
        (Needs(False, True, False, True), False, False, ENROL),
        (Needs(True, True, False, True), True, False, ENROL),
        (Needs(True, True, True, False), True, False, NEW_CODE),
    ],
)
def test_what_comes_next(needs, proved, recovering, stage):
    assert next_stage(needs, proved=proved, recovering=recovering) == stage


def test_staff_are_never_through_without_a_second_factor():
    """sec-A09: whatever else is there or missing."""
    for has_factor, spare, code, recovering in itertools.product([False, True], repeat=4):
        needs = Needs(has_factor, True, spare, code)
        assert next_stage(needs, proved=False, recovering=recovering) in (SECOND_FACTOR, ENROL)


def test_every_step_has_a_page():
    assert set(STAGE_ROUTES) == {SECOND_FACTOR, ENROL, NEW_PASSWORD, NEW_CODE}
