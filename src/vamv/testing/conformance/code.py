"""The plugin's files: what they import, how long they are, how its templates are written."""

import ast
from pathlib import Path

from vamv.testing.conformance.base import Conformance
from vamv.testing.templates import template_problems

# Bounds of the house in lines; none is ever above 400.
BOUNDS = {"plugin.py": 120, "models.py": 200, "services.py": 250, "queries.py": 200, "policy.py": 120}
OTHERWISE = 250


class CodeConformance(Conformance):
    """Small files that lean on the public interface only."""

    def test_imports_only_the_api_of_vamv(self, sources: list[Path]) -> None:
        wrong = [
            f"{path.name} imports {name}"
            for path in sources
            for name in _imported(path)
            if name.split(".")[0] == "vamv" and name.split(".")[:2] != ["vamv", "api"]
        ]
        assert wrong == []

    def test_imports_no_other_plugin(self, sources: list[Path]) -> None:
        own = f"vamv_{self.plugin}"
        wrong = [
            f"{path.name} imports {name}"
            for path in sources
            for name in _imported(path)
            if name.startswith("vamv_") and name.split(".")[0] != own
        ]
        assert wrong == []

    def test_the_domain_knows_no_web_framework(self, sources: list[Path]) -> None:
        domain = {"models.py", "policy.py", "services.py", "queries.py", "events.py", "schemas.py"}
        wrong = [
            f"{path.name} imports {name}"
            for path in sources
            if path.name in domain
            for name in _imported(path)
            if name.split(".")[0] in {"pyramid", "webob", "socketio"}
        ]
        assert wrong == []

    def test_files_are_small(self, sources: list[Path]) -> None:
        lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources}
        wrong = [
            f"{path.name} has {length} lines"
            for path, length in lengths.items()
            if length > BOUNDS.get(path.name, OTHERWISE)
        ]
        assert wrong == []

    def test_templates_keep_the_rules(self, templates: list[Path], compiled_templates: Path) -> None:
        domain = f"vamv_{self.plugin}"
        problems = [
            problem for path in templates for problem in template_problems(path, domain, compiled_templates)
        ]
        assert problems == []


def _imported(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.append(node.module)
    return names
