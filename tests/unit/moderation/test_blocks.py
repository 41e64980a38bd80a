"""Who must not meet whom in a place where several people are at once."""

import pytest

from vamv.moderation.blocks import BLOCK, MUTE, blocked_with, mute
from vamv.moderation.content import Alias


@pytest.fixture
def hide(dbsession, vault, clock):
    def set_(one, other, kind, scope=""):
        alias = Alias("Blauer Schirm", scope) if scope else None
        who = {"person_id": one.person_id, "other_id": other.person_id}
        mute(dbsession, vault, **who, name="…", kind=kind, alias=alias, now=clock.now())

    return set_


def test_a_block_keeps_two_apart_whichever_has_set_it(dbsession, make_person, hide):
    one, other = make_person(), make_person()
    hide(one, other, BLOCK)
    assert blocked_with(dbsession, one.person_id, "here") == {other.person_id}
    assert blocked_with(dbsession, other.person_id, "here") == {one.person_id}


def test_a_block_of_a_name_holds_in_its_place_only(dbsession, make_person, hide):
    one, other = make_person(), make_person()
    hide(one, other, BLOCK, scope="here")
    assert blocked_with(dbsession, other.person_id, "here") == {one.person_id}
    assert blocked_with(dbsession, other.person_id, "there") == frozenset()


def test_whoever_is_merely_muted_goes_on_seeing(dbsession, make_person, hide):
    one, other = make_person(), make_person()
    hide(one, other, MUTE)
    assert blocked_with(dbsession, other.person_id, "here") == frozenset()
