"""Who may be written to, and when, as rules without a database."""

from datetime import UTC, datetime, timedelta

import pytest

from vamv.api.security import Identity
from vamv_forum.messages import policy
from vamv_forum.models import Post, Talk, TalkParticipant

NOW = datetime(2026, 3, 2, 20, 15, tzinfo=UTC)


def identity(person_id="reader", role="advice_seeker", stage="full"):
    return Identity(person_id, frozenset({role}), "", stage, "Stille Birke", None)


def post(**more):
    return Post(**{"author_id": "author", "masked": False, "role_mark": None, **more})


def test_the_author_of_a_post_can_be_written_to():
    assert policy.offers_message(post(), identity())


@pytest.mark.parametrize(
    "more",
    [
        {"author_id": "reader"},
        {"author_id": None},
        {"masked": True},
        {"role_mark": "counsellor"},
        {"hidden_at": NOW},
        {"removed_at": NOW},
    ],
)
def test_some_posts_lead_to_nobody(more):
    assert not policy.offers_message(post(**more), identity())


@pytest.mark.parametrize("actor", [None, identity(role="moderator"), identity(stage="second_factor")])
def test_some_people_do_not_write(actor):
    assert not policy.offers_message(post(), actor)


def test_a_request_is_one_for_the_other_only():
    talk = Talk(asker_id="asker")
    assert policy.is_request_to(talk, "author")
    assert not policy.is_request_to(talk, "asker")
    assert policy.waits_for_answer(talk, "asker")
    assert not policy.waits_for_answer(talk, "author")
    talk.accepted_at = NOW
    assert not policy.is_request_to(talk, "author")
    assert not policy.waits_for_answer(talk, "asker")


def test_writing_needs_consent_and_somebody_who_is_there():
    here, gone = TalkParticipant(), TalkParticipant(left_at=NOW)
    asked, accepted = Talk(asker_id="asker"), Talk(asker_id="asker", accepted_at=NOW)
    assert policy.may_send(accepted, here)
    assert not policy.may_send(asked, here)
    assert not policy.may_send(accepted, gone)
    assert not policy.may_send(accepted, None)


def test_who_turned_away_is_left_alone_for_a_while():
    assert not policy.rests(None, NOW)
    assert not policy.rests(TalkParticipant(), NOW)
    gone = TalkParticipant(left_at=NOW)
    assert policy.rests(gone, NOW + policy.REST - timedelta(seconds=1))
    assert not policy.rests(gone, NOW + policy.REST)
