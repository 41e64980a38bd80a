"""Whether the rooms are looked after: for `vamv doctor`."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from vamv.api.plugin import Finding
from vamv_groupchat.models import MODERATOR, ChatSession, Duty, Room

SOON = timedelta(days=7)


def check(session: Session, now: datetime) -> list[Finding]:
    """Say when there is no room yet, and when nobody is on duty in meetings of the next days."""
    if session.scalar(select(Room.id).limit(1)) is None:
        return [
            Finding("warning", "The group chat has no room.", "Add one in the portal: Gruppenchat, Räume.")
        ]
    staffed = select(Duty.person_id).where(Duty.session_id == ChatSession.id, Duty.part == MODERATOR)
    alone = session.scalar(
        select(func.count())
        .select_from(ChatSession)
        .where(
            ChatSession.ends_at > now,
            ChatSession.starts_at < now + SOON,
            ChatSession.cancelled_at.is_(None),
            ChatSession.closed_at.is_(None),
            ~staffed.exists(),
        )
    )
    if not alone:
        return []
    return [
        Finding(
            "warning",
            f"Nobody is on duty in {alone} meetings of the next seven days; they would stay closed.",
            "Enter who looks after them in the portal: Gruppenchat, Räume, Termine.",
        )
    ]
