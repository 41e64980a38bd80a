"""The rules, each by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from vamv.api.security import Identity
from vamv_forum import policy
from vamv_forum.models import Category, Discussion, Post

NOW = datetime(2026, 11, 25, 21, tzinfo=UTC)


def person(person_id="a", stage="full"):
    return Identity(person_id, frozenset({"advice_seeker"}), "s", stage, "Leiser Ahorn", None)


def post(**values):
    return Post(author_id="a", source="Text", html="<p>Text</p>", **values)


def test_only_who_is_fully_signed_in_reads_what_is_for_members():
    assert policy.readable_access(None) == ("public",)
    assert policy.readable_access(person(stage="second_factor")) == ("public",)
    assert policy.readable_access(person()) == ("public", "members")


@pytest.mark.parametrize(("seq", "first"), [(-5, 1), (0, 1), (1, 1), (20, 1), (21, 21), (40, 21), (41, 41)])
def test_a_page_begins_at_every_twentieth_post(seq, first):
    assert policy.first_of_page(seq, 20) == first


def test_a_removal_is_taken_back_within_its_time_and_while_the_text_is_there():
    removed = post(removed_at=NOW)
    assert policy.may_undo_removal(removed, NOW + timedelta(minutes=30), 30)
    assert not policy.may_undo_removal(removed, NOW + timedelta(minutes=30, seconds=1), 30)
    assert not policy.may_undo_removal(post(), NOW, 30)
    removed.source = removed.html = ""
    assert not policy.may_undo_removal(removed, NOW, 30)


def test_earlier_versions_are_for_the_author_and_moderation():
    edited = post(edited_at=NOW)
    assert policy.may_see_versions(edited, person("a"), moderates=False)
    assert policy.may_see_versions(edited, None, moderates=True)
    assert not policy.may_see_versions(edited, person("b"), moderates=False)
    assert not policy.may_see_versions(edited, None, moderates=False)
    assert not policy.may_see_versions(post(), person("a"), moderates=True)


def test_nobody_is_the_author_of_what_somebody_left_behind():
    left = post()
    left.author_id = None
    assert not policy.is_author(left, None)
    assert not policy.is_author(left, person())


@pytest.mark.parametrize(
    ("roles", "mark"),
    [
        ({"advice_seeker"}, None),
        (set(), None),
        ({"administrator"}, None),
        ({"moderator"}, "moderator"),
        ({"moderator", "counsellor"}, "counsellor"),
        ({"advice_seeker", "moderator"}, "moderator"),
    ],
)
def test_staff_are_marked_by_their_most_telling_role(roles, mark):
    assert policy.role_mark(roles) == mark


def test_writing_ends_when_the_discussion_is_locked_or_the_category_archived():
    assert policy.is_open(Category(), Discussion())
    assert not policy.is_open(Category(), Discussion(locked_at=NOW))
    assert not policy.is_open(Category(archived_at=NOW), Discussion())
    assert not policy.is_open(Category(archived_at=NOW))
