"""Style sheets and modules that a part adds to pages of its own."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from vamv.web.addresses import static

ASSETS = "vamv.page_assets"


@dataclass(frozen=True)
class PageAsset:
    """A file by asset specification, and the route names (patterns) of the pages that load it."""

    spec: str
    pages: tuple[str, ...]


def add_page_asset(config: Any, spec: str, pages: tuple[str, ...]) -> None:
    """Load a style sheet or module on the pages whose route name fits one of `pages` (`forum.*`)."""
    asset = PageAsset(spec, tuple(pages))

    def register() -> None:
        config.registry.setdefault(ASSETS, []).append(asset)

    intr = config.introspectable("vamv page assets", spec, spec, "page asset")
    intr.update(asset=asset)
    config.action(("vamv page asset", spec), register, introspectables=(intr,))


def page_assets(request: Any) -> list[str]:
    """Return the addresses of the files that the page of this request loads."""
    route = request.matched_route.name if getattr(request, "matched_route", None) is not None else ""
    return [
        static(request, asset.spec)
        for asset in request.registry.get(ASSETS, ())
        if any(fnmatchcase(route, page) for page in asset.pages)
    ]
