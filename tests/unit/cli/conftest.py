"""Running `vamv` on a portal of the test's own."""

import shutil

import pytest
from click.testing import CliRunner

from vamv.cli.context import Portal
from vamv.cli.main import cli
from vamv.ready import all_histories


@pytest.fixture
def run(monkeypatch, tmp_path):
    """Run `vamv` in an empty folder: `run("db", "status", …)`; the exit code must be the one that is given."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VAMV_CONFIG", raising=False)

    def invoke(*arguments, code=0, answers=()):
        result = CliRunner().invoke(
            cli, [str(each) for each in arguments], input="".join(f"{each}\n" for each in answers)
        )
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.output

    return invoke


@pytest.fixture
def write_ini(kit, tmp_path):
    """Write an ini: `write_ini("tiny", vamv__mail_host="…")`; with `empty`, without a database behind it."""

    def write(*plugins, empty=False, name="portal.ini", **settings):
        more = {key.replace("__", "."): str(value) for key, value in settings.items()}
        if "vamv.database_url" not in more:
            histories = all_histories(kit.load(plugins))
            more["vamv.database_url"] = kit.databases.empty() if empty else kit.databases.copy(histories)
        key = tmp_path / "keys" / "server.key"
        if not key.exists():
            key.parent.mkdir(mode=0o700)
            shutil.copy(kit.key, key)
        values = {
            **kit.settings(plugins),
            "vamv.server_key": str(key),
            "vamv.data_dir": str(tmp_path),
            "vamv.development": "true",
            **more,
        }
        lines = "".join(f"{key} = {value}\n" for key, value in values.items())
        path = tmp_path / name
        path.write_text(f"[app:main]\nuse = egg:vamv\n{lines}", encoding="utf-8")
        return path

    return write


@pytest.fixture
def portal_of():
    """Look into the portal of an ini; its engine is closed at the end."""
    opened = []

    def look(ini):
        portal = Portal(str(ini))
        opened.append(portal)
        return portal

    yield look
    for portal in opened:
        portal.engine.dispose()
