"""The group chat's pieces on the portal's start page, its menu entries and its style sheet."""

from datetime import timedelta
from typing import Any

from vamv_groupchat import _
from vamv_groupchat.permissions import READ, TAKE_PART
from vamv_groupchat.policy import ENDED
from vamv_groupchat.views.index import listed

SOON = timedelta(hours=24)


def declare(config: Any) -> None:
    """Declare the menu entry, the pieces of the start page, and the style sheet."""
    config.add_page_asset("vamv_groupchat:static/groupchat.css", ("groupchat.*",))
    config.add_nav_item(
        "groupchat",
        _("nav-groupchat", default="Gruppenchat"),
        route="groupchat.index",
        menu="main",
        icon="message-circle",
        permission=READ,
    )
    for panel, outlet, permission in (
        (way, "ways", READ),
        (soon, "open", TAKE_PART),
        (place, "places", TAKE_PART),
    ):
        template = f"vamv_groupchat:templates/panel_{outlet}.pt"
        config.add_panel(panel, f"groupchat.{outlet}", f"start.{outlet}", template, permission=permission)


def way(context: Any, request: Any) -> dict[str, Any]:
    """Show the group chat as one of the ways to begin."""
    return {}


def place(context: Any, request: Any) -> dict[str, Any]:
    """Show the group chat among the places of a member."""
    return {}


def soon(context: Any, request: Any) -> dict[str, Any] | None:
    """Show the rooms that are open now or within a day; nothing when there are none."""
    rows = [
        row
        for row in listed(request)
        if row["chat"] is not None
        and row["state"] not in ENDED
        and row["chat"].starts_at - request.now < SOON
    ]
    return {"rows": rows[:3]} if rows else None
