"""The work list."""

from datetime import timedelta
from typing import Any

from pyramid.view import view_config

from vamv.staff.queries import work_of
from vamv.web.work import work_lists

ROWS = 100
SOON = timedelta(hours=4)


@view_config(
    route_name="staff.work",
    request_method="GET",
    permission="staff.work",
    renderer="vamv:templates/staff/work.pt",
)
def work(context: Any, request: Any) -> dict[str, Any]:
    """What waits for this person, over all parts, the one due first in front."""
    allowed = [
        each for each in work_lists(request.registry).values() if request.has_permission(each.permission)
    ]
    found = work_of(request.dbsession, allowed, request.identity, request.now, ROWS)
    return {
        "rows": [
            {
                "item": item,
                "overdue": item.due is not None and item.due < request.now,
                "soon": item.urgent or (item.due is not None and item.due < request.now + SOON),
            }
            for item in found.items
        ],
        "missing": found.missing,
        "full": len(found.items) == ROWS,
    }
