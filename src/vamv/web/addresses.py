"""Addresses, put together once: a page has three dozen of them, most the same as on the page before."""

from collections.abc import Callable
from typing import Any

ADDRESSES = "vamv.addresses"
MOST_KEPT = 4000


def path(request: Any, route: str, **parts: Any) -> str:
    """Return the address of a route; `parts` as `request.route_path` takes them."""
    if all(type(part) is str for part in parts.values()):
        return _kept(request, (route, *parts.items()), lambda: request.route_path(route, **parts))
    return str(request.route_path(route, **parts))


def static(request: Any, spec: str) -> str:
    """Return the address of a static file, such as `vamv:static/app.css`."""
    return _kept(request, (spec,), lambda: request.static_path(spec))


def _kept(request: Any, name: tuple[Any, ...], make: Callable[[], Any]) -> str:
    kept: dict[tuple[Any, ...], str] = request.registry.setdefault(ADDRESSES, {})
    # An application may be mounted in more than one place.
    key = (request.script_name, *name)
    found = kept.get(key)
    if found is None:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        found = kept[key] = str(make())
    return found
