"""What moderation puts on the work list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from vamv.i18n.strings import _
from vamv.moderation import policy, queries, words
from vamv.web.work import WorkItem


def open_work(session: Session, actor: Any, now: datetime, limit: int) -> Sequence[WorkItem]:
    """Return reported texts that wait for a decision."""
    return [
        WorkItem(
            title=_(
                "work-report",
                default="Meldung ${reference} prüfen",
                mapping={"reference": policy.reference(case.id)},
            ),
            note=words.REASONS.get(case.reports[0].reason, "") if case.reports else "",
            due=case.due_at,
            urgent=any(report.reason in policy.URGENT_REASONS for report in case.reports),
            route="moderation.case",
            route_args={"case": case.id},
            state=_("work-report-open", default="offen"),
            for_whom=_("work-for-moderation", default="Moderation"),
        )
        for case in queries.open_cases(session, limit=limit)
    ]


def badge(request: Any) -> int | None:
    """Return how many cases wait, for the menu."""
    return queries.count_open(request.dbsession) or None
