"""What the letter box shows on pages of others, and on its own."""

from typing import Any

from vamv_tiny import queries


def newest(context: Any, request: Any) -> dict[str, Any] | None:
    """Show the newest slip on the start page of a member; nothing while there is none."""
    slips = queries.newest(request.dbsession, request.identity, 1)
    return {"slip": slips[0]} if slips else None


def thanks(context: Any, request: Any, slip: Any) -> dict[str, Any]:
    """Show how many people were glad of a slip."""
    return {"number": queries.thanks(request.dbsession, slip.id)}
