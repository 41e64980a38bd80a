"""Who may import whom. The contracts are in setup.cfg; what import-linter cannot see is checked here."""

import ast
import configparser
import graphlib
import importlib
import re
import subprocess
import sys
from importlib.util import find_spec

import grimp
import pytest

DOMAIN = {"models", "policy", "services", "queries", "events", "schemas"}
NO_DOMAIN = {
    "vamv.security.policy"
}  # what Pyramid calls a security policy, which knows requests by its nature
NOT_IN_THE_DOMAIN = {"pyramid", "webob", "socketio", "engineio"}


@pytest.fixture(scope="session")
def packages(modules) -> list[str]:
    return sorted({module.package for module in modules})


def imported(node: ast.AST) -> list[str]:
    """Return the absolute names that an import statement asks for (relative ones stay within the package)."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level and node.module:
        return [node.module]
    return []


def in_the_domain(module) -> bool:
    return bool(DOMAIN.intersection(module.name.split(".")[1:])) and module.name not in NO_DOMAIN


def test_the_contracts_in_setup_cfg_hold(root):
    program = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
    ]
    checked = subprocess.run(
        [*program, "--no-cache", "--config", "setup.cfg"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_contracts_know_every_distribution(root, packages):
    config = configparser.ConfigParser()
    config.read(root / "setup.cfg")
    assert sorted(config["importlinter"]["root_packages"].split()) == packages


def test_there_is_no_ring_of_imports(packages):
    graph = grimp.build_graph(*packages, exclude_type_checking_imports=True, cache_dir=None)
    dependencies = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    try:
        graphlib.TopologicalSorter(dependencies).prepare()
    except graphlib.CycleError as error:
        pytest.fail("ring: " + " -> ".join(reversed(error.args[1])))


def test_no_function_hides_an_import_of_our_own(modules, packages):
    """An import inside a function is how rings hide."""
    hidden = []
    for module in modules:
        for function in ast.walk(module.tree):
            if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            for node in ast.walk(function):
                relative = isinstance(node, ast.ImportFrom) and node.level
                if relative or any(name.partition(".")[0] in packages for name in imported(node)):
                    hidden.append(f"{module}:{node.lineno}")
    assert not hidden


def test_rules_and_data_import_no_web_framework(modules):
    """Holds for `services.py` and for a folder `services/`; a service takes what it needs as arguments."""
    wrong = []
    for module in modules:
        if not in_the_domain(module):
            continue
        for node in ast.walk(module.tree):
            wrong += [
                f"{module} imports {name}"
                for name in imported(node)
                if name.partition(".")[0] in NOT_IN_THE_DOMAIN
            ]
    assert not wrong


def test_the_domain_reads_no_clock(modules):
    """`now` is an argument, so that a test can say what time it is."""
    clock = re.compile(r"\b(datetime|date)\.(now|today|utcnow)\(|\btime\.time\(")
    wrong = [str(module) for module in modules if in_the_domain(module) and clock.search(module.text)]
    assert not wrong


def test_plugins_import_the_api_and_not_one_another(modules, packages):
    wrong = []
    for module in modules:
        if module.package == "vamv":
            continue
        for node in ast.walk(module.tree):
            for name in imported(node):
                api = name == "vamv.api" or name.startswith("vamv.api.")
                if (
                    name.partition(".")[0] in packages
                    and not api
                    and name.partition(".")[0] != module.package
                ):
                    wrong.append(f"{module} imports {name}")
                if name == "vamv" and isinstance(node, ast.ImportFrom):
                    wrong.append(f"{module} imports from vamv itself")
    assert not wrong


def test_the_core_names_no_plugin(root, packages):
    """Neither the package nor a key or route of any plugin occurs in code, templates or scripts of the core."""
    plugins = [package.removeprefix("vamv_") for package in packages if package != "vamv"]
    names = re.compile("|".join(rf"\bvamv[_-]{name}\b|[\"']{name}[\"'.]" for name in plugins))
    wrong = []
    for path in sorted((root / "src" / "vamv").rglob("*")):
        if path.suffix not in {".py", ".pt", ".js", ".css"}:
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if names.search(line):
                wrong.append(f"{path.relative_to(root)}:{number}: {line.strip()}")
    assert not wrong


def test_templates_reach_others_through_globals_and_never_by_load(root, templates):
    """`load:` goes by the file system and silently bypasses a chapter's own templates."""
    assert not [
        str(path.relative_to(root)) for path in templates if "load:" in path.read_text(encoding="utf-8")
    ]


def dotted(call: ast.Call, module) -> str | None:
    """Return the absolute name in `config.include("…")` or `config.scan("…")`, None for other calls."""
    function = call.func
    if not (isinstance(function, ast.Attribute) and function.attr in ("include", "scan") and call.args):
        return None
    name = call.args[0]
    if not (isinstance(name, ast.Constant) and isinstance(name.value, str)):
        return None
    if name.value.startswith("."):
        package = module.name if module.path.name == "__init__.py" else module.name.rpartition(".")[0]
        return package + name.value
    return name.value


def resolves(name: str) -> bool:
    """Tell whether `name` is a module, or an attribute of one."""
    try:
        if find_spec(name) is not None:
            return True
    except ModuleNotFoundError:
        pass
    parent, _, attribute = name.rpartition(".")
    try:
        return hasattr(importlib.import_module(parent), attribute)
    except ImportError:
        return False


def test_names_of_modules_in_strings_resolve(modules):
    """A misspelt `config.include(".veiws")` would only be seen when that part starts."""
    named = [
        (module, name)
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and (name := dotted(node, module))
    ]
    assert named, "the core includes its parts by name"
    assert not [f"{module} includes {name}" for module, name in named if not resolves(name)]
