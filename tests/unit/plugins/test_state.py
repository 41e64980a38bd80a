"""The state of plugins is told from names alone."""

from vamv.plugins.state import plugin_states
from vamv.testing.entry_points import entry_point, plugin_module

INSTALLED = [entry_point(name, AssertionError("imported")) for name in ("kite", "ball", "rope")]
TABLES = [
    "person",
    "vamv_alembic_version",
    "kite_alembic_version",
    "kite_flight",
    "rope_alembic_version",
    "rope_knot",
    "drum_alembic_version",
    "drum_beat",
]


def test_every_plugin_has_one_of_four_states():
    states = {it.name: it.state for it in plugin_states(["kite", "sail"], INSTALLED, TABLES)}
    assert states == {
        "ball": "installed",
        "drum": "dormant",
        "kite": "enabled",
        "rope": "dormant",
        "sail": "missing",
    }


def test_dormant_data_is_told_with_its_tables_whether_or_not_the_plugin_is_still_installed():
    states = {it.name: it for it in plugin_states([], INSTALLED, TABLES)}
    assert (states["drum"].version, states["drum"].installed) == ("", False)
    assert states["drum"].tables == ("drum_alembic_version", "drum_beat")
    assert (states["rope"].version, states["rope"].installed) == ("1.0", True)


def test_without_plugins_and_tables_there_is_nothing_to_tell():
    assert plugin_states([], [], ["person", "vamv_alembic_version"]) == []


def test_a_made_up_plugin_has_no_tables_before_its_first_migration():
    (state,) = plugin_states(["kite"], [entry_point("kite", plugin_module("kite"))], ["person"])
    assert (state.state, state.tables) == ("enabled", ())
