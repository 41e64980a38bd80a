"""The chapter's theme: the one place that may replace templates, static files and wording."""

from pathlib import Path
from typing import Any

from pyramid.path import AssetResolver


def apply_site(config: Any) -> None:
    """Lay the theme named by `vamv.site` over the core and the plugins.

    The theme is a package or a folder with one folder per distribution, `vamv/templates/start.pt` replacing
    `vamv:templates/start.pt`, and `locale/` for wording.
    """
    theme = config.registry.settings["vamv.site"]
    if not theme:
        return
    root = Path(theme) if "/" in theme else Path(AssetResolver().resolve(f"{theme}:").abspath())
    if not root.is_dir():
        raise FileNotFoundError(f"vamv.site: there is no folder {root}")
    packages = ["vamv", *(plugin.package for plugin in config.registry["vamv.plugins"])]
    for package in packages:
        for kind in ("templates", "static"):
            _override(config, package, kind, root / package / kind)
    if (root / "locale").is_dir():
        config.add_translation_dirs(str(root / "locale"), override=True)


def _override(config: Any, package: str, kind: str, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            name = path.relative_to(folder).as_posix()
            config.override_asset(f"{package}:{kind}/{name}", str(path), _depth=1)
