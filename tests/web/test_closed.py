"""Maintenance: everybody sees a friendly page, and nobody reaches the database."""

from pathlib import Path

import pytest

from vamv.testing.crawl import addresses
from vamv.testing.markup import inline_code
from vamv.testing.raw import Raw


@pytest.fixture
def closed(kit, app_settings, tmp_path):
    """A portal under maintenance, whose database is away."""
    app = kit.build({**app_settings, "vamv.data_dir": kit.data_dir(tmp_path)}, fresh=True)
    (tmp_path / "maintenance").touch()
    app.registry["vamv.engine"].dispose()

    def connect():
        raise AssertionError("the database was asked")

    app.registry["vamv.engine"].connect = connect
    return app


COOKIE = {"HTTP_COOKIE": "__Host-s=" + "a" * 43}


def test_every_page_says_so(closed):
    raw = Raw(closed, COOKIE)
    for address in addresses(closed.registry):
        if address.name in ("portal.exit", "portal.bye"):
            continue
        answer = raw.send(path=address.path())
        assert answer.status_int == 503, address.name
        assert answer.headers["Retry-After"] == "300"
        assert "In ein paar Minuten" in answer.text
        assert 'href="tel:112"' in answer.text
        assert not inline_code(answer.text)


def test_the_way_out_still_works(closed):
    raw = Raw(closed, {})
    answer = raw.send("POST", "/exit", **COOKIE)
    assert answer.status_int == 303
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert raw.send(path="/bye").status_int == 200


def test_static_files_are_still_there(closed):
    raw = Raw(closed, {})
    sheet = raw.send(path="/").text.split('rel="stylesheet" href="')[1].split('"')[0]
    assert raw.send(path=sheet).status_int == 200


def test_it_ends_without_a_restart(kit, app_settings, tmp_path):
    app = kit.build({**app_settings, "vamv.data_dir": kit.data_dir(tmp_path)}, fresh=True)
    raw = Raw(app, {})
    flag = Path(tmp_path) / "maintenance"
    flag.touch()
    assert raw.send(path="/help").status_int == 503
    flag.unlink()
    assert raw.send(path="/help").status_int == 200
    app.registry["vamv.engine"].dispose()
