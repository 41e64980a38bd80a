"""Who is in a meeting now, as one audience is told: how many, the first of them, and who wants to speak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from vamv_groupchat import policy
from vamv_groupchat.models import Participant

NAMED = 30  # people whose names a page shows


@dataclass(frozen=True)
class Crowd:
    """How many are there, the first of them; of all, who moderates, whose hands are up, who still writes."""

    count: int
    first: Sequence[Participant]
    moderators: Sequence[Participant]
    hands: Sequence[Participant]
    writers: Sequence[Participant]

    @property
    def named(self) -> Sequence[Participant]:
        """Everybody here whose name is shown."""
        return list(
            {each.ref: each for each in (*self.first, *self.moderators, *self.hands, *self.writers)}.values()
        )


def crowd(
    session: Session, session_id: str, *, now: datetime, idle: timedelta, unseen: frozenset[str] = frozenset()
) -> Crowd:
    """Return who is in a meeting now, without those who must not exist for whoever is told."""
    here = _here(session_id, now, idle, unseen)
    order = (Participant.joined_at, Participant.ref)
    count = session.scalar(select(func.count()).select_from(Participant).where(*here)) or 0
    first = session.scalars(select(Participant).where(*here).order_by(*order).limit(NAMED)).all()
    notable = session.scalars(
        select(Participant)
        .where(
            *here,
            or_(
                Participant.moderating,
                Participant.hand_at.is_not(None),
                Participant.writing_at > now - policy.WRITING,
            ),
        )
        .order_by(*order)
    ).all()
    return Crowd(
        count,
        first,
        [each for each in notable if each.moderating],
        policy.speaking_order(notable),
        [each for each in notable if each.writing_at is not None and now - each.writing_at < policy.WRITING],
    )


def how_many(session: Session, session_id: str, *, now: datetime, idle: timedelta) -> int:
    """Return how many people are in a meeting now."""
    here = _here(session_id, now, idle, frozenset())
    return session.scalar(select(func.count()).select_from(Participant).where(*here)) or 0


def _here(
    session_id: str, now: datetime, idle: timedelta, unseen: frozenset[str]
) -> list[ColumnElement[bool]]:
    conditions = [
        Participant.conversation_id == session_id,
        Participant.left_at.is_(None),
        Participant.seen_at >= now - idle,
    ]
    if unseen:
        conditions.append(Participant.person_id.not_in(unseen))
    return conditions
