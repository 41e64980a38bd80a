"""The proxy in front: it alone knows the visitor's address and whether the way to them is encrypted.

Without this every visitor behind the proxy would share one address, and with it one limit, and cookies would
lose the prefix that binds them to https.
"""

from collections.abc import Callable
from typing import Any

HEADERS = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_FORWARDED")


def proxy_tween(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Believe what a trusted proxy says about its visitor, and nobody else."""
    trusted = frozenset(registry.settings["vamv.trusted_proxies"])

    def tween(request: Any) -> Any:
        environ = request.environ
        said = {name: environ.pop(name, "") for name in HEADERS}
        if environ.get("REMOTE_ADDR", "") in trusted:
            # The last address is the one the proxy has seen itself; those before it came with the request.
            address = said["HTTP_X_FORWARDED_FOR"].rpartition(",")[2].strip()
            if address:
                environ["REMOTE_ADDR"] = address
            if said["HTTP_X_FORWARDED_PROTO"] in ("http", "https"):
                environ["wsgi.url_scheme"] = said["HTTP_X_FORWARDED_PROTO"]
        return handler(request)

    return tween
