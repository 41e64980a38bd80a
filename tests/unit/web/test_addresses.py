"""Addresses that are remembered lead where Pyramid's own lead."""

import pytest
from pyramid import testing

from vamv.web.addresses import path, static


@pytest.fixture
def request_at():
    with testing.testConfig() as config:
        config.add_route("kite.list", "/kites")
        config.add_route("kite.one", "/kites/{kite}")
        config.add_static_view("static/1/kite", "vamv:static")
        yield lambda mount: testing.DummyRequest(registry=config.registry, environ={"SCRIPT_NAME": mount})


@pytest.mark.parametrize("mount", ["", "/portal"])
def test_they_are_those_of_the_place_where_the_application_is_mounted(request_at, mount):
    for _again in range(2):
        request = request_at(mount)
        request.script_name = mount
        assert path(request, "kite.list") == f"{mount}/kites"
        assert path(request, "kite.one", kite="a") == f"{mount}/kites/a"
        assert path(request, "kite.one", kite="b") == f"{mount}/kites/b"
        assert static(request, "vamv:static/app.css") == f"{mount}/static/1/kite/app.css"
