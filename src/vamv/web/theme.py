"""Where the chapter's theme is: the folder whose files stand in for those of the core and the plugins."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pyramid.exceptions import ConfigurationError
from pyramid.path import AssetResolver


def theme_folder(settings: Mapping[str, Any]) -> Path | None:
    """Return the folder that `vamv.site` names, a package or a path with a slash in it; None without a theme.

    Raises ConfigurationError where there is no such folder or package.
    """
    theme = settings["vamv.site"]
    if not theme:
        return None
    if "/" in theme:
        folder = Path(theme)
    else:
        try:
            folder = Path(AssetResolver().resolve(f"{theme}:").abspath())
        except ImportError:
            raise ConfigurationError(
                f"vamv.site: there is no package {theme}; a folder has a slash in it"
            ) from None
    if not folder.is_dir():
        raise ConfigurationError(f"vamv.site: there is no folder {folder}")
    return folder
