"""Catalogues compared with what the sources say."""

import ast
import re
from pathlib import Path

import polib

_TRANSLATE = re.compile(r'i18n:translate="([^"]+)"')
_ATTRIBUTES = re.compile(r'i18n:attributes="([^"]+)"')


def catalogue_gaps(package_folder: Path, domain: str, locale: str) -> list[str]:
    """Return the ids that templates and Python sources use and the catalogue of a language does not say."""
    path = package_folder / "locale" / locale / "LC_MESSAGES" / f"{domain}.po"
    if not path.is_file():
        return [f"there is no {path.relative_to(package_folder)}"]
    said = {entry.msgid for entry in polib.pofile(str(path)) if not entry.obsolete and entry.translated()}
    return [
        f"{id_} ({where})" for id_, where in sorted(used_messages(package_folder).items()) if id_ not in said
    ]


def used_messages(package_folder: Path) -> dict[str, str]:
    """Return the message ids that the sources of a package use, each with one file that does."""
    found: dict[str, str] = {}
    for path in sorted(package_folder.rglob("*.pt")):
        text = path.read_text(encoding="utf-8")
        ids = _TRANSLATE.findall(text)
        for attributes in _ATTRIBUTES.findall(text):
            ids += [pair.split()[1] for pair in attributes.split(";") if len(pair.split()) == 2]
        found |= dict.fromkeys(ids, path.name)
    for path in sorted(package_folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "_"
                and node.args
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found[first.value] = path.name
    return found
