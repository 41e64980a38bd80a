"""What the moderation desk and its work list read."""

from collections.abc import Sequence

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, selectinload

from vamv.moderation.models import ModerationCase, ModerationDecision, ModerationReport
from vamv.vault.codes import spare_code_hash
from vamv.web.pagination import PageKey


def open_cases(session: Session, *, after: PageKey | None = None, limit: int) -> Sequence[ModerationCase]:
    """Return open cases with their reports, the one due first in front."""
    statement = (
        select(ModerationCase)
        .where(ModerationCase.decided_at.is_(None))
        .order_by(ModerationCase.due_at, ModerationCase.id)
        .options(selectinload(ModerationCase.reports))
        .limit(limit)
    )
    if after is not None:
        statement = statement.where(
            or_(
                ModerationCase.due_at > after.at,
                and_(ModerationCase.due_at == after.at, ModerationCase.id > after.id),
            )
        )
    return session.scalars(statement).all()


def count_open(session: Session) -> int:
    """Return how many cases wait."""
    statement = select(func.count()).select_from(ModerationCase).where(ModerationCase.decided_at.is_(None))
    return session.scalar(statement) or 0


def decisions(
    session: Session, *, start: str | None = None, after: PageKey | None = None, limit: int
) -> Sequence[ModerationDecision]:
    """Return decisions with their cases, the latest first. `start`: first characters of the case's id."""
    statement = (
        select(ModerationDecision)
        .order_by(ModerationDecision.decided_at.desc(), ModerationDecision.id.desc())
        .options(selectinload(ModerationDecision.case))
        .limit(limit)
    )
    if start is not None:
        statement = statement.where(ModerationDecision.case_id.startswith(start, autoescape=True))
    if after is not None:
        statement = statement.where(
            or_(
                ModerationDecision.decided_at < after.at,
                and_(ModerationDecision.decided_at == after.at, ModerationDecision.id < after.id),
            )
        )
    return session.scalars(statement).all()


def report_by_receipt(session: Session, code: bytes) -> ModerationReport | None:
    """Return the report that a receipt code belongs to."""
    return session.scalar(
        select(ModerationReport).where(ModerationReport.receipt_hash == spare_code_hash(code))
    )
