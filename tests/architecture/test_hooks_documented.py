"""Hooks, their documentation, the places that ask them and their tests are one set."""

import ast
import inspect
import re
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from vamv.plugins import hookspecs
from vamv.plugins.answers import ANSWERS

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "authors" / "hooks.md").read_text(encoding="utf-8")
HOOKS = {name: spec for name, spec in vars(hookspecs).items() if name.startswith("vamv_")}


def signature(spec):
    """Return the hook as its heading gives it: name, arguments, answer."""
    arguments = ", ".join(inspect.signature(spec).parameters)
    return f"{spec.__name__}({arguments}) -> {spec.__annotations__['return']}"


def sections():
    """Return the text under each heading of the page that is a hook, by heading."""
    parts = re.split(r"^### `(.+)`$", PAGE, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def names_called(folder):
    """Return the hooks that the source below `folder` asks: the name given to `call` or `call_one`."""
    found = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr in ("call", "call_one")
            ):
                found.update(arg.value for arg in node.args[:2] if isinstance(arg, ast.Constant))
    return {name for name in found if str(name).startswith("vamv_")}


def names_implemented(*folders):
    """Return the hooks that the source below `folders` implements."""
    found = set()
    for folder in folders:
        for path in folder.rglob("*.py"):
            found.update(re.findall(r"^def (vamv_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE))
    return found


def examples():
    return re.findall(r"^```python\n(.*?)^```$", PAGE, flags=re.MULTILINE | re.DOTALL)


def test_every_hook_has_a_heading_equal_to_its_signature():
    assert list(sections()) == [signature(spec) for spec in HOOKS.values()]


@pytest.mark.parametrize("name", HOOKS)
def test_the_page_says_what_the_specification_says(name):
    said = " ".join(inspect.getdoc(HOOKS[name]).split())
    assert said in " ".join(sections()[signature(HOOKS[name])].split())


@pytest.mark.parametrize("name", HOOKS)
def test_a_specification_says_when_it_is_asked_and_what_an_exception_does(name):
    said = " ".join(inspect.getdoc(HOOKS[name]).split())
    assert "Asked " in said
    assert "If it raises" in said


@pytest.mark.parametrize("name", HOOKS)
def test_the_page_gives_the_budget_and_the_answer_that_stands_in(name):
    answer = ANSWERS[name]
    (row,) = re.findall(rf"^\| `{name}` \| (.+?) \| (.+?) \|$", PAGE, flags=re.MULTILINE)
    budget = f"{answer.budget * 1000:.0f} ms" if answer.budget else "none"
    assert row[0] == budget
    assert (row[1] == "left out") == (name not in {"vamv_may_contact", "vamv_screen_text"})


@pytest.mark.parametrize("example", examples(), ids=lambda text: text.split("def ")[1].split("(")[0])
def test_an_example_runs_and_takes_arguments_that_the_hook_has(example, monkeypatch):
    # The example's own modules are not shown, so they are not there.
    own = SimpleNamespace(queries=None, services=None, seed=None)
    monkeypatch.setitem(sys.modules, "vamv_kite", own)
    space = {}
    exec(compile(example, "hooks.md", "exec"), space)
    written = {name: value for name, value in space.items() if name in HOOKS}
    assert written
    for name, function in written.items():
        assert set(inspect.signature(function).parameters) <= set(inspect.signature(HOOKS[name]).parameters)
        assert hasattr(function, "vamv_impl")


def test_every_hook_has_an_example():
    assert {name for name in HOOKS if any(f"def {name}(" in example for example in examples())} == set(HOOKS)


def test_every_hook_is_asked_by_the_core():
    """A question that nobody asks is a promise to authors that nobody keeps."""
    assert names_called(ROOT / "src" / "vamv") == set(HOOKS)


def test_every_hook_is_implemented_in_this_repository():
    assert names_implemented(ROOT / "plugins", ROOT / "tests") >= set(HOOKS)
