"""How long moderation remembers."""

from datetime import datetime, timedelta

from sqlalchemy import CursorResult, delete
from sqlalchemy.orm import Session

from vamv.moderation.models import ModerationCase

KEEP = timedelta(days=365)


def forget_decided(session: Session, now: datetime, period: timedelta) -> int:
    """Delete cases decided longer ago than `period`, their reports and decisions with them."""
    result = session.execute(
        delete(ModerationCase)
        .where(ModerationCase.decided_at < now - period)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)
    return result.rowcount
