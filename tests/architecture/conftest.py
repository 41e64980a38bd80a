"""What the tests of the architecture look at: the sources as files, and as syntax trees."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Module:
    """One Python file below a `src` folder."""

    path: Path
    name: str

    @property
    def package(self) -> str:
        """The distribution's import package: `vamv`, or that of a plugin."""
        return self.name.partition(".")[0]

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, str(self.path))

    def __str__(self) -> str:
        return str(self.path.relative_to(ROOT))


def modules_below(folder: Path) -> list[Module]:
    found = []
    for path in sorted(folder.rglob("*.py")):
        parts = list(path.relative_to(folder).with_suffix("").parts)
        if parts[-1] == "__init__":
            parts.pop()
        found.append(Module(path, ".".join(parts)))
    return found


def source_folders() -> list[Path]:
    return [ROOT / "src", *sorted(ROOT.glob("plugins/*/src"))]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def every_module() -> list[Module]:
    """All modules of the core and the plugins, migrations included."""
    return [module for folder in source_folders() for module in modules_below(folder)]


@pytest.fixture(scope="session")
def modules(every_module: list[Module]) -> list[Module]:
    """All modules but revisions, which are records and never change."""
    return [module for module in every_module if "migrations" not in module.path.parts]


@pytest.fixture(scope="session")
def templates() -> list[Path]:
    """All templates of the core and the plugins."""
    return [path for folder in source_folders() for path in sorted(folder.rglob("*.pt"))]


@pytest.fixture(scope="session")
def kept_files() -> list[Path]:
    """All files that git keeps. Outside a clone there are none to look at, and the tests say so."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode:
        pytest.skip("not a git clone")
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]
