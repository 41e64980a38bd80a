"""From the ini's text to plugins, hooks and settings."""

import pytest

from vamv.plugins.boot import boot
from vamv.plugins.errors import PluginsError
from vamv.settings import Setting, SettingsError
from vamv.testing.entry_points import entry_point, plugin_module


def no_settings():
    return []


def kite(declare):
    return [entry_point("kite", plugin_module("kite", vamv_declare_settings=declare))]


def test_settings_of_a_plugin_are_declared_by_its_hook():
    found = kite(lambda: [Setting("kite.tails", int, 2, "Tails.")])
    start = boot({"vamv.plugins": "kite", "kite.tails": "3"}, found)
    assert start.settings["vamv.plugins"] == ["kite"]
    assert start.settings["kite.tails"] == 3
    assert start.plugins.names == ("kite",)


def test_every_plugin_has_a_prefix_that_a_chapter_can_change():
    assert boot({"vamv.plugins": "kite"}, kite(no_settings)).settings["kite.prefix"] == "kite"
    assert (
        boot({"vamv.plugins": "kite", "kite.prefix": "/k"}, kite(no_settings)).settings["kite.prefix"] == "/k"
    )


def test_a_misspelt_setting_of_a_plugin_stops_the_start():
    with pytest.raises(SettingsError, match=r"kite\.prefix"):
        boot({"vamv.plugins": "kite", "kite.prefx": "k"}, kite(no_settings))


def test_settings_of_a_plugin_that_is_off_are_left_alone():
    assert boot({"vamv.plugins": "", "kite.tails": "3"}, []).settings["kite.tails"] == "3"


def test_a_plugin_that_cannot_declare_its_settings_stops_the_start():
    def declare():
        raise ValueError("Frau Muster")

    with pytest.raises(PluginsError, match=r"kite: .*ValueError at") as caught:
        boot({"vamv.plugins": "kite"}, kite(declare))
    assert "Frau Muster" not in str(caught.value)


@pytest.mark.parametrize("name", ["vamv.tails", "ball.tails", "kitetails"])
def test_a_plugin_cannot_declare_what_is_not_its_own(name):
    with pytest.raises(PluginsError, match=name):
        boot({"vamv.plugins": "kite"}, kite(lambda: [Setting(name, int, 2, "Tails.")]))
