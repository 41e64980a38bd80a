"""What is new for a person."""

from sqlalchemy import bindparam, exists, func, select, tuple_
from sqlalchemy.orm import Session

from vamv.db.session import straight
from vamv.notifications.models import Notification, NotificationChoice
from vamv.notifications.services import MAIL
from vamv.web.pagination import PageKey

COUNT_UP_TO = 99


_UNREAD_ONES = select(Notification.id).where(
    Notification.person_id == bindparam("person_id"),
    Notification.read_at.is_(None),
    Notification.listed.is_(True),
)
# Asked by every page that shows the menu, so it is put together once.
_UNREAD = select(func.count()).select_from(_UNREAD_ONES.limit(COUNT_UP_TO).subquery())


def unread_count(session: Session, person_id: str) -> int:
    """Return how many listed notifications a person has not read; counts no further than 99."""
    return straight(session).scalar(_UNREAD, {"person_id": person_id}) or 0


def newest(
    session: Session, person_id: str, *, after: PageKey | None = None, limit: int
) -> list[Notification]:
    """Return the listed notifications of a person, newest first, those behind `after`."""
    statement = select(Notification).where(Notification.person_id == person_id, Notification.listed.is_(True))
    if after is not None:
        statement = statement.where(
            tuple_(Notification.created_at, Notification.id) < tuple_(after.at, after.id)
        )
    return list(
        session.scalars(
            statement.order_by(Notification.created_at.desc(), Notification.id.desc()).limit(limit)
        )
    )


def unread(session: Session, person_id: str, limit: int) -> list[Notification]:
    """Return the newest listed notifications that a person has not read."""
    return list(
        session.scalars(
            select(Notification)
            .where(
                Notification.person_id == person_id,
                Notification.read_at.is_(None),
                Notification.listed.is_(True),
            )
            .order_by(Notification.created_at.desc(), Notification.id.desc())
            .limit(limit)
        )
    )


def undelivered(session: Session, person_id: str) -> list[Notification]:
    """Return what the other channels have not carried yet, oldest first."""
    return list(
        session.scalars(
            select(Notification)
            .where(Notification.person_id == person_id, Notification.delivered_at.is_(None))
            .order_by(Notification.created_at, Notification.id)
        )
    )


def announced_and_unread(session: Session, person_id: str) -> bool:
    """Tell whether a mail has announced something that the person has not looked at yet."""
    return bool(
        session.scalar(
            select(
                exists().where(
                    Notification.person_id == person_id,
                    Notification.read_at.is_(None),
                    Notification.mailed_at.is_not(None),
                )
            )
        )
    )


def choices(session: Session, person_id: str) -> dict[tuple[str, str], bool]:
    """Return what a person has chosen, by type and channel."""
    rows = session.scalars(select(NotificationChoice).where(NotificationChoice.person_id == person_id))
    return {(row.type, row.channel): row.enabled for row in rows}


def wants_mail(chosen: dict[tuple[str, str], bool], type_: str, default: bool) -> bool:
    """Tell whether a person wants mail for a type, by their choice or by the type's default."""
    return chosen.get((type_, MAIL), default)
