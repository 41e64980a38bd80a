"""Which methods an address takes."""

from typing import Any

KEY = "vamv.methods"


def allowed_methods(registry: Any, route: str) -> frozenset[str]:
    """Return the methods for which a route has a view; empty when its views take any."""
    known: dict[str, frozenset[str]] | None = registry.get(KEY)
    if known is None:
        known = registry[KEY] = _all_methods(registry)
    return known.get(route, frozenset())


def _all_methods(registry: Any) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    any_method = set()
    for view in (item["introspectable"] for item in registry.introspector.get_category("views")):
        route = view["route_name"]
        methods = view["request_methods"]
        if not route:
            continue
        if methods is None:
            any_method.add(route)
        else:
            found.setdefault(route, set()).update((methods,) if isinstance(methods, str) else methods)
    return {
        route: frozenset(methods | ({"HEAD"} if "GET" in methods else set()))
        for route, methods in found.items()
        if route not in any_method
    }
