"""Answers for machines: search engines, and whoever watches whether the portal is up."""

from typing import Any

from pyramid.response import Response
from pyramid.security import NO_PERMISSION_REQUIRED
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError


def robots(request: Any) -> Response:
    """Forbid nothing: a page that must not be listed says so in a header, which has to be read first."""
    return Response("User-agent: *\nDisallow:\n", content_type="text/plain", charset="utf-8")


def health(request: Any) -> Response:
    """Say whether the portal answers and reaches its database, and nothing else."""
    try:
        request.dbsession.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return Response("no\n", status=503, content_type="text/plain", charset="utf-8")
    return Response("ok\n", content_type="text/plain", charset="utf-8")


def includeme(config: Any) -> None:
    for name, pattern, view in (("robots", "/robots.txt", robots), ("health", "/health", health)):
        config.add_route(f"portal.{name}", pattern)
        config.add_view(
            view, route_name=f"portal.{name}", request_method="GET", permission=NO_PERMISSION_REQUIRED
        )
