"""The top of the tree holds what the README and the documentation promise, and nothing that crept in."""

import configparser
import os
import re

EXPECTED = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "LICENSE",
    "Makefile",
    "README.md",
    "bench",
    "config",
    "development.ini",
    "docs",
    "plugins",
    "production.ini",
    "pyproject.toml",
    "setup.cfg",
    "setup.py",
    "src",
    "tests",
}


def test_the_top_level_holds_what_was_agreed(root, kept_files):
    assert {path.relative_to(root).parts[0] for path in kept_files} == EXPECTED


def test_every_distribution_carries_metadata_readme_changes_and_licence(root):
    folders = [root, *(path.parent for path in root.glob("plugins/*/setup.cfg"))]
    assert len(folders) > 1
    missing = [
        f"{folder.name}/{name}"
        for folder in folders
        for name in ("setup.cfg", "setup.py", "pyproject.toml", "README.md", "CHANGELOG.md", "LICENSE")
        if not (folder / name).is_file()
    ]
    assert not missing


def test_a_plugin_folder_carries_one_name_throughout(root):
    for folder in root.glob("plugins/*"):
        metadata = configparser.ConfigParser(interpolation=None)
        metadata.read(folder / "setup.cfg")
        name = folder.name.removeprefix("vamv-")
        assert metadata["metadata"]["name"] == f"vamv-{name}"
        assert metadata["options.entry_points"]["vamv.plugins"].split() == [name, "=", f"vamv_{name}.plugin"]
        assert (folder / "src" / f"vamv_{name}" / "plugin.py").is_file()


def test_the_run_on_a_new_machine_is_executable(root):
    assert os.access(root / ".ci" / "run", os.X_OK)


def test_the_picture_in_the_readme_exists(root):
    assert (root / "docs" / "pictures" / "start.png").is_file()


def test_every_target_of_the_makefile_that_the_readme_names_exists(root):
    targets = {
        line.partition(":")[0] for line in (root / "Makefile").read_text().splitlines() if "## " in line
    }
    named = set(re.findall(r"`?make ([a-z0-9-]+)", (root / "README.md").read_text()))
    assert named
    assert named <= targets
