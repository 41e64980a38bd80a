"""What the forum puts on the team's work list and into its menu: texts that wait to be read."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.api.moderation import in_crisis
from vamv.api.work import WorkItem
from vamv_forum import _, hold_policy
from vamv_forum.queries import held

REASON_WORDS = {
    hold_policy.SCREENED: _("hold-screened", default="Ein Wort oder eine Prüfung ist aufgefallen"),
    hold_policy.LINKS: _("hold-links", default="Links von einem neuen Mitglied"),
    hold_policy.REPEATED: _("hold-repeated", default="Derselbe Text kam heute schon einmal"),
    hold_policy.CATEGORY: _("hold-category", default="In diesem Bereich liest die Moderation alles zuerst"),
    hold_policy.ALL: _("hold-all", default="Die Moderation liest alles zuerst"),
    hold_policy.NEWCOMER: _("hold-newcomer", default="Erste Beiträge eines neuen Mitglieds"),
}


def declare(config: Any) -> None:
    """Declare the work list and the entry in the team's menu."""
    config.add_work_list(
        "forum.waiting",
        _("work-list-waiting", default="Beiträge, die auf die Moderation warten"),
        waiting_work,
        "forum.post.moderate",
    )
    config.add_nav_item(
        "forum.waiting",
        _("nav-waiting", default="Wartende Beiträge"),
        "forum.waiting",
        "staff",
        icon="inbox",
        permission="forum.post.moderate",
        badge=badge,
    )


def waiting_work(session: Session, actor: Any, now: datetime, limit: int) -> Sequence[WorkItem]:
    """Return texts that wait to be read, with those first in which somebody seems to be in danger."""
    return [
        WorkItem(
            title=_("work-waiting", default="Beitrag lesen, bevor andere ihn sehen"),
            note=REASON_WORDS[place.held.reason],
            due=hold_policy.due(place.held.created_at, urgent=(urgent := in_crisis(place.held.source))),
            urgent=urgent,
            route="forum.waiting_text",
            route_args={"held": place.held.id},
            state=_("work-waiting-state", default="wartet"),
            for_whom=_("role-moderator", default="Moderation"),
        )
        for place in held.waiting(session, limit=limit)
    ]


def badge(request: Any) -> int | None:
    """Return how many texts wait, for the menu."""
    return held.count_waiting(request.dbsession) or None
