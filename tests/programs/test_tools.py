"""Pyramid's own commands work on our ini as a Pyramid user expects."""

import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest

from vamv.security.models import Person

BIN = Path(sys.executable).parent
SERVER = """
pyramid.includes = pyramid_debugtoolbar
debugtoolbar.hosts = 127.0.0.1

[server:main]
use = egg:vamv#asgi
host = 127.0.0.1
port = {port}

[pshell]
setup = vamv.cli.shell:setup

[loggers]
keys = root

[handlers]
keys = console

[formatters]
keys = plain

[logger_root]
level = WARNING
handlers = console

[handler_console]
class = StreamHandler
args = (sys.stderr,)
level = NOTSET
formatter = plain

[formatter_plain]
format = %(levelname)s %(name)s %(message)s
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def port():
    return free_port()


@pytest.fixture
def ini(write_ini, port):
    """The ini of a portal in development, as `development.ini` is."""
    path = write_ini(vamv__base_url=f"http://127.0.0.1:{port}", vamv__hosts="127.0.0.1 localhost")
    path.write_text(path.read_text(encoding="utf-8") + SERVER.format(port=port), encoding="utf-8")
    return path


@pytest.fixture
def tool(ini):
    """Run one of Pyramid's commands: `tool("proutes")` returns what it printed."""

    def run(name, *arguments, text=""):
        done = subprocess.run(
            [BIN / name, ini, *arguments], input=text, capture_output=True, text=True, timeout=60, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def test_proutes_lists_the_routes(tool):
    assert re.search(r"^portal\.start +/ +", tool("proutes"), re.MULTILINE)


def test_pviews_finds_the_view_of_an_address(tool):
    output = tool("pviews", "/login")
    assert re.search(r"vamv\.accounts\.views\.login\.", output)
    assert "Not found" not in output


def test_ptweens_shows_ours_around_the_transaction(tool):
    output = tool("ptweens")
    order = [output.index(name) for name in ("headers_tween", "sanity_tween", "tm_tween_factory")]
    assert order == sorted(order)


def test_prequest_asks_for_a_page(tool):
    answer = tool("prequest", "/page/imprint", "-d")
    assert answer.startswith("200 OK")
    assert "Content-Security-Policy" in answer
    assert "<title>" in answer


def test_pshell_has_the_session_and_keeps_nothing_uncommitted(tool, ini, portal_of):
    source = (
        "from vamv.security.models import Person\n"
        "dbsession.add(Person(id='p', created_at=now)); dbsession.flush()\n"
        "print('people:', dbsession.query(Person).count())\n"
    )
    assert "people: 1" in tool("pshell", "-p", "python", text=source)
    with portal_of(ini).transaction(write=False) as session:
        assert session.get(Person, "p") is None


def test_pserve_serves_with_the_toolbar_and_stops_when_told(ini, port):
    process = subprocess.Popen([BIN / "pserve", ini], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        page = first_answer(f"http://127.0.0.1:{port}/", process)
    finally:
        process.terminate()
        output, _errors = process.communicate(timeout=30)
    assert "<title>" in page
    assert "pDebug" in page
    assert b"Traceback" not in output


def first_answer(url, process):
    """Ask until the server listens; fail when it ends before."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:
                return answer.read().decode()
        except urllib.error.URLError as error:
            if not isinstance(error.reason, ConnectionRefusedError):
                raise
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.2)
            raise AssertionError("the server has ended")
    raise AssertionError("the server does not listen")
