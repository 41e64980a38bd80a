"""What the vault promises: opens at its own place with its own key, and nowhere else."""

import os
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vamv.vault.blobs import SealBroken
from vamv.vault.server_key import KeyRing, ServerKey
from vamv.vault.vault import PublicKeyRejected, Vault, new_key_pair

KEY = os.urandom(32)
PAIR = new_key_pair()
VAULT = Vault(KeyRing(ServerKey(1, os.urandom(32))))


class Sealed:
    """Sealed by the service."""

    def close(self, vault, text, kind="note", row="id1", owner="anna", epoch=2):
        return vault.seal(kind, row, text, owner=owner, epoch=epoch)

    def open(self, vault, blob, kind="note", row="id1", owner="anna", epoch=2):
        return vault.open(kind, row, blob, owner=owner, epoch=epoch)


class Locked:
    """Locked with somebody's key."""

    def close(self, vault, text, kind="note", row="id1", owner="anna", epoch=2):
        return vault.lock(kind, row, KEY, text, owner=owner, epoch=epoch)

    def open(self, vault, blob, kind="note", row="id1", owner="anna", epoch=2):
        return vault.unlock(kind, row, KEY, blob, owner=owner, epoch=epoch)


class Granted:
    """Granted to a person."""

    def close(self, vault, text, kind="note", row="id1", owner="anna", epoch=2):
        proof = vault.public_key_mac(owner, PAIR.public)
        return vault.grant(owner, PAIR.public, proof, kind, row, text, epoch)

    def open(self, vault, blob, kind="note", row="id1", owner="anna", epoch=2):
        return vault.open_grant(owner, PAIR.private, kind, row, blob, epoch)


WAYS = (Sealed(), Locked(), Granted())
each_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: type(way).__name__)


@each_way
@given(text=st.binary(max_size=300))
def test_what_was_closed_opens_at_its_place(way, text):
    blob = way.close(VAULT, text)
    assert way.open(VAULT, blob) == text
    assert len(text) < 5 or text not in blob


@each_way
def test_a_blob_moved_to_another_place_stays_closed(way):
    blob = way.close(VAULT, b"text")
    for other in ({"kind": "name"}, {"row": "id2"}, {"owner": "berta"}, {"epoch": 3}):
        with pytest.raises(SealBroken):
            way.open(VAULT, blob, **other)


@each_way
def test_two_rows_cannot_swap_their_blobs(way):
    first, second = way.close(VAULT, b"one", row="id1"), way.close(VAULT, b"two", row="id2")
    for row, blob in (("id1", second), ("id2", first)):
        with pytest.raises(SealBroken):
            way.open(VAULT, blob, row=row)


@each_way
def test_each_flipped_bit_is_noticed(way):
    blob = way.close(VAULT, b"text")
    for place in range(8 * len(blob)):
        changed = bytearray(blob)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(SealBroken):
            way.open(VAULT, bytes(changed))


@each_way
def test_each_cut_and_each_addition_is_noticed(way):
    blob = way.close(VAULT, b"text")
    for length in range(len(blob)):
        with pytest.raises(SealBroken):
            way.open(VAULT, blob[:length])
    with pytest.raises(SealBroken):
        way.open(VAULT, blob + b"\0")


def mutate(blob, draw):
    """Change a blob in one of the ways a disk or a thief does."""
    start, length = draw.randrange(len(blob)), draw.randrange(1, 9)
    rubbish = draw.randbytes(length)
    return draw.choice(
        (
            blob[:start] + rubbish + blob[start + length :],
            blob[:start] + rubbish + blob[start:],
            blob[:start] + blob[start + length :],
            blob[start:] + blob[:start],
            draw.randbytes(len(blob)),
            blob[:4] + draw.randbytes(len(blob) - 4),
        )
    )


@each_way
def test_ten_thousand_mutations_are_ten_thousand_refusals(way):
    draw = random.Random(20)
    blobs = [way.close(VAULT, draw.randbytes(size)) for size in range(100)]
    refused = tried = 0
    while tried < 10_000:
        blob = draw.choice(blobs)
        changed = mutate(blob, draw)
        if changed == blob:
            continue
        tried += 1
        with pytest.raises(SealBroken):
            way.open(VAULT, changed)
        refused += 1
    assert refused == 10_000


@each_way
@given(blob=st.binary(max_size=200))
def test_any_bytes_break_with_nothing_but_a_broken_seal(way, blob):
    with pytest.raises(SealBroken):
        way.open(VAULT, blob)
    with pytest.raises(SealBroken):
        VAULT.relock("note", "id1", blob)


@each_way
@given(rest=st.binary(max_size=200))
def test_any_bytes_behind_a_right_header_break_too(way, rest):
    with pytest.raises(SealBroken):
        way.open(VAULT, way.close(VAULT, b"")[:4] + rest)


@each_way
def test_one_way_of_closing_never_opens_as_another(way):
    blob = way.close(VAULT, b"text")
    for other in WAYS:
        if other is not way:
            for algorithm in (blob[1], {"Sealed": 1, "Locked": 2, "Granted": 3}[type(other).__name__]):
                with pytest.raises(SealBroken):
                    other.open(VAULT, blob[:1] + bytes([algorithm]) + blob[2:])


@each_way
def test_nonces_differ_each_time(way):
    blobs = [way.close(VAULT, b"text") for _ in range(2000)]
    assert len({blob[4:16] for blob in blobs}) == len({blob[16:] for blob in blobs}) == 2000


@each_way
def test_another_server_key_opens_nothing(way):
    blob = way.close(VAULT, b"text")
    for number in (1, 2):
        with pytest.raises(SealBroken):
            way.open(Vault(KeyRing(ServerKey(number, os.urandom(32)))), blob)


# Texts


@given(st.text())
def test_a_text_opens_as_it_was(text):
    assert VAULT.open_text("note", "id1", VAULT.seal_text("note", "id1", text)) == text


def test_a_text_that_no_page_could_show_is_refused_when_written():
    with pytest.raises(UnicodeEncodeError):
        VAULT.seal_text("note", "id1", "\ud800")


def test_sealed_bytes_that_are_no_text_break():
    with pytest.raises(SealBroken):
        VAULT.open_text("note", "id1", VAULT.seal("note", "id1", b"\xff"))


def test_texts_of_similar_length_take_the_same_room():
    assert len(VAULT.seal_text("name", "id1", "Ida")) == len(VAULT.seal_text("name", "id1", "Annegret"))
    assert len(VAULT.lock("note", "id1", KEY, b"a")) == len(VAULT.lock("note", "id1", KEY, b"a" * 20))


# Second lock


def test_the_server_key_alone_does_not_open_a_lock():
    blob = VAULT.lock("person-key", "id1", KEY, b"private")
    with pytest.raises(SealBroken):
        VAULT.unlock("person-key", "id1", os.urandom(32), blob)


# Grants


def test_a_grant_is_small():
    proof = VAULT.public_key_mac("anna", PAIR.public)
    assert len(VAULT.grant("anna", PAIR.public, proof, "case-key", "id1", KEY)) == 112


def test_somebody_elses_private_key_opens_no_grant():
    with pytest.raises(SealBroken):
        VAULT.open_grant("anna", new_key_pair().private, "note", "id1", Granted().close(VAULT, KEY), 2)


def test_key_pairs_are_drawn_anew_and_keep_the_private_half_to_themselves():
    other = new_key_pair()
    assert other.public != PAIR.public
    assert other.private != PAIR.private
    assert repr(other.private) not in repr(other)


def test_nothing_is_granted_to_a_key_the_service_did_not_store():
    thief = new_key_pair()
    proof = VAULT.public_key_mac("anna", PAIR.public)
    with pytest.raises(PublicKeyRejected):
        VAULT.grant("anna", thief.public, proof, "case-key", "id1", KEY)


def test_nothing_is_granted_when_two_people_have_their_keys_swapped():
    rows = {}
    for person in ("anna", "berta"):
        pair = new_key_pair()
        rows[person] = (pair.public, VAULT.public_key_mac(person, pair.public))
    for person, swapped in (("anna", "berta"), ("berta", "anna")):
        with pytest.raises(PublicKeyRejected):
            VAULT.grant(person, *rows[swapped], "case-key", "id1", KEY)
        assert VAULT.grant(person, *rows[person], "case-key", "id1", KEY)


# Proofs and indexes


@given(st.binary(max_size=60))
def test_any_bytes_are_no_proof(tag):
    assert not VAULT.check_mac(tag, "audit", "row")


def test_a_proof_holds_for_its_own_parts_only():
    tag = VAULT.mac("audit", "one", b"two")
    assert len(tag) == 34
    assert VAULT.check_mac(tag, "audit", "one", b"two")
    assert not VAULT.check_mac(tag, "audit", "onet", b"wo")
    assert not VAULT.check_mac(tag, "audit", b"two", "one")
    assert not VAULT.check_mac(tag, "audit", "one")
    assert not VAULT.check_mac(tag, "public-key", "one", b"two")
    assert not VAULT.check_mac(tag[:-1], "audit", "one", b"two")
    assert not VAULT.check_mac(tag[:-1] + bytes([tag[-1] ^ 1]), "audit", "one", b"two")


def test_a_blind_index_finds_and_hides():
    index = VAULT.blind_index("login", "sonnenblume")
    assert len(index) == 32
    assert index == VAULT.blind_index("login", "sonnenblume")
    assert index != VAULT.blind_index("login", "sonnenblumen")
    assert index != VAULT.blind_index("display", "sonnenblume")
    assert index != Vault(KeyRing(ServerKey(1, os.urandom(32)))).blind_index("login", "sonnenblume")


# Changing the server key


@pytest.fixture
def change(server_key):
    """Three vaults: before, while both keys are there, and after the old key was destroyed."""
    new = ServerKey(2, os.urandom(32))
    return Vault(KeyRing(server_key)), Vault(KeyRing(new, (server_key,))), Vault(KeyRing(new))


@each_way
def test_the_server_key_changes_while_everything_stays_readable(way, change):
    before, both, after = change
    old = way.close(before, b"text")
    assert way.open(both, old) == b"text"
    assert not both.is_current(old)

    new = both.relock("note", "id1", old, owner="anna", epoch=2)

    assert both.is_current(new)
    assert way.open(both, new) == way.open(after, new) == b"text"
    for vault, blob in ((before, new), (after, old)):
        with pytest.raises(SealBroken):
            way.open(vault, blob)


@each_way
def test_relocking_does_not_move_a_blob(way, change):
    before, both, _ = change
    blob = way.close(before, b"text")
    with pytest.raises(SealBroken):
        both.relock("note", "id2", blob, owner="anna", epoch=2)


def test_proofs_hold_until_the_old_key_is_destroyed(change):
    before, both, after = change
    tag = before.mac("public-key", "anna", PAIR.public)
    assert both.check_mac(tag, "public-key", "anna", PAIR.public)
    assert not after.check_mac(tag, "public-key", "anna", PAIR.public)
    assert after.check_mac(both.mac("public-key", "anna", PAIR.public), "public-key", "anna", PAIR.public)
