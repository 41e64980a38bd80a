"""The start: everything that is wrong is said, with place and remedy, and nothing is on by accident."""

import logging
import re
from datetime import timedelta

import pytest
from pyramid.exceptions import ConfigurationConflictError, ConfigurationError
from pyramid.interfaces import IRoutesMapper

from vamv.app import PARTS, configure, main
from vamv.plugins.boot import boot
from vamv.plugins.errors import PluginsError
from vamv.ready import all_histories
from vamv.realtime.namespace import Namespace
from vamv.settings import SettingsError
from vamv.testing.entry_points import entry_point, plugin_module
from vamv.testing.kit import Kit

PLUGIN = """
from vamv.api.plugin import PluginInfo

PLUGIN = PluginInfo("{name}", "{name}", "Made up for a test.")


def includeme(config):
    {body}
"""


@pytest.fixture
def start(kit, install):
    """Start a portal with plugins made of an `includeme` each: `start(kite=includeme, …)`."""
    apps = []

    def make(settings=None, **plugins):
        points = [
            entry_point(name, plugin_module(name, includeme=include)) for name, include in plugins.items()
        ]
        for name in plugins:
            install(name, "")  # the package around the made-up module
        raw = {**kit.settings(tuple(plugins)), "vamv.database_url": "sqlite://", **(settings or {})}
        config = configure(boot(raw, points))
        apps.append(config)
        return config

    yield make
    for config in apps:
        config.registry["vamv.engine"].dispose()


def test_one_message_holds_all_problems_each_with_its_remedy(kit, install):
    """Missing, broken, made for another core, claimed twice: the operator mends all before the next try."""
    install("broken", "import nothing_of_this_name")
    install("tooold", PLUGIN.format(name="tooold", body="pass"), requires="vamv>=9")
    install("twice", PLUGIN.format(name="twice", body="pass"))
    install("twice", distribution="other-twice")
    with pytest.raises(PluginsError) as caught:
        main(None, **kit.settings(("gone", "broken", "tooold", "twice")))
    message = str(caught.value)
    for problem, remedy in {
        "gone: It is not installed.": "pip install vamv-gone",
        "broken: Its import raises ModuleNotFoundError (nothing_of_this_name) at": "Repair or update vamv-broken",
        "tooold: vamv-tooold works with vamv >=9; this is vamv": "Install versions of both that fit together.",
        "twice: other-twice and vamv-twice claim this name.": "Uninstall one of them",
    }.items():
        assert re.search(f"{re.escape(problem)}[^\n]*\n    [^\n]*{re.escape(remedy)}", message)
    assert len(caught.value.problems) == 4


def test_the_core_starts_with_no_plugin_at_all(kit):
    app = kit.app(kit.settings(()))
    assert len(app.registry["vamv.plugins"]) == 0


def test_a_plugin_is_named_in_the_log_with_its_version(kit, installed_tiny, caplog):
    caplog.set_level(logging.INFO)
    url = kit.databases.copy(all_histories(kit.load(("tiny",))))
    app = main(None, **{**kit.settings(("tiny",)), "vamv.database_url": url, "vamv.development": "true"})
    assert "plugin tiny 1.0 is on" in caplog.text
    app.registry["vamv.engine"].dispose()


@pytest.mark.parametrize(
    ("key", "nearest"),
    [("vamv.sesion_idle_minutes", "vamv.session_idle_minutes"), ("tiny.longst", "tiny.longest")],
)
def test_a_setting_that_nobody_declared_is_refused_with_its_nearest(kit, key, nearest):
    with pytest.raises(SettingsError, match=rf"did you mean {re.escape(nearest)}\?"):
        kit.build({**kit.settings(("tiny",)), key: "5"})


def test_a_prefix_of_the_chapter_moves_the_addresses_of_a_plugin(kit):
    app = kit.build({**kit.settings(("tiny",)), "tiny.prefix": "zettel"})
    mapper = app.registry.getUtility(IRoutesMapper)
    assert mapper.generate("tiny.slip", {"id": "x"}) == "/zettel/x"


def test_a_view_without_a_permission_stops_the_start(start):
    def include(config):
        config.add_route("kite.start", "/")
        config.add_view(lambda request: None, route_name="kite.start")

    with pytest.raises(ConfigurationError, match="names no permission"):
        start(kite=include)


def test_a_view_with_a_permission_that_nobody_declared_stops_the_start(start):
    def include(config):
        config.add_route("kite.start", "/")
        config.add_view(lambda request: None, route_name="kite.start", permission="kite.flie")

    with pytest.raises(ConfigurationError, match=r"kite\.flie, which is not declared"):
        start(kite=include)


def test_a_panel_for_an_outlet_that_nobody_declared_stops_the_start(start):
    def include(config):
        config.add_panel(lambda context, request: None, "kite.panel", "ball.outlet", "vamv:templates/bye.pt")

    with pytest.raises(ConfigurationError, match=r"there is no outlet ball\.outlet"):
        start(kite=include)


def nothing(*args, **kwargs):
    return None


DECLARATIONS = {
    "add_permission": ("kite.fly", "Fliegen", "Darf fliegen."),
    "add_nav_item": ("kite", "Drachen", "portal.start", "main"),
    "declare_outlet": ("kite.below",),
    "add_panel": (nothing, "kite.panel", "start.news", "vamv:templates/bye.pt"),
    "add_page_asset": ("vamv:static/kite.css", ("kite.*",)),
    "add_realtime_namespace": (Namespace, "/kite", "kite.fly"),
    "add_notification_type": ("kite.landed", "Ein Drachen ist gelandet"),
    "add_job": ("kite.mend", nothing),
    "add_content_kind": ("kite.kite", "Drachen", nothing, None),
    "add_work_list": ("kite.torn", "Gerissen", nothing, "kite.fly"),
    "add_metric": ("kite.flights", "Flüge", "Flüge am Tag."),
    "add_retention_rule": ("kite.old", "Alte Drachen", timedelta(days=9), nothing),
}


def declarations(name):
    """Return two `includeme` that declare the same, on lines of their own."""
    arguments = DECLARATIONS[name]

    def first(config):
        getattr(config, name)(*arguments)

    def second(config):
        getattr(config, name)(*arguments)

    return first, second


@pytest.mark.parametrize("name", DECLARATIONS)
def test_two_that_declare_the_same_are_both_named_with_file_and_line(start, name):
    first, second = declarations(name)
    with pytest.raises(ConfigurationConflictError) as caught:
        start(kite=first, ball=second)
    places = set(re.findall(r"Line (\d+) of file ([^\s:]+)", str(caught.value)))
    assert {file for _line, file in places} == {__file__}
    lines = {int(line) for line, _file in places}
    assert lines == {include.__code__.co_firstlineno + 1 for include in (first, second)}


def test_no_directive_is_left_out_of_these_tests(directives):
    assert set(DECLARATIONS) == directives


def test_every_part_is_included_once():
    assert len(set(PARTS)) == len(PARTS)


def test_applications_do_not_share_anything_but_the_kit(tmp_path, kit):
    """Two portals in one process, as in a test run, have clocks, engines and settings of their own."""
    other = Kit(tmp_path)
    one, two = kit.app(kit.settings(())).registry, other.app(other.settings(())).registry
    assert one["vamv.engine"] is not two["vamv.engine"]
    assert one.settings["vamv.server_key"] != two.settings["vamv.server_key"]
    two["vamv.engine"].dispose()
