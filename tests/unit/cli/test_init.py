"""`vamv init`: from nothing to a portal that starts."""

import re
import stat

from vamv.cli.context import default_config

ANSWERS = ["https://portal.example/", "VAMV Musterland", "Miteinander", "hilfe@portal.example", "", ""]


def test_a_few_answers_make_a_portal_that_starts(run, tmp_path, portal_of):
    output = run("init", "--config", "portal.ini", answers=ANSWERS)
    ini = (tmp_path / "portal.ini").read_text(encoding="utf-8")
    assert "vamv.chapter_name = VAMV Musterland" in ini
    assert "vamv.hosts = portal.example\n" in ini
    assert "Keep two copies" in output
    assert re.search(r"https://portal\.example/\S+\nwithin 60 minutes", output)
    assert stat.S_IMODE((tmp_path / "var" / "server.key").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "var" / "vamv.sqlite").stat().st_mode) == 0o600
    assert "BEHIND" not in run("db", "status", "--config", "portal.ini")


def test_enter_takes_what_stands_in_brackets(run, tmp_path):
    run("init", "--config", "portal.ini", answers=[""] * 6)
    ini = (tmp_path / "portal.ini").read_text(encoding="utf-8")
    assert "vamv.base_url = http://localhost:6543" in ini
    assert "vamv.hosts = localhost\n" in ini


def test_repeating_it_changes_nothing_that_is_there(run, tmp_path):
    run("init", "--config", "portal.ini", answers=ANSWERS)
    before = {path: path.read_bytes() for path in (tmp_path / "portal.ini", tmp_path / "var" / "server.key")}
    assert "is written" not in run("init", "--config", "portal.ini")
    assert {path: path.read_bytes() for path in before} == before


def test_where_there_is_an_administrator_no_code_is_made(run, write_ini):
    ini = write_ini()
    run("seed", "--config", ini)
    assert "60 minutes" not in run("init", "--config", ini)


def test_without_questions_nothing_is_asked_and_no_code_is_made(run, write_ini, tmp_path):
    ini = write_ini(vamv__server_key=tmp_path / "new" / "server.key")
    assert "60 minutes" not in run("init", "--defaults", "--config", ini)
    assert (tmp_path / "new" / "server.key").exists()


def test_without_questions_there_must_be_an_ini(run):
    assert "there is no portal.ini" in run("init", "--defaults", "--config", "portal.ini", code=1)


def test_the_ini_is_that_of_the_environment_the_developer_or_the_operator(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VAMV_CONFIG", raising=False)
    assert default_config() == "portal.ini"
    (tmp_path / "development.ini").touch()
    assert default_config() == "development.ini"
    monkeypatch.setenv("VAMV_CONFIG", "/etc/vamv/rlp.ini")
    assert default_config() == "/etc/vamv/rlp.ini"
