"""Destroying transcripts at the set time, and forgetting what nobody needs any more."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from vamv_groupchat import _
from vamv_groupchat.models import Backroom, ChatSession, Message, Participant, Reminder, Sanction, Waiting
from vamv_groupchat.privacy.erasure import run

MEETINGS = timedelta(days=180)
SANCTIONS = timedelta(days=180)
SHORTEST = timedelta(days=1)


def keep(registry: Any) -> timedelta:
    """Return how long after a meeting its transcript is there."""
    return timedelta(hours=registry.settings["groupchat.keep_hours"])


def declare(config: Any) -> None:
    """Declare how long the group chat keeps what."""
    config.add_retention_rule(
        "groupchat.transcripts",
        _("retention-transcripts", default="Was in einem Gruppenchat geschrieben wurde, nach dessen Ende"),
        # The worker destroys it to the hour; this is what the privacy page can say in days.
        max(SHORTEST, keep(config.registry)),
        destroy_transcripts,
    )
    config.add_retention_rule(
        "groupchat.meetings",
        _("retention-meetings", default="Termine von Gruppenchats, ohne Texte und Teilnehmende"),
        MEETINGS,
        forget_meetings,
    )
    config.add_retention_rule(
        "groupchat.sanctions",
        _("retention-sanctions", default="Sperren in Gruppenchats, nach ihrem Ende"),
        SANCTIONS,
        forget_sanctions,
    )


def destroy_transcripts(session: Session, now: datetime, period: timedelta) -> int:
    """Destroy the keys and texts of meetings that ended longer ago than `period`; return how many rows went.

    The key goes first: without it a text that survives anywhere else is noise.
    """
    ended = func.coalesce(ChatSession.closed_at, ChatSession.cancelled_at, ChatSession.ends_at)
    over = list(
        session.scalars(select(ChatSession.id).where(ended < now - period, ChatSession.key_sealed != b""))
    )
    if not over:
        return 0
    rows = run(session, update(ChatSession).where(ChatSession.id.in_(over)).values(key_sealed=b""))
    for table, column in (
        (Message, Message.conversation_id),
        (Backroom, Backroom.session_id),
        (Participant, Participant.conversation_id),
        (Waiting, Waiting.session_id),
        (Reminder, Reminder.session_id),
    ):
        rows += run(session, delete(table).where(column.in_(over)))
    session.expire_all()
    return rows


def forget_meetings(session: Session, now: datetime, period: timedelta) -> int:
    """Delete meetings that ended longer ago than `period`."""
    return run(session, delete(ChatSession).where(ChatSession.ends_at < now - period))


def forget_sanctions(session: Session, now: datetime, period: timedelta) -> int:
    """Delete what was decided about people once it has been over for `period`."""
    over = or_(Sanction.until < now - period, Sanction.lifted_at < now - period)
    return run(session, delete(Sanction).where(over))
