"""Static files under an address that changes with their content, which browsers may keep for a year."""

import hashlib
from pathlib import Path
from typing import Any

from pyramid.path import AssetResolver

from vamv.web.theme import theme_folder

YEAR = 365 * 24 * 3600


def folder_digest(*folders: Path) -> str:
    """Return a short digest over the names and contents of all files in some folders."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def add_static_folder(config: Any, name: str, spec: str) -> None:
    """Serve the folder `spec` (`vamv_kite:static`) below `/static/<digest>/<name>`.

    The digest is part of the path, so relative addresses inside style sheets and modules stay within it. In
    development it is the word `dev`, and nothing is kept.
    """
    settings = config.registry.settings
    folder = Path(AssetResolver().resolve(spec).abspath())
    if not folder.is_dir():
        return
    if settings["vamv.development"]:
        config.add_static_view(f"static/dev/{name}", spec, cache_max_age=0)
    else:
        theme = theme_folder(settings)
        # What the chapter puts in place of these files changes their address too.
        own = [theme / spec.partition(":")[0] / "static"] if theme else []
        config.add_static_view(f"static/{folder_digest(folder, *own)}/{name}", spec, cache_max_age=YEAR)


def immutable_tween(handler: Any, registry: Any) -> Any:
    """Mark answers from a digest folder: they may stay in the browser's cache."""
    kept = not registry.settings["vamv.development"]

    def tween(request: Any) -> Any:
        response = handler(request)
        if kept and request.path_info.startswith("/static/") and response.status_int in (200, 304):
            request.environ["vamv.immutable"] = True
        return response

    return tween
