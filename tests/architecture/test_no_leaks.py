"""Nothing kept in git tells where it was made: no host of a package registry, no path of a machine, no secret."""

import re

# written in parts, so that this file does not find itself
REGISTRIES = [
    "pypi" + ".org/simple",
    "files." + "pythonhosted",
    "registry." + "npmjs",
    "registry." + "yarnpkg",
]
OPTIONS = [r"--(extra-)?index-url", r"--find-links", r"--trusted-host"]
PATHS = [r"/ho" + r"me/[a-z]", r"/ro" + r"ot/", r"/Us" + r"ers/", r"/wo" + r"rk/", r"\b[A-Z]:\\\\"]
SECRETS = [r"BEGIN [A-Z ]*PRIV" + r"ATE KEY", r"\bAKIA[0-9A-Z]{16}\b", r"\bghp_[A-Za-z0-9]{30}"]


def findings(paths, patterns, root):
    pattern = re.compile("|".join(patterns))
    found = []
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{path.relative_to(root)}:{number}: {line.strip()[:120]}"
            for number, line in enumerate(text.splitlines(), 1)
            if pattern.search(line)
        ]
    return found


def test_no_file_names_a_package_registry(kept_files, root):
    assert not findings(kept_files, [re.escape(name) for name in REGISTRIES], root)


def test_no_lock_or_tool_says_where_packages_come_from(kept_files, root):
    """The person who installs decides that, by the configuration of their own pip."""
    paths = [path for path in kept_files if path.parent != root / "tests" / "architecture"]
    assert not findings(paths, OPTIONS, root)


def test_no_file_holds_a_path_of_a_machine(kept_files, root):
    assert not findings(kept_files, PATHS, root)


def test_no_file_holds_a_secret(kept_files, root):
    assert not findings(kept_files, SECRETS, root)


def test_no_build_product_is_kept(kept_files, root):
    endings = {".mo", ".pyc", ".sqlite", ".db", ".key", ".log", ".whl"}
    assert not [str(path.relative_to(root)) for path in kept_files if path.suffix in endings]
