"""The checklist that plugins inherit can fail: each check is shown a plugin that breaks just about everything."""

from importlib.metadata import entry_points

import pytest
from sqlalchemy import Column, ForeignKey, MetaData, String, Table

from vamv.testing.conformance import PluginConformance
from vamv.testing.kit import Kit

PLUGIN = """
from pyramid.security import NO_PERMISSION_REQUIRED

from vamv.api.plugin import PluginInfo, Setting, hookimpl
from vamv.api.realtime import Namespace
from vamv.db.base import Base
import vamv_tiny

PLUGIN = PluginInfo("sloppy", "Sloppy", "Breaks the rules.")


def includeme(config):
    config.add_permission("everything", "Alles", "darf alles", roles=("everyone",))
    config.add_route("loose", "/loose")
    config.add_view(lambda request: None, route_name="loose", permission=NO_PERMISSION_REQUIRED, renderer="string")
    config.add_realtime_namespace(Namespace, "/loud", permission="everything")
    config.add_page_asset("vamv:static/app.css", pages=("*",))


@hookimpl
def vamv_declare_settings():
    return [Setting("sloppy.colour", str, "red", "no sentence")]
"""
TEMPLATE = """
<p xmlns:i18n="http://xml.zope.org/namespaces/i18n" style="color: red" onclick="alert(1)">
  ${load: other.pt} <b i18n:translate="sloppy-text">Text</b> ${outlet('nowhere')}
  <script>alert(1)</script><img src=//elsewhere.example/x.png>
</p>
"""
ARGUMENTS = ("registry", "found", "folder", "sources", "templates", "compiled_templates", "tables")
# Checks that need a portal full of data; the tiny plugin and the others are what shows that they work.
NEED_DATA = {
    "test_migrations_lead_to_the_models_and_back_to_nothing",
    "test_people_get_everything_they_wrote",
    "test_nothing_of_a_person_remains_after_erasure",
    "test_starts_with_nothing_but_what_it_requires",
    "test_the_core_starts_without_it_after_it_has_left_data",
    "test_what_people_write_can_be_reported_hidden_and_restored",
    "test_every_table_carries_the_name",
}
CHECKS = sorted(name for name in dir(PluginConformance) if name.startswith("test_"))


class Sloppy(PluginConformance):
    plugin = "sloppy"


@pytest.fixture(scope="module")
def seen(install_for_all, tmp_path_factory, more_entry_points):
    """What the checks get to see of the sloppy plugin, by the names of their arguments."""
    folder = tmp_path_factory.mktemp("sloppy")
    package = install_for_all("sloppy", PLUGIN, distribution="other-sloppy")
    (package / "templates").mkdir()
    (package / "templates" / "loose.pt").write_text(TEMPLATE, encoding="utf-8")
    (package / "static").mkdir()
    (package / "services.py").write_text("import pyramid\n" + "x = 1\n" * 300, encoding="utf-8")
    kit = Kit(folder, more_entry_points)
    registry = kit.app(kit.settings(("sloppy",))).registry
    other = MetaData()
    Table("person", other, Column("id", String, primary_key=True))
    table = Table(
        "sloppy_note", other, Column("author_id", ForeignKey("person.id")), info={"owner": "somebody"}
    )
    yield {
        "registry": registry,
        "found": registry["vamv.plugins"]["sloppy"],
        "folder": package,
        "sources": sorted(package.rglob("*.py")),
        "templates": sorted(package.rglob("*.pt")),
        "compiled_templates": folder,
        "tables": [table],
    }
    kit.close()


def test_the_sloppy_plugin_is_what_the_loader_found(seen):
    (point,) = (point for point in entry_points(group="vamv.plugins") if point.name == "sloppy")
    assert point.load() is seen["found"].module


@pytest.mark.parametrize("check", [name for name in CHECKS if name not in NEED_DATA])
def test_a_check_fails_where_its_rule_is_broken(seen, check):
    function = getattr(Sloppy, check)
    names = [
        name for name in function.__code__.co_varnames[1 : function.__code__.co_argcount] if name != "self"
    ]
    assert set(names) <= set(ARGUMENTS)
    with pytest.raises(AssertionError):
        function(Sloppy(), **{name: seen[name] for name in names})


def test_every_check_that_needs_data_exists():
    assert set(CHECKS) >= NEED_DATA
