"""`vamv backup` and `vamv restore`: what comes back is what was there."""

import io
import json
import tarfile

import pytest
from sqlalchemy import select

from vamv.db.versions import table_names
from vamv.security.models import Person


@pytest.fixture
def ini(write_ini, portal_of):
    """The ini of a portal with one person in it."""
    ini = write_ini()
    portal = portal_of(ini)
    with portal.transaction(write=True) as session:
        session.add(Person(id="p", created_at=portal.now(), name_sealed=b"\x00sealed"))
    return ini


@pytest.fixture
def elsewhere(write_ini):
    """The ini of a portal with an empty database."""
    return write_ini(empty=True, name="elsewhere.ini")


def people(portal):
    with portal.transaction(write=False) as session:
        return session.scalars(select(Person.name_sealed)).all()


def test_a_backup_is_one_file_and_comes_back_as_it_was(run, ini, elsewhere, tmp_path, portal_of):
    output = run("backup", "portal.backup", "--config", ini)
    assert "restored and compared" in output
    assert "server.key apart" in output
    assert (tmp_path / "portal.backup").stat().st_mode & 0o777 == 0o600
    assert "Restored: " in run("restore", "portal.backup", "--config", elsewhere)
    restored, original = portal_of(elsewhere), portal_of(ini)
    assert people(restored) == [b"\x00sealed"]
    assert sorted(table_names(restored.engine)) == sorted(table_names(original.engine))


def test_the_server_key_is_not_in_it(run, ini, tmp_path, portal_of):
    run("backup", "portal.backup", "--config", ini)
    key = (tmp_path / "keys" / "server.key").read_bytes().split()[-1]
    with tarfile.open(tmp_path / "portal.backup") as archive:
        members = {member.name: archive.extractfile(member).read() for member in archive}
    assert set(members) <= {"manifest.json", "database.sqlite", "database.dump"}
    assert not [name for name, content in members.items() if key in content]


def test_nothing_else_is_left_behind(run, ini, tmp_path):
    before = {path.name for path in tmp_path.iterdir()}
    run("backup", "portal.backup", "--config", ini)
    assert {path.name for path in tmp_path.iterdir()} - before == {"portal.backup"}


def test_a_backup_overwrites_nothing(run, ini, tmp_path):
    (tmp_path / "portal.backup").write_text("keep")
    assert "is there already" in run("backup", "portal.backup", "--config", ini, code=1)
    assert (tmp_path / "portal.backup").read_text() == "keep"


def test_an_empty_database_is_no_backup(run, elsewhere, tmp_path):
    assert "nothing to back up" in run("backup", "portal.backup", "--config", elsewhere, code=1)
    assert not (tmp_path / "portal.backup").exists()


def test_a_database_with_data_is_not_overwritten(run, ini, portal_of):
    run("backup", "portal.backup", "--config", ini)
    assert "nothing is overwritten" in run("restore", "portal.backup", "--config", ini, code=1)
    assert people(portal_of(ini)) == [b"\x00sealed"]


def repacked(path, change):
    """Pack an archive again after `change` has had its members, content by name."""
    with tarfile.open(path) as archive:
        members = {member.name: archive.extractfile(member).read() for member in archive}
    change(members)
    with tarfile.open(path, "w:gz") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))


def flip_a_bit(members):
    name = next(name for name in members if name.startswith("database"))
    content = bytearray(members[name])
    content[len(content) // 2] ^= 1
    members[name] = bytes(content)


def count_one_more(members):
    manifest = json.loads(members["manifest.json"])
    manifest["rows"]["person"] += 1
    members["manifest.json"] = json.dumps(manifest).encode()


def be_of_another_kind(members):
    manifest = json.loads(members["manifest.json"])
    name = next(name for name in members if name.startswith("database"))
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[manifest["kind"]]
    members["manifest.json"] = json.dumps({**manifest, "kind": other}).encode()
    members["database.dump" if other == "postgresql" else "database.sqlite"] = members.pop(name)


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (flip_a_bit, "is damaged"),
        (count_one_more, "do not trust this file"),
        (be_of_another_kind, "the backup is of"),
        (lambda members: members.pop("manifest.json"), "is not a backup"),
    ],
)
def test_a_damaged_backup_is_refused(run, ini, elsewhere, tmp_path, damage, said):
    run("backup", "portal.backup", "--config", ini)
    repacked(tmp_path / "portal.backup", damage)
    assert said in run("restore", "portal.backup", "--config", elsewhere, code=1)


def test_a_file_cut_short_is_refused(run, ini, elsewhere, tmp_path):
    run("backup", "portal.backup", "--config", ini)
    path = tmp_path / "portal.backup"
    path.write_bytes(path.read_bytes()[:2000])
    assert "is not a backup" in run("restore", "portal.backup", "--config", elsewhere, code=1)


def test_what_never_was_a_backup_is_refused(run, elsewhere, tmp_path):
    (tmp_path / "letter.txt").write_text("Liebe Verwaltung")
    assert "is not a backup" in run("restore", "letter.txt", "--config", elsewhere, code=1)
