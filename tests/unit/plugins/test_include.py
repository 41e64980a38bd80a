"""Plugins are included into the Configurator below their prefix."""

import sys
from types import ModuleType

import pytest
from pyramid.config import Configurator
from pyramid.exceptions import ConfigurationConflictError, ConfigurationError
from webtest import TestApp

from vamv.plugins.boot import boot
from vamv.plugins.include import include_plugins
from vamv.testing.entry_points import entry_point, plugin_module


def add_start_page(config):
    config.add_route("kite.start", "/start")
    config.add_view(show_start_page, route_name="kite.start", renderer="string")


def show_start_page(request):
    return " ".join(request.hooks.implementers("vamv_search"))


def claim_the_same_route(config):
    config.add_route("kite.start", "/other")


def search(query):
    return []


@pytest.fixture
def application(monkeypatch):
    """Return a function that makes an application of plugins, given their `includeme` by name."""

    def make(includemes, **settings):
        found = []
        for name, includeme in includemes.items():
            # Pyramid looks for the package of what it includes.
            monkeypatch.setitem(sys.modules, f"vamv_{name}", ModuleType(f"vamv_{name}"))
            module = plugin_module(name, includeme=includeme, vamv_search=search)
            found.append(entry_point(name, module))
        start = boot({"vamv.plugins": " ".join(includemes), **settings}, found)
        config = Configurator(settings=start.settings)
        config.registry["vamv.plugins"] = start.plugins
        config.registry["vamv.hooks"] = start.hooks
        config.include("vamv.plugins")
        include_plugins(config, start.plugins)
        return TestApp(config.make_wsgi_app())

    return make


def test_routes_stand_below_the_name_of_the_plugin(application):
    browser = application({"kite": add_start_page})
    assert browser.get("/kite/start").status_int == 200
    assert browser.get("/start", status=404)


@pytest.mark.parametrize("prefix", ["k", "/k", "/k/"])
def test_a_chapter_changes_the_prefix(application, prefix):
    browser = application({"kite": add_start_page}, **{"kite.prefix": prefix})
    assert browser.get("/k/start").status_int == 200
    assert browser.get("/kite/start", status=404)


@pytest.mark.parametrize("prefix", ["", "/"])
def test_an_empty_prefix_means_the_name(application, prefix):
    browser = application({"kite": add_start_page}, **{"kite.prefix": prefix})
    assert browser.get("/kite/start").status_int == 200


def test_a_request_can_ask_hooks(application):
    browser = application({"kite": add_start_page, "ball": lambda config: None})
    assert browser.get("/kite/start").text == "kite ball"


def test_the_module_is_included_as_a_package_of_its_own(application):
    packages = []
    application({"kite": lambda config: packages.append(config.package.__name__)})
    assert packages == ["vamv_kite"]


def test_two_plugins_that_claim_one_route_stop_the_start(application):
    with pytest.raises(ConfigurationConflictError):
        application({"kite": add_start_page, "ball": claim_the_same_route})


def test_two_plugins_cannot_share_a_prefix(application):
    """Pyramid would let the first of two routes of the same pattern win, silently."""
    with pytest.raises(ConfigurationError, match=r"ball\.prefix"):
        application({"kite": add_start_page, "ball": lambda config: None}, **{"ball.prefix": "kite"})
