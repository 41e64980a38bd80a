"""The building blocks against the vectors of their standards."""

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vamv.vault import primitives

parts = st.lists(st.one_of(st.binary(max_size=8), st.text(max_size=4)), max_size=4)


@given(parts, parts)
def test_two_lists_of_parts_never_pack_to_the_same_bytes(left, right):
    same_parts = [*map(primitives.to_bytes, left)] == [*map(primitives.to_bytes, right)]
    assert (primitives.pack(*left) == primitives.pack(*right)) is same_parts


def test_moving_a_letter_over_the_border_of_two_parts_changes_the_packed_bytes():
    assert primitives.pack("ab", "c") != primitives.pack("a", "bc") != primitives.pack("abc")


@given(st.text(alphabet=st.characters()), st.text(alphabet=st.characters()))
def test_any_text_has_bytes_of_its_own(left, right):
    assert (primitives.to_bytes(left) == primitives.to_bytes(right)) is (left == right)


def test_a_lone_surrogate_has_bytes_too():
    assert primitives.to_bytes("\ud800") != primitives.to_bytes("\ud801")


@given(st.binary(min_size=1, max_size=100), st.binary(max_size=300))
def test_sha256_and_hmac_agree_with_an_independent_implementation(key, data):
    assert primitives.sha256(data) == hashlib.sha256(data).digest()
    assert primitives.hmac_sha256(key, data) == hmac.digest(key, data, "sha256")


def test_hkdf_is_rfc_5869_with_the_label_as_info():
    secret, label = b"\x0b" * 22, "test/one"
    extracted = hmac.digest(bytes(32), secret, "sha256")
    expected = hmac.digest(extracted, b"vamv/test/one\x01", "sha256")
    assert primitives.hkdf(secret, label) == expected


def test_labels_give_independent_keys():
    assert primitives.hkdf(b"secret", "a") != primitives.hkdf(b"secret", "b")


@pytest.mark.parametrize(("right", "expected"), [(b"abc", True), (b"abd", False), (b"ab", False)])
def test_comparing_secrets(right, expected):
    assert primitives.same(b"abc", right) is expected
