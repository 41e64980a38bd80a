"""Outlets that are declared, rendered and described are one set: a place nobody shows is a promise broken."""

import re

import pytest

from vamv.plugins.loader import installed_entry_points

RENDERED = re.compile(r"""outlet\(['"]([a-z_.]+)['"]((?:,\s*\w+=)?)""")
HEADING = re.compile(r"^### `([a-z_.]+)\(([a-z_, ]*)\)`$", re.MULTILINE)


@pytest.fixture(scope="module")
def declared(kit):
    """The outlets of a portal with every plugin: names with the names of their arguments."""
    everything = tuple(point.name for point in installed_entry_points())
    outlets = kit.app(kit.settings(everything)).registry["vamv.outlets"]
    return {name: outlet.args for name, outlet in outlets.items()}


def test_every_outlet_is_shown_in_a_template(declared, templates):
    shown = {name for path in templates for name, _args in RENDERED.findall(path.read_text(encoding="utf-8"))}
    assert shown == set(declared)


def test_every_outlet_is_described_for_authors(declared, root):
    page = (root / "docs" / "authors" / "outlets.md").read_text(encoding="utf-8")
    described = {name: tuple(filter(None, args.split(", "))) for name, args in HEADING.findall(page)}
    assert described == declared
