"""What the plugin declares: one name everywhere, and a sentence for whoever has to decide."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyramid.interfaces import IIntrospectable
from translationstring import TranslationString

from vamv.plugins.info import Plugin
from vamv.testing.catalogues import catalogue_gaps
from vamv.testing.conformance.base import Conformance

# Introspection categories whose entries carry the plugin's name, and the attribute they are under.
DECLARED = (
    "vamv permissions",
    "vamv nav items",
    "vamv outlets",
    "vamv panels",
    "vamv notification types",
    "vamv jobs",
    "vamv content kinds",
    "vamv work lists",
    "vamv metrics",
    "vamv retention rules",
)
NAMESPACES = "vamv realtime namespaces"

OUTLET = re.compile(r"""outlet\(['"]([a-z.]+)['"]""")


class DeclarationConformance(Conformance):
    """The one-name rule, permissions, settings, catalogues."""

    def test_distribution_and_package_carry_the_name(self, found: Plugin) -> None:
        assert found.distribution == f"vamv-{self.plugin}"
        assert found.package == f"vamv_{self.plugin}"
        assert found.version
        assert found.core_range

    def test_everything_declared_carries_the_name(self, registry: Any, found: Plugin) -> None:
        declared = [
            f"{category}: {entry.title}"
            for category in DECLARED
            for entry in _declared_by(registry, category, found.package)
            if not (entry.title == self.plugin or entry.title.startswith(f"{self.plugin}."))
        ]
        assert declared == []

    def test_sockets_carry_the_name(self, registry: Any, found: Plugin) -> None:
        for entry in _declared_by(registry, NAMESPACES, found.package):
            assert entry.title == f"/{self.plugin}" or entry.title.startswith(f"/{self.plugin}/"), entry.title

    def test_routes_carry_the_name_and_stand_below_the_prefix(self, registry: Any, found: Plugin) -> None:
        wrong = []
        for entry in _declared_by(registry, "routes", found.package):
            if not entry["name"].startswith(f"{self.plugin}."):
                wrong.append(f"route {entry['name']}")
            if not f"/{entry['object'].pattern.strip('/')}/".startswith(f"/{self.plugin}/"):
                wrong.append(f"address of {entry['name']}: {entry['object'].pattern}")
        assert wrong == []

    def test_settings_carry_the_name_and_are_explained(self, registry: Any) -> None:
        answers = registry["vamv.hooks"].call_one(self.plugin, "vamv_declare_settings")
        for setting in [setting for answer in answers for setting in answer.value]:
            assert setting.name.startswith(f"{self.plugin}."), setting.name
            assert setting.doc.endswith("."), f"{setting.name} is not explained in a sentence"

    def test_every_view_names_a_declared_permission(self, registry: Any, found: Plugin) -> None:
        known = {entry["permission"].name for entry in _entries(registry, "vamv permissions")}
        open_to_all = []
        for entry in _declared_by(registry, "views", found.package):
            permissions = [each["value"] for each in entry.introspectables_of("permissions")]
            open_to_all += [] if permissions and set(permissions) <= known else [entry["derived_callable"]]
        assert open_to_all == []

    def test_every_permission_has_a_sentence(self, registry: Any, found: Plugin) -> None:
        for entry in _declared_by(registry, "vamv permissions", found.package):
            permission = entry["permission"]
            sentence = permission.description
            assert isinstance(sentence, TranslationString), f"{permission.name} cannot be translated"
            assert str(sentence.default or sentence).endswith("."), f"{permission.name}: {sentence}"

    def test_page_assets_are_its_own_and_on_its_own_pages(self, registry: Any, found: Plugin) -> None:
        for entry in _declared_by(registry, "vamv page assets", found.package):
            asset = entry["asset"]
            own = asset.spec.startswith(f"{found.package}:static/")
            assert own or asset.spec == "vamv:static/realtime.js", asset.spec
            assert all(page.startswith(f"{self.plugin}.") for page in asset.pages), asset.pages

    def test_templates_name_declared_outlets(self, registry: Any, templates: list[Path]) -> None:
        named = {name for path in templates for name in OUTLET.findall(path.read_text(encoding="utf-8"))}
        assert named <= {entry.title for entry in _entries(registry, "vamv outlets")}

    def test_catalogues_are_complete(self, folder: Path) -> None:
        assert catalogue_gaps(folder, f"vamv_{self.plugin}", "en") == []


class _Entry(dict[str, Any]):
    """An introspectable with those it refers to."""

    title: str
    related: list[Any]

    def introspectables_of(self, category: str) -> list[Any]:
        return [each for each in self.related if each.category_name == category]


def _entries(registry: Any, category: str) -> Iterator[_Entry]:
    for row in registry.introspector.get_category(category) or ():
        introspectable: IIntrospectable = row["introspectable"]
        entry = _Entry(introspectable)
        entry.title = introspectable.title
        entry.related = row["related"]
        entry["_file"] = getattr(introspectable.action_info, "file", "")
        yield entry


def _declared_by(registry: Any, category: str, package: str) -> Iterator[_Entry]:
    for entry in _entries(registry, category):
        # The place of the statement says whose declaration it is, static views and the like left out.
        if f"/{package}/" in entry["_file"]:
            yield entry
