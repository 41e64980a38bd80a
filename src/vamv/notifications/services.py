"""Tell a person that something is new for them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Literal

from sqlalchemy import CursorResult, delete, update
from sqlalchemy.orm import Session

from vamv.db.upsert import insert
from vamv.jobs.services import enqueue
from vamv.notifications.models import ContactAddress, Notification, NotificationChoice

JOB = "notifications.deliver"
PORTAL = "portal"
MAIL = "mail"
SUMMARY_LENGTH = 200
# What happens in quick succession becomes one mail, and whoever is in the portal anyway needs none.
GATHER = timedelta(minutes=5)

Audience = Literal["you", "team", "substitute"]


def notify(
    session: Session,
    *,
    person_id: str,
    type: str,  # noqa: A002 - the argument's name is public
    now: datetime,
    route: str | None = None,
    route_args: Mapping[str, Any] | None = None,
    summary: str = "",
    audience: Audience = "you",
    about: str = "",
) -> None:
    """Tell `person_id` that something of the declared `type` happened, in the transaction in which it does.

    `route`, `route_args`: where to look. `summary`: a title that anybody in the portal may read (class S1);
    leave it out for all else; it never leaves the portal. `audience`: whether it concerns the person, their
    team, or somebody they stand in for. `about`: names the place for `seen`. By which channels it goes is the
    person's choice.
    """
    listed = session.get(NotificationChoice, (person_id, type, PORTAL))
    session.add(
        Notification(
            person_id=person_id,
            type=type,
            audience=audience,
            summary=summary[:SUMMARY_LENGTH],
            route=route,
            route_args=dict(route_args or {}),
            about=about,
            listed=listed is None or listed.enabled,
            created_at=now,
        )
    )
    session.flush()
    deliver_at(session, person_id, "news", now=now, run_at=now + GATHER)


def deliver_at(session: Session, person_id: str, why: str, *, now: datetime, run_at: datetime) -> None:
    """Have the other channels served at `run_at`; for each `why`, one such job waits for a person at most."""
    enqueue(
        session,
        JOB,
        {"person": person_id},
        now=now,
        run_at=run_at,
        unique_key=f"{JOB}:{why}:{person_id}",
    )


def seen(session: Session, person_id: str, about: str, now: datetime) -> None:
    """Mark what a person was told `about` a place as read: they have just looked there."""
    session.execute(
        update(Notification)
        .where(
            Notification.person_id == person_id, Notification.read_at.is_(None), Notification.about == about
        )
        .values(read_at=now)
        .execution_options(synchronize_session=False)
    )


def mark_read(session: Session, person_id: str, now: datetime, notification_id: str | None = None) -> None:
    """Mark one notification of a person as read, or all of them."""
    statement = update(Notification).where(
        Notification.person_id == person_id, Notification.read_at.is_(None)
    )
    if notification_id is not None:
        statement = statement.where(Notification.id == notification_id)
    session.execute(statement.values(read_at=now))


def choose(session: Session, person_id: str, choices: Mapping[tuple[str, str], bool]) -> None:
    """Keep a person's choices by type and channel."""
    for (type_, channel), enabled in choices.items():
        row = insert(session, NotificationChoice).values(
            person_id=person_id, type=type_, channel=channel, enabled=enabled
        )
        session.execute(
            row.on_conflict_do_update(
                index_elements=["person_id", "type", "channel"], set_={"enabled": enabled}
            )
        )
    session.expire_all()


def choose_rhythm(session: Session, person_id: str, rhythm: str) -> None:
    """Keep how often a person wants mail, if they have given an address."""
    row = session.get(ContactAddress, person_id)
    if row is not None:
        row.rhythm = rhythm


def forget(session: Session, now: datetime, period: timedelta) -> int:
    """Delete notifications older than `period`, read or not; return how many."""
    result = session.execute(
        delete(Notification)
        .where(Notification.created_at < now - period)
        .execution_options(synchronize_session=False)
    )
    assert isinstance(result, CursorResult)
    return result.rowcount
