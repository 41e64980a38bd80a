"""Pages for everybody, which search engines may list."""

from typing import Any


def public(request: Any) -> None:
    """Let search engines list the page of this request: people must be able to find the portal."""
    request.environ["vamv.public"] = True
