"""View derivers: what holds for every view, and what a view asks for in its own declaration."""

from datetime import timedelta
from typing import Any

from pyramid.exceptions import ConfigurationError
from pyramid.httpexceptions import HTTPSeeOther
from pyramid.security import NO_PERMISSION_REQUIRED

from vamv.security.permissions import permissions

# The toolbar of the developers is not part of the portal.
FOREIGN_MODULES = ("pyramid_debugtoolbar",)


def permission_view(view: Any, info: Any) -> Any:
    """Refuse the start while a view names no permission, or one that nobody has declared."""
    permission = info.options.get("permission")
    module = getattr(info.original_view, "__module__", "") or ""
    if info.exception_only or module.startswith(FOREIGN_MODULES) or permission == NO_PERMISSION_REQUIRED:
        return view
    if permission is None:
        raise ConfigurationError(f"the view {info.original_view!r} names no permission")
    if permission not in permissions(info.registry):
        raise ConfigurationError(f"the view {info.original_view!r} needs {permission}, which is not declared")
    return view


permission_view.options = ("permission",)  # type: ignore[attr-defined]


def step_up_view(view: Any, info: Any) -> Any:
    """With `step_up=True`, ask for the password again unless it was typed within the last minutes."""
    if not info.options.get("step_up"):
        return view
    minutes = info.settings["vamv.step_up_minutes"]

    def wrapped(context: Any, request: Any) -> Any:
        found = request.found_session
        typed = found and found.password_at
        if typed is None or request.now - typed > timedelta(minutes=minutes):
            return HTTPSeeOther(request.route_path("accounts.step_up", _query={"to": request.path}))
        return view(context, request)

    return wrapped


step_up_view.options = ("step_up",)  # type: ignore[attr-defined]


def rate_limit_view(view: Any, info: Any) -> Any:
    """With `rate_limit="20/minute"`, answer 429 to a network or person that sends too much."""
    limit = info.options.get("rate_limit")
    if limit is None:
        return view

    def wrapped(context: Any, request: Any) -> Any:
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            request.throttle.require(limit, request.matched_route.name)
        return view(context, request)

    return wrapped


rate_limit_view.options = ("rate_limit",)  # type: ignore[attr-defined]
