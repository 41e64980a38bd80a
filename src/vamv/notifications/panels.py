"""Notifications on other pages: a small number in the menu, the newest on the start page."""

from typing import Any

from vamv.notifications import queries
from vamv.notifications.words import lines

ON_START = 5


def badge(request: Any) -> int | None:
    """Return how many notifications wait for the person of this request, None for none."""
    return queries.unread_count(request.dbsession, request.identity.person_id) or None


def latest(context: Any, request: Any) -> dict[str, Any] | None:
    """The newest unread notifications; nothing at all when there are none."""
    rows = queries.unread(request.dbsession, request.identity.person_id, ON_START)
    return {"lines": lines(request, rows)} if rows else None
