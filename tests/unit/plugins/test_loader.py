"""Loading plugins: every way it can go wrong is reported, together and with a remedy."""

import sys
from importlib.metadata import EntryPoint
from types import ModuleType

import pytest

from vamv.plugins.errors import PluginsError
from vamv.plugins.hookspecs import hookimpl
from vamv.plugins.info import PluginInfo
from vamv.plugins.loader import installed_entry_points, load_plugins
from vamv.testing.entry_points import MadeUpDistribution, MadeUpEntryPoint, entry_point, plugin_module


def points(*names, **requires):
    return [entry_point(name, plugin_module(name, requires.get(name, ()))) for name in names]


def problems_of(names, entry_points, **options):
    with pytest.raises(PluginsError) as caught:
        load_plugins(names, entry_points, **options)
    assert all(problem.remedy for problem in caught.value.problems)
    assert all(str(problem) in str(caught.value) for problem in caught.value.problems)
    return {problem.plugin: problem.problem for problem in caught.value.problems}


def test_without_names_there_are_no_plugins():
    plugins = load_plugins([], points("kite"))
    assert len(plugins) == 0
    assert plugins.manager.get_plugins() == set()


def test_only_named_plugins_are_imported():
    def explode():
        raise AssertionError("imported although nobody named it")

    other = MadeUpEntryPoint("ball", explode, MadeUpDistribution("vamv-ball"))
    assert load_plugins(["kite"], [*points("kite"), other]).names == ("kite",)


def test_a_plugin_carries_what_its_distribution_says():
    module = plugin_module("kite")
    about = {"Author": "Ada", "License-Expression": "EUPL-1.2"}
    distribution = MadeUpDistribution("vamv-kite", "2.1", ("vamv>=0.1,<9", "nh3; extra == 'x'"), about)
    plugin = load_plugins(["kite"], [MadeUpEntryPoint("kite", lambda: module, distribution)])["kite"]
    assert plugin.info is module.PLUGIN
    assert (plugin.distribution, plugin.version) == ("vamv-kite", "2.1")
    assert (plugin.author, plugin.licence) == ("Ada", "EUPL-1.2")
    assert plugin.core_range == "<9,>=0.1"
    assert plugin.package == "vamv_kite"


def test_a_named_plugin_that_is_not_installed_is_a_problem():
    assert problems_of(["kite"], []) == {"kite": "It is not installed."}


def test_a_misspelt_name_is_answered_with_the_nearest():
    with pytest.raises(PluginsError, match="Did you mean kite"):
        load_plugins(["kiet"], points("kite"))


def test_two_distributions_that_claim_one_name_are_both_named():
    both = [*points("kite"), entry_point("kite", plugin_module("kite"), distribution="other-kite")]
    assert problems_of(["kite"], both) == {"kite": "other-kite and vamv-kite claim this name."}


def test_a_name_given_twice_is_a_problem():
    assert "more than once" in problems_of(["kite", "kite"], points("kite"))["kite"]


@pytest.mark.parametrize(
    "error", [ValueError("Frau Muster"), SystemExit("Frau Muster"), SyntaxError("Frau Muster")]
)
def test_an_import_that_raises_is_told_by_type_and_place_without_content(error):
    message = problems_of(["kite"], [entry_point("kite", error)])["kite"]
    assert type(error).__name__ in message
    assert "entry_points.py:" in message
    assert "Frau Muster" not in message


def test_a_module_that_is_missing_is_named():
    point = EntryPoint("kite", "vamv_kite_that_is_nowhere.plugin", "vamv.plugins")
    assert "vamv_kite_that_is_nowhere" in problems_of(["kite"], [point])["kite"]


def test_a_plugin_for_another_core_is_refused_before_its_code_runs():
    point = entry_point("kite", AssertionError("imported"), requires=["vamv>=3,<4"])
    message = problems_of(["kite"], [point], core_version="2.9")["kite"]
    assert message == "vamv-kite works with vamv <4,>=3; this is vamv 2.9."


@pytest.mark.parametrize(
    "requires", [None, [], ["vamv"], ["nh3>=5"], ["vamv>=2"], ["vamv>=9; python_version<'3'"]]
)
def test_a_fitting_or_absent_range_is_accepted(requires):
    plugins = load_plugins(
        ["kite"], [entry_point("kite", plugin_module("kite"), requires)], core_version="2.5.dev1"
    )
    assert plugins.names == ("kite",)


def broken_module(**changes):
    module = plugin_module("kite")
    for name, value in changes.items():
        setattr(module, name, value)
    return module


def unmarked(session, now):
    return []


def marked(session, now):
    return []


def unknown_argument(session, weather):
    return []


def generator(session, now):
    yield []


async def coroutine(session, now):
    return []


@pytest.mark.parametrize(
    ("module", "part"),
    [
        (ModuleType("empty"), "no PLUGIN"),
        (broken_module(PLUGIN="kite"), "no PLUGIN"),
        (broken_module(PLUGIN=PluginInfo("ball", "Ball", "")), "'ball'"),
        (broken_module(includeme=None), "no includeme"),
        (broken_module(vamv_check_health=unmarked), "lacks the mark"),
        (broken_module(vamv_fly=hookimpl(marked)), "no hook"),
        (plugin_module("kite", vamv_check_health=generator), "plain function"),
        (plugin_module("kite", vamv_check_health=coroutine), "plain function"),
        (broken_module(vamv_check_health=hookimpl(generator, wrapper=True)), "plain function"),
        (plugin_module("kite", vamv_check_health=unknown_argument), "weather"),
        (broken_module(other=hookimpl(marked, specname="vamv_fly")), "vamv_fly"),
    ],
)
def test_a_plugin_that_breaks_its_contract_is_refused(module, part):
    assert part in problems_of(["kite"], [entry_point("kite", module)])["kite"]


@pytest.mark.parametrize("name", ["Kite", "kite_two", "vamv", "2kites", "kite.two"])
def test_a_name_that_could_not_prefix_tables_and_settings_is_refused(name):
    assert "lower-case" in problems_of([name], points(name))[name]


def test_required_plugins_come_first_and_otherwise_the_ini_decides():
    found = points("sail", "kite", "ball", "rope", kite=["rope"], sail=["kite"])
    assert load_plugins(["sail", "ball", "kite", "rope"], found).names == ("ball", "rope", "kite", "sail")
    assert load_plugins(["rope", "ball"], found).names == ("rope", "ball")


def test_a_requirement_that_is_off_is_a_problem():
    message = problems_of(["kite"], points("kite", "rope", kite=["rope"]))
    assert message == {"kite": "It requires rope, which is not on."}


def test_plugins_that_require_one_another_are_a_problem():
    message = problems_of(["kite", "rope"], points("kite", "rope", kite=["rope"], rope=["kite"]))
    assert "kite, rope" in message["kite"]


def test_all_problems_of_all_plugins_come_in_one_message():
    """Not installed, failing import, another core, and a name claimed twice: one start, one message."""
    found = [
        entry_point("broken", ImportError("x", name="nh3")),
        entry_point("old", plugin_module("old"), requires=["vamv<0.0.1"]),
        entry_point("twice", plugin_module("twice"), distribution="first"),
        entry_point("twice", plugin_module("twice"), distribution="second"),
        *points("fine"),
    ]
    problems = problems_of(["absent", "broken", "old", "twice", "fine"], found)
    assert list(problems) == ["absent", "broken", "old", "twice"]


def test_a_plugin_that_cannot_be_loaded_is_not_blamed_twice():
    found = [entry_point("rope", ValueError()), *points("kite", kite=["rope"])]
    assert list(problems_of(["kite", "rope"], found)) == ["rope"]


def test_installed_plugins_are_found_without_importing_them():
    before = set(sys.modules)
    names = [point.name for point in installed_entry_points()]
    assert len(names) == len(set(names))
    assert not {module for module in set(sys.modules) - before if module.startswith("vamv_")}
