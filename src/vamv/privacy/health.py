"""What the operator must know about erasures."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv.plugins.results import Finding
from vamv.privacy.models import PendingErasure


def check(session: Session) -> list[Finding]:
    """Return an error for each plugin that still holds something of people who have left."""
    waiting = session.execute(
        select(PendingErasure.plugin, func.count())
        .group_by(PendingErasure.plugin)
        .order_by(PendingErasure.plugin)
    ).all()
    if not waiting:
        return [Finding("ok", "Nobody who has left is still in the database")]
    return [
        Finding(
            "error",
            f"{count} who left are still in the tables of {plugin}",
            f"Switch {plugin} on again, or remove its data with `vamv db purge {plugin}`.",
        )
        for plugin, count in waiting
    ]
