"""Maintenance: while the file is there, everybody gets a friendly page and nobody reaches the database."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.renderers import render_to_response

FLAG = "maintenance"
TEMPLATE = "vamv:templates/closed.pt"
RETRY_AFTER = "300"
# The way out works without the database, and so does what these pages load.
OPEN = ("/bye", "/static/")


def closed_tween(handler: Callable[[Any], Any], registry: Any) -> Callable[[Any], Any]:
    """Answer 503 to all but static files while `vamv maintenance on` holds."""
    flag = Path(registry.settings["vamv.data_dir"]) / FLAG

    def tween(request: Any) -> Any:
        if not flag.exists() or request.path_info.startswith(OPEN):
            return handler(request)
        if request.path_info == "/exit":
            answer = HTTPSeeOther("/bye")
            answer.headers["Clear-Site-Data"] = '"cookies", "storage"'
            return answer
        # Without the cookie this page asks the database nothing, not even who is looking.
        request.environ.pop("HTTP_COOKIE", None)
        response = render_to_response(TEMPLATE, {}, request=request)
        response.status_int = 503
        response.headers["Retry-After"] = RETRY_AFTER
        return response

    return tween
