"""Tokens: random, stored as hashes, and the root of what hangs on a session."""

import hashlib
import os
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vamv.vault import tokens
from vamv.vault.blobs import SealBroken


def test_a_token_has_256_random_bits_in_signs_safe_for_cookies(monkeypatch):
    drawn = {tokens.new_token() for _ in range(1000)}
    assert len(drawn) == 1000
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in drawn)
    asked = []
    monkeypatch.setattr(os, "urandom", lambda count: asked.append(count) or bytes(count))
    tokens.new_token()
    assert asked == [32]


def test_the_database_holds_the_hash_of_a_token():
    token = tokens.new_token()
    assert tokens.token_hash(token) == hashlib.sha256(token.encode()).digest()


@given(st.text(alphabet=st.characters()))
def test_a_forged_cookie_never_raises(text):
    assert len(tokens.token_hash(text)) == 32


def test_a_cookie_of_lone_surrogates_never_raises():
    assert tokens.token_hash("\ud800") != tokens.token_hash("\ud801")


def test_what_hangs_on_a_token_differs_by_purpose_and_by_token():
    one, two = tokens.new_token(), tokens.new_token()
    values = [tokens.token_hash(one), tokens.lock_key(one), tokens.csrf_token(one), one]
    values += [tokens.token_hash(two), tokens.lock_key(two), tokens.csrf_token(two), two]
    assert len({tokens.token_hash(str(value)) for value in values}) == 8
    assert tokens.csrf_token(one) == tokens.csrf_token(one)
    assert re.fullmatch(r"[A-Za-z0-9_-]{43}", tokens.csrf_token(one))


def test_a_private_key_stays_open_for_its_session_only(vault):
    token = tokens.new_token()
    blob = vault.lock("session-key", "id1", tokens.lock_key(token), b"private")
    assert vault.unlock("session-key", "id1", tokens.lock_key(token), blob) == b"private"
    with pytest.raises(SealBroken):
        vault.unlock("session-key", "id1", tokens.lock_key(tokens.new_token()), blob)
