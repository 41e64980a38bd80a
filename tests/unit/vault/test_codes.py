"""Codes survive paper, hands and eyes; nothing stored gives them away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vamv.vault import codes
from vamv.vault.codes import CodeMalformed

code_bytes = st.binary(min_size=16, max_size=16)
AMBIGUOUS = {"0": "0Oo", "1": "1IiLl", "V": "VvUu"}


@given(code_bytes)
def test_a_printed_code_reads_back(code):
    assert codes.parse_code(codes.print_code(code)) == code


@given(code_bytes)
def test_a_printed_code_has_six_groups_and_no_sign_that_looks_like_another(code):
    printed = codes.print_code(code)
    assert [len(group) for group in printed.split("-")] == [4, 5, 4, 4, 5, 4]
    assert not set(printed) & set("ILOU")
    assert printed == printed.upper()


@given(code_bytes, st.data())
def test_a_code_is_read_however_it_is_typed(code, data):
    between = st.sampled_from(["", " ", "-", "\u2013", "\u00a0", "\u2011", "\n", ".", " - "])
    typed = data.draw(between)
    for sign in codes.print_code(code).replace("-", ""):
        typed += data.draw(st.sampled_from(AMBIGUOUS.get(sign, sign + sign.lower()))) + data.draw(between)
    assert codes.parse_code(typed) == code


def test_two_codes_never_print_alike_at_the_edges():
    edges = [bytes(16), b"\xff" * 16, bytes(15) + b"\1", b"\1" + bytes(15)]
    assert len({codes.print_code(code) for code in edges}) == 4
    assert codes.print_code(bytes(16)) == "0000-00000-0000-0000-00000-0000"


@given(st.text(max_size=60))
def test_any_text_is_a_code_or_malformed(text):
    try:
        code = codes.parse_code(text)
    except CodeMalformed:
        return
    assert len(code) == 16


PRINTED = codes.print_code(bytes(range(100, 116)))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        PRINTED[:-1],
        PRINTED + "0",
        "*" + PRINTED[1:],
        "\u0660" + PRINTED[1:],
        "\u00df" + PRINTED[1:],
        "0" * 25 + "1",
        "0" * 25 + "Z",
    ],
)
def test_what_cannot_be_a_code_is_refused(typed):
    with pytest.raises(CodeMalformed):
        codes.parse_code(typed)


def test_a_slip_in_the_last_sign_is_mostly_noticed():
    signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    read = 0
    for sign in signs:
        try:
            codes.parse_code("0" * 25 + sign)
            read += 1
        except CodeMalformed:
            pass
    assert read == len(signs) // 4


def test_new_codes_are_random_and_have_128_bits():
    drawn = [*codes.new_spare_codes(), codes.new_code()]
    assert len(set(drawn)) == 11
    assert {len(code) for code in drawn} == {16}


@given(code_bytes, code_bytes)
def test_the_halves_are_independent(one, two):
    first, second = codes.split_code(one), codes.split_code(two)
    assert first.index != first.unlock
    assert {len(first.index), len(first.unlock)} == {32}
    assert (first == second) is (one == two)
    assert repr(first) == "CodeHalves()"


def test_a_stored_spare_code_does_not_hold_the_code():
    code = codes.new_code()
    stored = codes.spare_code_hash(code)
    assert len(stored) == 32
    assert code not in stored
    assert stored == codes.spare_code_hash(code) != codes.spare_code_hash(codes.new_code())
