"""The plugin that exists for tests only (`@pytest.mark.plugins("tiny")`), and `vamv` on portals of a test's own."""

import importlib
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path

import polib
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from vamv.cli.context import Portal
from vamv.cli.main import cli
from vamv.ready import all_histories
from vamv.testing.entry_points import MadeUpDistribution, MadeUpEntryPoint

TINY = Path(__file__).parent / "tiny" / "src"
# Not installed, so that no portal on this machine can ever load it.
sys.path.insert(0, str(TINY))
sys.path.insert(0, str(Path(__file__).parent / "faults"))

# The first test that draws anything has Hypothesis read all our sources for values worth trying, for seconds.
# That says nothing about how the test itself draws. Where CI is set, Hypothesis knows so by itself.
if not os.environ.get("CI"):
    settings.register_profile("here", suppress_health_check=[HealthCheck.too_slow])
    settings.load_profile("here")


@pytest.fixture(scope="session")
def more_entry_points():
    """The tiny plugin, with what its distribution would say were it installed."""
    for source in TINY.rglob("*.po"):
        polib.pofile(str(source)).save_as_mofile(str(source.with_suffix(".mo")))
    distribution = MadeUpDistribution("vamv-tiny", "1.0", ("vamv>=0.1,<0.2",))
    return (MadeUpEntryPoint("tiny", lambda: importlib.import_module("vamv_tiny.plugin"), distribution),)


@pytest.fixture(scope="session")
def directives(kit):
    """The names of all directives that a plugin may use."""
    registry = kit.app(kit.settings(())).registry
    ours = {
        name
        for name, (function, _wrap) in registry._directives.items()
        if function.__module__.startswith("vamv.")
    }
    # Pyramid has a method of this name, which ours replaces; the other is the application's own.
    return (ours | {"add_permission"}) - {"add_static_folder"}


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Install a plugin for one test, as pip would, in a folder of its own: `install("kite", source="…")`.

    `source`: the text of its `plugin.py`, none for a plugin that is on the path already. Returns the package
    folder.
    """
    with installing(tmp_path, monkeypatch) as install:
        yield install


@pytest.fixture(scope="module")
def install_for_all(tmp_path_factory):
    """Install a plugin, as `install` does, for all tests of a file."""
    with (
        pytest.MonkeyPatch.context() as monkeypatch,
        installing(tmp_path_factory.mktemp("installed"), monkeypatch) as install,
    ):
        yield install


@contextmanager
def installing(above, monkeypatch):
    folder = above / "site-packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)

    def add(name, source=None, *, requires="vamv>=0.1,<0.2", distribution=None):
        distribution = distribution or f"vamv-{name}"
        about = folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
        about.mkdir()
        head = f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\nRequires-Dist: {requires}\n"
        (about / "METADATA").write_text(head, encoding="utf-8")
        entry = f"[vamv.plugins]\n{name} = vamv_{name}.plugin\n"
        (about / "entry_points.txt").write_text(entry, encoding="utf-8")
        package = folder / f"vamv_{name}"
        if source is not None:
            package.mkdir()
            (package / "__init__.py").touch()
            (package / "plugin.py").write_text(source, encoding="utf-8")
        importlib.invalidate_caches()
        return package

    yield add
    for module in list(sys.modules):
        if (folder / module.partition(".")[0]).is_dir():
            del sys.modules[module]


@pytest.fixture
def installed_tiny(install):
    """Install the tiny plugin for one test."""
    install("tiny")


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

    umask = os.umask(0o022)
    yield invoke
    os.umask(umask)


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
            "vamv.data_dir": kit.data_dir(tmp_path),
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
        portal.close()
