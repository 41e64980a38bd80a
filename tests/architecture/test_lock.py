"""Dependencies: locked with hashes, complete, and never older than what is known to be safe."""

import ast
import configparser
import re
import sys
from importlib.metadata import packages_distributions, version

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from vamv.db.engine import sqlite_module

# below these, something that could hurt people has been found (or, for Pyramid and Chameleon, tried and refused)
MINIMUM = {
    "python-socketio": "5.18.1",
    "python-engineio": "4.15.1",
    "webob": "1.8.11",
    "pyramid": "2.1",
    "waitress": "3.0.2",
    "chameleon": "4.6.0",
    "cryptography": "50.0.2",
    "nh3": "0.3.8",
}
# older ones can corrupt a database when the write-ahead log starts anew
MINIMUM_SQLITE = "3.51.3"
LINE = re.compile(r"^([a-z0-9.-]+)==([^ ]+)((?: ; [^\\]+)?) \\$")


def locked(path) -> dict[str, tuple[str, int]]:
    """Return name -> (version, number of hashes) of a lock."""
    found: dict[str, tuple[str, int]] = {}
    name = ""
    for line in path.read_text().splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("    --hash=sha256:"):
            found[name] = (found[name][0], found[name][1] + 1)
            continue
        match = LINE.match(line)
        assert match, f"{path.name}: {line!r} is not a pinned requirement with hashes"
        name = match[1]
        found[name] = (match[2], 0)
    return found


@pytest.fixture(scope="module")
def run(root):
    return locked(root / "config" / "requirements.txt")


@pytest.fixture(scope="module")
def tests(root):
    return locked(root / "config" / "requirements-test.txt")


def direct(root, *extras: str) -> list[Requirement]:
    """Return the requirements that setup.cfg states: its own, or those of `extras`."""
    config = configparser.ConfigParser(interpolation=None)
    config.read(root / "setup.cfg")
    texts = [config["options.extras_require"][extra] for extra in extras] or [
        config["options"]["install_requires"]
    ]
    return [
        Requirement(line) for text in texts for line in text.splitlines() if line and not line.startswith("#")
    ]


def missing(needs: list[Requirement], pins: dict[str, tuple[str, int]]) -> list[str]:
    return [
        str(need)
        for need in needs
        if need.name not in pins or not need.specifier.contains(pins[need.name][0])
    ]


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_pin_has_a_hash(root, name):
    pins = locked(root / "config" / name)
    assert pins
    assert not [pin for pin, (_, hashes) in pins.items() if not hashes]


def test_both_locks_agree(run, tests):
    assert not {name for name in run.keys() & tests.keys() if run[name][0] != tests[name][0]}


def test_every_direct_requirement_is_locked_in_a_version_it_allows(root, run, tests):
    assert not missing(direct(root), run)
    assert not missing(direct(root, "postgres", "redis"), run)
    assert not missing(direct(root, "test", "docs"), tests)


def test_every_direct_requirement_is_used_or_explained(root, modules):
    """Each dependency is a debt; one that no module imports must say why it is here."""
    imports_as = {
        "python-socketio": "socketio",
        "python-engineio": "engineio",
        "zope-sqlalchemy": "zope",
        "markdown-it-py": "markdown_it",
        "plaster-pastedeploy": "plaster",
        "pyramid-tm": "pyramid_tm",
        "pyramid-retry": "pyramid_retry",
    }
    needed_by_others = {
        "hupper": "pserve --reload",
        "linkify-it-py": "markdown-it's linkify rule",
        "pastedeploy": "the ini files",
        "plaster-pastedeploy": "the ini files",
        "python-engineio": "python-socketio; pinned for its own fixes",
        "setuptools": "Pyramid imports pkg_resources",
        "tzdata": "zoneinfo where the system has no time zones",
        "websockets": "uvicorn, which otherwise takes another one silently",
    }
    text = "\n".join(module.text for module in modules)
    unused = [
        need.name
        for need in direct(root)
        if need.name not in needed_by_others
        and not re.search(rf"\b{imports_as.get(need.name, need.name.replace('-', '_'))}\b", text)
    ]
    assert not unused


def test_every_distribution_that_code_imports_is_a_direct_requirement(root, modules):
    """What comes only through something else may vanish with its next version."""
    providers = packages_distributions()
    stated = {need.name.lower() for need in [*direct(root), *direct(root, "postgres", "redis", "test")]}
    own = {module.package for module in modules}
    wrong = set()
    for module in modules:
        for node in ast.walk(module.tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = [node.module]
            for name in names:
                top = name.partition(".")[0]
                if top in sys.stdlib_module_names or top in own:
                    continue
                found = {re.sub(r"[-_.]+", "-", provider).lower() for provider in providers.get(top, [top])}
                if not found & stated:
                    wrong.add(f"{module} imports {name}")
    assert not wrong, sorted(wrong)


@pytest.mark.parametrize("name", sorted(MINIMUM))
def test_what_is_installed_is_not_older_than_what_is_safe(name):
    assert Version(version(name)) >= Version(MINIMUM[name])


@pytest.mark.parametrize("name", sorted(MINIMUM))
def test_what_is_locked_is_not_older_than_what_is_safe(name, run, tests):
    assert Version({**tests, **run}[name][0]) >= Version(MINIMUM[name])


def test_sqlite_is_not_older_than_what_is_safe():
    assert Version(sqlite_module().sqlite_version) >= Version(MINIMUM_SQLITE)
