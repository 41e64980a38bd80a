"""Help in a crisis, and what others may see of a visit."""

from typing import Any

from pyramid.security import NO_PERMISSION_REQUIRED

from vamv.portal.views.public import public


def page(request: Any) -> dict[str, Any]:
    """Show a page without anything of its own but its template."""
    public(request)
    return {}


def includeme(config: Any) -> None:
    for name in ("help", "safety"):
        config.add_route(f"portal.{name}", f"/{name}")
        config.add_view(
            page,
            route_name=f"portal.{name}",
            request_method="GET",
            renderer=f"vamv:templates/{name}.pt",
            permission=NO_PERMISSION_REQUIRED,
        )
