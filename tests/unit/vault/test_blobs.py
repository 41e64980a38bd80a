"""The format at rest: what is bound to what, and that no hostile byte does more than not open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vamv.vault import blobs
from vamv.vault.blobs import Algorithm, Header, Place, SealBroken

KEY = bytes(range(32))
PLACE = Place("note", "id1", "owner", 3)
HEADER = Header(Algorithm.SEALED, 1)


def test_the_layout_is_version_algorithm_key_number_nonce_ciphertext():
    blob = blobs.write(Header(Algorithm.LOCKED, 0x0102), KEY, PLACE, b"text")
    assert blob[:4] == bytes([1, 2, 1, 2])
    assert len(blob) == 4 + 12 + 4 + 16
    assert b"text" not in blob


def test_a_written_blob_reads_back():
    assert blobs.read(HEADER, KEY, PLACE, blobs.write(HEADER, KEY, PLACE, b"text")) == b"text"


def test_the_header_is_part_of_what_is_proven():
    blob = blobs.write(HEADER, KEY, PLACE, b"text")
    for other in (Header(Algorithm.LOCKED, 1), Header(Algorithm.SEALED, 2)):
        with pytest.raises(SealBroken):
            blobs.read(other, KEY, PLACE, other.encode() + blob[4:])


places = st.builds(Place, st.text(max_size=3), st.text(max_size=3), st.text(max_size=3), st.integers(-2, 99))


@given(places, places)
def test_two_places_never_look_alike(left, right):
    assert (left.encode() == right.encode()) is (left == right)


@given(st.binary(max_size=100))
def test_any_bytes_have_a_header_or_break(blob):
    try:
        header = blobs.read_header(blob)
    except SealBroken:
        assert len(blob) < 4 or blob[0] != 1 or blob[1] not in (1, 2, 3)
    else:
        assert header.encode() == blob[:4]


@given(st.binary(max_size=100))
def test_any_bytes_break_when_decrypted(body):
    with pytest.raises(SealBroken):
        blobs.decrypt(KEY, body, b"")


@pytest.mark.parametrize("length", [0, 16, 24, 31, 33])
def test_a_key_of_another_length_is_a_mistake_of_the_caller(length):
    with pytest.raises(ValueError, match="32 bytes"):
        blobs.encrypt(bytes(length), b"", b"")
    with pytest.raises(ValueError, match="32 bytes"):
        blobs.decrypt(bytes(length), b"", b"")


@given(st.binary(max_size=5000))
def test_padding_comes_off_again(text):
    assert blobs.unpad(blobs.pad(text)) == text


def test_lengths_fall_into_few_size_classes():
    sizes = [len(blobs.pad(bytes(length))) for length in range(10_000)]
    assert len(set(sizes)) < 60
    assert sizes == sorted(sizes)
    assert all(size - length - 4 < max(32, (length + 4) / 8 + 1) for length, size in enumerate(sizes))
