"""Headers of every answer: what the browser may load, keep and tell others."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

_PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "hid",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "serial",
        "usb",
        "xr-spatial-tracking",
    )
)


def content_security_policy(base_url: str) -> str:
    """Return the policy: own files only, nothing inline, no frame, no script that writes markup."""
    host = urlsplit(base_url)
    socket = f"{'wss' if host.scheme == 'https' else 'ws'}://{host.netloc}"
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            # Older Safari does not take 'self' for sockets.
            f"connect-src 'self' {socket}",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def headers_tween(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Set the headers on every answer, errors and redirects included."""
    settings = registry.settings
    always = {
        "Content-Security-Policy": content_security_policy(settings["vamv.base_url"]),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": _PERMISSIONS,
        "X-Frame-Options": "DENY",
    }
    if settings["vamv.base_url"].startswith("https:"):
        always["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains; preload"
    toolbar = settings["vamv.development"]

    def tween(request: Any) -> Any:
        response = handler(request)
        if toolbar and request.path_info.startswith("/_debug_toolbar"):
            return response
        response.headers.update(always)
        # Files under a digest never change; whatever else there is must not stay on a shared phone.
        if not request.environ.get("vamv.immutable"):
            response.headers["Cache-Control"] = "no-store"
        if getattr(request, "matched_route", None) is None or not request.environ.get("vamv.public"):
            response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
        return response

    return tween
