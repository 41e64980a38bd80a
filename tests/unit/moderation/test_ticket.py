"""The hidden field of a report form."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vamv.moderation import ticket
from vamv.vault.server_key import create, load_ring
from vamv.vault.vault import Vault

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def vault(tmp_path_factory):
    key = tmp_path_factory.mktemp("key") / "server.key"
    create(key)
    return Vault(load_ring(key))


@pytest.fixture
def issued(vault):
    return ticket.issue(vault, "tiny.slip", "s1", NOON)


def test_a_ticket_brings_its_code_back(vault, issued):
    later = NOON + timedelta(minutes=5)
    first = ticket.read(vault, "tiny.slip", "s1", issued, later)
    assert first == ticket.read(vault, "tiny.slip", "s1", issued, later)
    assert len(first.code) == 16
    assert first.issued_at == NOON


def test_each_form_has_a_code_of_its_own(vault, issued):
    other = ticket.issue(vault, "tiny.slip", "s1", NOON)
    codes = {ticket.read(vault, "tiny.slip", "s1", each, NOON).code for each in (issued, other)}
    assert len(codes) == 2


def test_a_ticket_is_good_for_one_text_and_a_day(vault, issued):
    assert ticket.read(vault, "tiny.slip", "s2", issued, NOON) is None
    assert ticket.read(vault, "tiny.note", "s1", issued, NOON) is None
    assert ticket.read(vault, "tiny.slip", "s1", issued, NOON + timedelta(hours=25)) is None


@pytest.mark.parametrize("place", [0, 10, 17, 30, 50])
def test_a_changed_ticket_is_none(vault, issued, place):
    raw = bytearray(base64.urlsafe_b64decode(issued))
    raw[place] ^= 1
    forged = base64.urlsafe_b64encode(raw).decode()
    assert ticket.read(vault, "tiny.slip", "s1", forged, NOON) is None


@given(st.text())
def test_any_other_text_is_none(vault, text):
    assert ticket.read(vault, "tiny.slip", "s1", text, NOON) is None


@pytest.mark.parametrize(("seconds", "too_fast"), [(0, True), (2, True), (3, False), (60, False)])
def test_who_needs_no_time_is_a_program(vault, issued, seconds, too_fast):
    opened = ticket.read(vault, "tiny.slip", "s1", issued, NOON)
    assert opened.too_fast(NOON + timedelta(seconds=seconds)) is too_fast
