"""`vamv plugins`, the commands that plugins add, and what a command says when the start is not possible."""

import pytest


def test_every_plugin_is_listed_with_its_state(run, write_ini, installed_tiny, portal_of):
    before = portal_of(write_ini("tiny"))
    ini = write_ini("tiny")
    line = next(line for line in run("plugins", "--config", ini).splitlines() if line.startswith("tiny"))
    assert line.split(maxsplit=2)[1:] == ["1.0", "on, 3 tables"]
    ini = write_ini(vamv__database_url=before.settings["vamv.database_url"])
    assert "off, its data is still here, 3 tables" in run("plugins", "--config", ini)
    assert "installed, off" in run("plugins", "--config", write_ini())


def test_a_plugin_that_is_gone_but_has_left_data_is_listed_too(run, write_ini, portal_of, request):
    request.getfixturevalue("installed_tiny")
    url = portal_of(write_ini("tiny")).settings["vamv.database_url"]
    request.getfixturevalue("monkeypatch").undo()
    line = next(
        line
        for line in run("plugins", "--config", write_ini(vamv__database_url=url)).splitlines()
        if "tiny" in line
    )
    assert line.split()[:2] == ["tiny", "-"]


def test_commands_of_a_plugin_are_below_its_name(run, write_ini, installed_tiny, monkeypatch):
    monkeypatch.setenv("VAMV_CONFIG", str(write_ini("tiny")))
    assert "tiny" in run("--help")
    assert "Ein Zettel" in run("tiny", "motto")


def test_without_an_ini_the_commands_of_the_core_are_there(run):
    assert "doctor" in run("--help")
    assert "No such command" in run("tiny", "motto", code=2)


def test_a_missing_ini_is_said_in_words(run):
    assert "there is no nowhere.ini" in run("plugins", "--config", "nowhere.ini", code=1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"vamv__plugins": "kyte"}, "kyte: It is not installed."),
        ({"vamv__contact_mial": "x"}, "did you mean vamv.contact_mail?"),
        ({"vamv__server_key": "/nowhere/server.key"}, "/nowhere/server.key"),
    ],
)
def test_what_can_be_mended_is_said_in_words(run, write_ini, wrong, said):
    output = run("plugins", "--config", write_ini(**wrong), code=1)
    assert said in output
    assert "Traceback" not in output
