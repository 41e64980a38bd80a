"""Discussions like the one somebody is about to begin: fetched while they write its title."""

from typing import Any

from pyramid.view import view_config

from vamv_forum.views.composing import alike

LONGEST = 200  # characters


@view_config(
    route_name="forum.similar",
    permission="forum.read",
    request_method="GET",
    renderer="vamv_forum:templates/similar.pt",
    rate_limit="40/minute",
)
def similar(context: Any, request: Any) -> dict[str, Any]:
    """Show what this person may read that is about the same."""
    return {"similar": alike(request, request.GET.get("title", "")[:LONGEST])}
