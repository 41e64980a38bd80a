"""TOTP against RFC 6238, and each step once."""

import hmac
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vamv.vault import totp

SEED = b"12345678901234567890"
# RFC 6238, appendix B, SHA-1; the last six of the eight digits, which are the code of six digits.
VECTORS = [
    (59, "94287082"),
    (1111111109, "07081804"),
    (1111111111, "14050471"),
    (1234567890, "89005924"),
    (2000000000, "69279037"),
    (20000000000, "65353130"),
]
NOW = datetime(2026, 3, 1, 12, 0, 10, tzinfo=UTC)
STEP = int(NOW.timestamp()) // 30


def at(seconds):
    return datetime.fromtimestamp(seconds, UTC)


def code_of(step, seed=SEED):
    """Return the code of one step as RFC 4226, section 5.3, computes it."""
    digest = hmac.digest(seed, step.to_bytes(8, "big"), "sha1")
    start = digest[-1] & 15
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


@pytest.mark.parametrize(("seconds", "code"), VECTORS)
def test_the_vectors_of_the_standard(seconds, code):
    assert totp.verify(SEED, code[2:], at(seconds), None) == seconds // 30


@pytest.mark.parametrize(("away", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_early_or_late(away, taken):
    assert totp.verify(SEED, code_of(STEP + away), NOW, None) == (STEP + away if taken else None)


def test_a_step_counts_once_and_so_do_all_before_it():
    used = totp.verify(SEED, code_of(STEP), NOW, None)
    assert totp.verify(SEED, code_of(STEP), NOW, used) is None
    assert totp.verify(SEED, code_of(STEP - 1), NOW, used) is None
    assert totp.verify(SEED, code_of(STEP + 1), NOW, used) == STEP + 1


def test_half_a_minute_later_the_next_code_works():
    used = totp.verify(SEED, code_of(STEP), NOW, None)
    assert totp.verify(SEED, code_of(STEP + 1), NOW + timedelta(seconds=30), used) == STEP + 1


def test_spaces_do_not_matter():
    code = code_of(STEP)
    assert totp.verify(SEED, f" {code[:3]} {code[3:]}\n", NOW, None) == STEP


def test_another_seed_has_other_codes():
    other = totp.new_seed()
    assert len(other) == 20
    assert [code_of(STEP + n, other) for n in range(5)] != [code_of(STEP + n) for n in range(5)]
    assert totp.new_seed() != other


@given(st.text(max_size=12))
def test_any_other_text_is_wrong(text):
    right = {code_of(STEP + away) for away in (-1, 0, 1)}
    expected = "".join(text.split()) in right
    assert (totp.verify(SEED, text, NOW, None) is not None) is expected


@pytest.mark.parametrize(
    "change", [lambda code: code[1:], lambda code: "0" + code, lambda code: code[:5] + "x"]
)
def test_a_code_of_another_shape_is_wrong(change):
    assert totp.verify(SEED, change(code_of(STEP)), NOW, None) is None


def test_digits_of_another_script_are_wrong():
    arabic = code_of(STEP).translate({ord("0") + n: 0x0660 + n for n in range(10)})
    assert totp.verify(SEED, arabic, NOW, None) is None


def test_the_address_in_the_qr_code_says_what_a_device_needs():
    uri = totp.otpauth_uri(SEED, "sonne & mond", "Portal")
    parts = urlsplit(uri)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert unquote(parts.path) == "/Portal:sonne & mond"
    assert query["secret"] == totp.seed_text(SEED).replace(" ", "")
    assert (query["issuer"], query["digits"], query["period"]) == ("Portal", "6", "30")
    assert query["algorithm"] == "SHA1"


def test_the_seed_for_typing_is_in_groups_of_four():
    assert totp.seed_text(SEED) == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"
