"""The chapter's theme: the one place that may replace templates, static files and wording."""

import logging
from pathlib import Path
from typing import Any

from vamv.web.theme import theme_folder

log = logging.getLogger(__name__)

KINDS = ("templates", "static")


def apply_site(config: Any) -> None:
    """Lay the theme named by `vamv.site` over the core and the plugins.

    It has one folder per distribution, `vamv/templates/start.pt` replacing `vamv:templates/start.pt`, and
    `locale/` for wording.
    """
    root = theme_folder(config.registry.settings)
    if root is None:
        return
    packages = ["vamv", *(plugin.package for plugin in config.registry["vamv.plugins"])]
    unknown = {path.name for path in root.iterdir() if path.is_dir() and _holds_files(path)} - set(packages)
    for package in sorted(unknown):
        # Switched off, or misspelt: then it would change nothing, without a word.
        log.warning("the theme has files for %s, which is not on", package)
    for package in packages:
        for kind in KINDS:
            _override(config, package, kind, root / package / kind)
    if (root / "locale").is_dir():
        config.add_translation_dirs(str(root / "locale"), override=True)


def _holds_files(folder: Path) -> bool:
    return any((folder / kind).is_dir() for kind in KINDS)


def _override(config: Any, package: str, kind: str, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            config.override_asset(f"{package}:{kind}/{name}", str(path.resolve()))
