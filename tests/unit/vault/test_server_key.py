"""The file of the server key: made once, kept closed, refused when unsafe (sec-D07)."""

import base64
import os
import stat

import pytest

from vamv.vault import server_key
from vamv.vault.server_key import KeyRing, ServerKey, ServerKeyError


@pytest.fixture
def path(tmp_path):
    return tmp_path / "server.key"


def write(path, content):
    path.write_bytes(content)
    path.chmod(0o600)


def line(secret, number="1", name=server_key.FORMAT):
    return b" ".join((name.encode(), number.encode(), base64.b64encode(secret))) + b"\n"


def test_a_new_key_is_random_and_reads_back(path, tmp_path):
    made = server_key.create(path)
    assert server_key.load(path) == made
    assert made.number == 1
    assert len(made.secret) == 32
    assert server_key.create(tmp_path / "second.key").secret != made.secret


def test_a_new_file_is_closed_to_others_whatever_the_umask(path):
    before = os.umask(0)
    try:
        server_key.create(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_existing_key_is_never_overwritten(path):
    made = server_key.create(path)
    with pytest.raises(ServerKeyError, match="already"):
        server_key.create(path)
    assert server_key.load(path) == made


def test_a_missing_folder_is_named_with_the_remedy(tmp_path):
    with pytest.raises(ServerKeyError, match="Make the folder"):
        server_key.create(tmp_path / "nowhere" / "server.key")


def test_a_missing_file_is_named_with_the_remedy(path):
    with pytest.raises(ServerKeyError, match="vamv init") as caught:
        server_key.load(path)
    assert str(path) in caught.value.problem
    assert "vamv.server_key" in caught.value.remedy


@pytest.mark.parametrize("bit", [0o040, 0o020, 0o010, 0o004, 0o002, 0o001])
def test_a_file_open_to_group_or_world_is_refused(path, bit):
    server_key.create(path)
    path.chmod(0o600 | bit)
    with pytest.raises(ServerKeyError, match="chmod 600"):
        server_key.load(path)


def test_a_file_its_owner_cannot_even_write_is_fine(path):
    made = server_key.create(path)
    path.chmod(0o400)
    assert server_key.load(path) == made


def test_a_credential_of_systemd_may_look_readable_by_the_group_but_no_more(path, tmp_path, monkeypatch):
    made = server_key.create(path)
    path.chmod(0o440)
    monkeypatch.setattr(server_key, "CREDENTIALS", tmp_path)
    assert server_key.load(path) == made
    for mode in (0o460, 0o450, 0o444):
        path.chmod(mode)
        with pytest.raises(ServerKeyError, match="chmod 600"):
            server_key.load(path)


def test_a_link_out_of_the_credentials_folder_is_judged_by_its_target(path, tmp_path, monkeypatch):
    server_key.create(path)
    path.chmod(0o440)
    folder = tmp_path / "credentials"
    folder.mkdir()
    (folder / "server.key").symlink_to(path)
    monkeypatch.setattr(server_key, "CREDENTIALS", folder)
    with pytest.raises(ServerKeyError, match="chmod 600"):
        server_key.load(folder / "server.key")


def test_the_sample_key_is_refused(path):
    write(path, line(server_key.SAMPLE_SECRET))
    with pytest.raises(ServerKeyError, match="sample"):
        server_key.load(path)


GOOD = bytes(range(100, 132))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"secret",
        line(GOOD[:31]),
        line(GOOD + b"x"),
        line(GOOD, number="0"),
        line(GOOD, number="65536"),
        line(GOOD, number="one"),
        line(GOOD, name="vamv-server-key-2"),
        line(GOOD)[:-6],
        line(GOOD).replace(b"=", b"!"),
        line(GOOD) + b"more",
    ],
)
def test_a_damaged_file_is_refused(path, content):
    write(path, content)
    with pytest.raises(ServerKeyError, match="sealed copy"):
        server_key.load(path)


def test_the_highest_number_reads_back(path):
    assert server_key.create(path, number=65535) == server_key.load(path)


def test_the_key_does_not_show_in_its_representation():
    key = ServerKey(7, b"\x41" * 32)
    assert "AAAA" not in repr(key)
    assert "7" in repr(key)


def test_sub_keys_differ_by_label_and_by_key():
    one, two = ServerKey(1, b"1" * 32), ServerKey(2, b"2" * 32)
    drawn = {one.derive("a"), one.derive("b"), two.derive("a"), two.derive("b"), one.secret, two.secret}
    assert len(drawn) == 6
    assert {len(key) for key in drawn} == {32}


def test_old_keys_beside_the_current_one_are_on_the_ring(path, tmp_path):
    old = server_key.create(path)
    path.rename(tmp_path / "server.key.1")
    current = server_key.create(path, number=2)
    write(tmp_path / "server.key.txt", b"a note")
    ring = server_key.load_ring(str(path))
    assert ring.current == current
    assert ring.keys == {1: old, 2: current}


def test_an_unsafe_old_key_stops_the_start_too(path, tmp_path):
    server_key.create(path, number=2)
    server_key.create(tmp_path / "server.key.1")
    (tmp_path / "server.key.1").chmod(0o644)
    with pytest.raises(ServerKeyError, match="chmod 600"):
        server_key.load_ring(path)


def test_two_keys_of_one_number_are_refused():
    with pytest.raises(ServerKeyError, match="same number"):
        KeyRing(ServerKey(1, b"1" * 32), (ServerKey(1, b"2" * 32),))
