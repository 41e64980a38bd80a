"""Addresses that are the same on every page, put together once: a page has two dozen of them."""

from collections.abc import Callable
from typing import Any

ADDRESSES = "vamv.addresses"


def path(request: Any, route: str, **parts: Any) -> str:
    """Return the address of a route; `parts` as `request.route_path` takes them."""
    return str(request.route_path(route, **parts)) if parts else _known(request, route, request.route_path)


def static(request: Any, spec: str) -> str:
    """Return the address of a static file, such as `vamv:static/app.css`."""
    return _known(request, spec, request.static_path)


def _known(request: Any, name: str, make: Callable[[str], Any]) -> str:
    known: dict[tuple[str, str], str] = request.registry.setdefault(ADDRESSES, {})
    # An application may be mounted in more than one place.
    key = (request.script_name, name)
    found = known.get(key)
    if found is None:
        found = known[key] = str(make(name))
    return found
