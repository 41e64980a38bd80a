"""Staff: what waits for whom, over all parts."""

from typing import Any

from vamv.i18n.strings import _
from vamv.security.identity import ROLES, STAFF_ROLES


def includeme(config: Any) -> None:
    config.add_permission(
        "staff.work",
        _("permission-work", default="Arbeitsliste"),
        _("permission-work-text", default="Sehen, was im eigenen Bereich zu tun ist"),
        roles=tuple(role for role in ROLES if role in STAFF_ROLES),
    )
    config.add_route("staff.work", "/work")
    config.scan("vamv.staff.views")
    config.add_nav_item(
        "staff",
        _("nav-staff", default="Team"),
        "staff.work",
        "main",
        icon="list-checks",
        permission="staff.work",
        after="portal.start",
    )
    config.add_nav_item(
        "staff.work",
        _("nav-work", default="Arbeitsliste"),
        "staff.work",
        "staff",
        icon="list-checks",
        permission="staff.work",
        before="moderation",
    )
